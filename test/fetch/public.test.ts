import { expect, it } from 'vitest'
import { isPublic } from '../../src/fetch/public.ts'

it('takes public addresses of single machines', () => {
  for (const address of [
    '1.1.1.1',
    '140.82.112.3',
    '2606:4700::1111',
    '2a00:1450:4001:81b::200e',
  ]) {
    expect(isPublic(address), address).toBe(true)
  }
})

it('takes none of our own network, in any spelling', () => {
  const own = [
    ...['127.0.0.1', '127.9.9.9', '0.0.0.0', '10.0.0.1', '172.16.0.1', '172.31.255.255'],
    ...['192.168.1.1', '169.254.169.254', '100.64.0.1', '100.127.255.255', '192.0.0.8'],
    ...['198.18.0.1', '192.0.2.1', '224.0.0.1', '240.0.0.1', '255.255.255.255', '::', '::1'],
    ...['fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd12::1', 'fec0::1', 'ff02::1', '2001:db8::1'],
    ...['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:8.8.8.8', '::127.0.0.1', '2002:7f00:1::'],
    ...['64:ff9b::7f00:1', '64:ff9b:1::1', '2001::1', '::ffff:0:127.0.0.1'],
    ...['', 'localhost', '127.1.1', 'nonsense'],
  ]
  for (const address of own) expect(isPublic(address), address).toBe(false)
})
