const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193

/**
 * The number by which clients' maps know a room: FNV-1a (32 bit) over the UTF-8 bytes of its id,
 * top bit dropped. The same id has the same number on every server and after every restart.
 *
 * @param id  full id, `area:room`
 * @returns   1 to 2^31 - 1
 */
export function roomNumber(id: string): number {
  let hash = FNV_OFFSET
  for (const byte of new TextEncoder().encode(id)) {
    hash = Math.imul(hash ^ byte, FNV_PRIME)
  }
  return hash & 0x7fffffff || 1
}
