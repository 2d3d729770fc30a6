/**
 * Where events may be sent. Whoever enters an address could otherwise make the server call services that only it can
 * reach (server-side request forgery, CWE-918), so public addresses alone are allowed, and what the installation lists:
 *
 * - `ZHIHENG_WEBHOOK_NETWORKS`: networks of the installation's own, `10.20.0.0/16,fd00::/8`; `http://` may be used there.
 */
import ipaddr from 'ipaddr.js'
import { webhookError } from './webhook-errors.ts'

type Address = ipaddr.IPv4 | ipaddr.IPv6

/** Address and length of the prefix. */
export type Network = [Address, number]

// All that is handed out for the public internet (RFC 4291 section 2.4, IANA).
const globalUnicast: Network = ipaddr.parseCIDR('2000::/3')

/**
 * The networks that the environment allows beside public addresses.
 *
 * @throws {TypeError} naming the part that is no network
 */
export function networksFromEnvironment(environment: NodeJS.ProcessEnv = process.env): Network[] {
  const parts = (environment.ZHIHENG_WEBHOOK_NETWORKS ?? '').split(',').map((part) => part.trim())
  return parts
    .filter((part) => part !== '')
    .map((part) => {
      if (!ipaddr.isValidCIDR(part))
        throw new TypeError(`ZHIHENG_WEBHOOK_NETWORKS: "${part}" is no network such as 10.20.0.0/16`)
      return ipaddr.parseCIDR(part)
    })
}

function isPublic(address: Address): boolean {
  if (address.range() !== 'unicast') return false
  return address.kind() === 'ipv4' || address.match(globalUnicast)
}

/**
 * Whether an address may be called. An IPv4 address inside an IPv6 one (`::ffff:127.0.0.1`) counts as what it is.
 *
 * @param encrypted whether by TLS; without, only in the listed networks
 */
export function mayBeCalled(text: string, networks: readonly Network[], encrypted: boolean): boolean {
  if (!ipaddr.isValid(text)) return false
  const address = ipaddr.process(text)
  const listed = networks.some((network) => network[0].kind() === address.kind() && address.match(network))
  return listed || (encrypted && isPublic(address))
}

/** The address that a URL names by number, or undefined for a name that must be looked up. */
export function literalAddress(url: URL): string | undefined {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  if (/(^|\.)localhost\.?$/.test(host)) return '127.0.0.1'
  return ipaddr.isValid(host) ? host : undefined
}

/**
 * Checks what can be known of an address before it is called; names are looked up when something is sent.
 *
 * @throws `webhooks.https-required`, `webhooks.address-refused`
 */
export function checkWebhookUrl(text: string, networks: readonly Network[]): void {
  const url = new URL(text)
  const encrypted = url.protocol === 'https:'
  const allowed = encrypted || (url.protocol === 'http:' && networks.length > 0)
  if (!allowed || url.username !== '' || url.password !== '') throw webhookError('webhooks.https-required')
  const literal = literalAddress(url)
  if (literal !== undefined && !mayBeCalled(literal, networks, encrypted))
    throw webhookError('webhooks.address-refused', { host: url.hostname })
}
