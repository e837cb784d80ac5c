import { isIP } from 'node:net'
import { type AddressMatcher, matches, normalAddress } from '#edges/telnet/address.ts'

/** Proxies in a row that are looked through. */
const HOPS_MAX = 16

/**
 * Whose request it is: the peer's, or of a trusted one, which is a proxy, whoever it says.
 *
 * `X-Forwarded-For` grows to the right, and what stands left of the first address that is not
 * trusted may be anybody's invention.
 */
export function clientAddress(peer: string, forwardedFor: string, trusted: AddressMatcher): string {
  const hops = forwardedFor === '' ? [] : forwardedFor.split(',').slice(-HOPS_MAX)
  let address = peer
  while (matches(trusted, address)) {
    const before = addressOf(hops.pop() ?? '')
    if (before === undefined) break
    address = before
  }
  return address
}

/** `192.0.2.1`, `192.0.2.1:4000`, `[2001:db8::1]:4000`: the address alone. */
function addressOf(hop: string): string | undefined {
  const bare = hop.trim().replace(/^\[(.*)\](?::\d+)?$/, '$1')
  const address = isIP(bare) === 0 ? bare.replace(/:\d+$/, '') : bare
  return isIP(address) === 0 ? undefined : normalAddress(address)
}
