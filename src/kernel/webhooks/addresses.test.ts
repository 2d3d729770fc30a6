import { describe, expect, it } from 'vitest'
import { checkWebhookUrl, mayBeCalled, networksFromEnvironment } from './addresses.ts'

describe('addresses that events may be sent to', () => {
  it.each([
    '127.0.0.1',
    '127.8.9.10',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    'fc00::1',
    'fe80::1',
    'ff02::1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'not an address',
  ])('leave out %s', (address) => {
    expect(mayBeCalled(address, [], true)).toBe(false)
  })
  it.each(['8.8.8.8', '114.114.114.114', '2400:3200::1'])('include %s, by TLS only', (address) => {
    expect([mayBeCalled(address, [], true), mayBeCalled(address, [], false)]).toEqual([true, false])
  })
  it('include the networks of the installation, and no others', () => {
    const networks = networksFromEnvironment({ ZHIHENG_WEBHOOK_NETWORKS: '10.20.0.0/16, fd00::/8' })
    const called = (address: string) => mayBeCalled(address, networks, false)
    expect([called('10.20.3.4'), called('10.21.0.1'), called('fd12::1'), called('::ffff:10.20.0.1')]).toEqual(
      [true, false, true, true],
    )
    expect(() => networksFromEnvironment({ ZHIHENG_WEBHOOK_NETWORKS: '10.20.0.0' })).toThrow('"10.20.0.0"')
  })
  it.each([
    ['http://quality.example.org/', 'https-required'],
    ['https://user:word@quality.example.org/', 'https-required'],
    ['https://127.0.0.1/', 'address-refused'],
    ['https://2130706433/', 'address-refused'],
    ['https://0x7f.1/', 'address-refused'],
    ['https://[::1]:8443/', 'address-refused'],
    ['https://localhost/', 'address-refused'],
    ['https://a.localhost./', 'address-refused'],
  ])('are checked when %s is entered', (url, code) => {
    expect(() => checkWebhookUrl(url, [])).toThrow(code)
  })
  it('may be names, which are looked up when something is sent', () => {
    expect(() => checkWebhookUrl('https://quality.example.org/hook', [])).not.toThrow()
  })
})
