/** Which addresses of machines may be asked for pictures: those that anyone can reach, and no others. */
import ipaddr from 'ipaddr.js'

/**
 * Whether an IP address is a public one of a single machine. Loopback, private,
 * link-local, shared (CGNAT), documentation, multicast and reserved ranges are
 * not, nor is any IPv6 form that carries an IPv4 address within it: such a
 * form would lead to a machine of our own network by another spelling.
 */
export function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.parse(address).range() === 'unicast'
}
