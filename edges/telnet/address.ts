import { isIP } from 'node:net'

/** Addresses as a set of literal ones, or a test. */
export type AddressMatcher = ReadonlySet<string> | ((address: string) => boolean)

/** An IPv4 address that arrives on an IPv6 socket loses its `::ffff:`; `''` where there is none. */
export function normalAddress(address: string | undefined): string {
  if (address === undefined) return ''
  const mapped = /^::ffff:(.*)$/i.exec(address)?.[1]
  return mapped !== undefined && isIP(mapped) === 4 ? mapped : address
}

export function isLoopback(address: string): boolean {
  return address === '::1' || (isIP(address) === 4 && address.startsWith('127.'))
}

export function matches(matcher: AddressMatcher, address: string): boolean {
  return typeof matcher === 'function' ? matcher(address) : matcher.has(address)
}
