import { crc32 } from 'node:zlib'

/** Where a payload belongs: all of it goes into its checksum. */
export interface Place {
  zone: string
  epoch: number
  sequence: number
  tick: number
}

/**
 * The CRC-32 of a payload, begun with its place and length: a payload that was cut short, filled up
 * with zeros or put elsewhere has another, and one of nothing but zeros is not valid by chance.
 *
 * @param chunks  the payload, in one piece or several
 * @returns       the sum as PostgreSQL's integer holds it: with a sign
 */
export function checksumOf(place: Place, chunks: readonly Uint8Array[]): number {
  const { zone, epoch, sequence, tick } = place
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  let sum = crc32(`${epoch} ${sequence} ${tick} ${bytes} ${zone}`)
  for (const chunk of chunks) sum = crc32(chunk, sum)
  return sum | 0
}
