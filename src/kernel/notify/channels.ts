/**
 * Ways out of the application. Configured by the environment:
 *
 * - `ZHIHENG_SMTP_URL` (`smtps://user:password@host:port`) and `ZHIHENG_MAIL_FROM`: e-mail;
 * - `ZHIHENG_WEBHOOK_URL` and `ZHIHENG_WEBHOOK_SECRET` (at least 24 characters): a signed webhook;
 * - `ZHIHENG_URL`: address of the application, put before links.
 */
import { createHmac } from 'node:crypto'
import { createTransport } from 'nodemailer'
import type { Message } from '../language/messages.ts'

/** One thing to send. */
interface Dispatch {
  readonly id: string
  readonly city: string
  readonly at: Date
  readonly message: Message
  readonly link: string
  /** E-mail address; undefined for the webhook. */
  readonly address: string | undefined
  readonly locale: 'zh' | 'en'
}

export interface Channel {
  readonly name: 'email' | 'webhook'
  /** Sends it or throws. Sending twice must do no harm: the receiver can tell by the id. */
  readonly send: (dispatch: Dispatch) => Promise<void>
}

const sendTimeout = 10_000

/** E-mail by SMTP. */
export function emailChannel(smtpUrl: string, from: string, publicUrl: string): Channel {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: sendTimeout,
    greetingTimeout: sendTimeout,
    socketTimeout: sendTimeout,
  })
  return {
    name: 'email',
    send: async ({ id, address, message, locale, link }) => {
      if (address === undefined) throw new TypeError('An e-mail needs an address')
      const text = message[locale]
      await transport.sendMail({
        from,
        to: address,
        subject: text.length > 78 ? `${text.slice(0, 77)}…` : text,
        text: `${text}\n\n${publicUrl}${link}\n`,
        messageId: `<${id}@zhiheng>`,
      })
    },
  }
}

/**
 * The signature of a webhook body by the scheme of Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`, so that
 * a recorded call cannot be replayed later or under another id. A secret written `whsec_…` is base64, as that
 * scheme has it; any other is taken as it stands.
 */
export function webhookSignature(secret: string, id: string, timestamp: number, body: string): string {
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : secret
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
}

/** A webhook that receives each notification as a CloudEvents 1.0 event in JSON. */
export function webhookChannel(url: string, secret: string, publicUrl: string): Channel {
  return {
    name: 'webhook',
    send: async ({ id, city, at, message, link }) => {
      const body = JSON.stringify({
        specversion: '1.0',
        id,
        source: `urn:zhiheng:${city}`,
        type: 'org.zhiheng.notification',
        time: at.toISOString(),
        datacontenttype: 'application/json',
        data: { message, link: `${publicUrl}${link}` },
      })
      const timestamp = Math.floor(Date.now() / 1000)
      const answer = await fetch(url, {
        method: 'POST',
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(sendTimeout),
        headers: {
          'content-type': 'application/cloudevents+json; charset=utf-8',
          'webhook-id': id,
          'webhook-timestamp': String(timestamp),
          'webhook-signature': webhookSignature(secret, id, timestamp, body),
        },
      })
      await answer.body?.cancel()
      if (!answer.ok) throw new Error(`The webhook answered ${answer.status}`)
    },
  }
}

const shortestSecret = 24

/**
 * The channels that the environment configures; none when it says nothing.
 *
 * @throws {TypeError} when a channel is configured by half.
 */
export function channelsFromEnvironment(environment: NodeJS.ProcessEnv = process.env): Channel[] {
  const {
    ZHIHENG_SMTP_URL: smtp,
    ZHIHENG_MAIL_FROM: from,
    ZHIHENG_WEBHOOK_URL: webhook,
    ZHIHENG_WEBHOOK_SECRET: secret,
    ZHIHENG_URL: publicUrl = '',
  } = environment
  const channels: Channel[] = []
  if (smtp) {
    if (!from) throw new TypeError('ZHIHENG_SMTP_URL needs ZHIHENG_MAIL_FROM, the sender of the e-mails')
    channels.push(emailChannel(smtp, from, publicUrl))
  }
  if (webhook) {
    if (!secret || secret.length < shortestSecret)
      throw new TypeError(
        `ZHIHENG_WEBHOOK_URL needs ZHIHENG_WEBHOOK_SECRET of at least ${shortestSecret} characters`,
      )
    channels.push(webhookChannel(webhook, secret, publicUrl))
  }
  return channels
}
