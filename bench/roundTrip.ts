import type { Prepared } from './define.ts'

/** There and back again: things become bytes, and bytes things. */
export interface RoundTrip {
  encode(): Uint8Array
  /** @returns a sum over all that was read */
  decode(bytes: Uint8Array): number
}

/** So many watch a room, where that matters. */
export const WATCHERS = 10

/**
 * A way that makes the trip, and tells how many bytes each of `count` things takes.
 *
 * @param copies  that leave the world when `WATCHERS` at one edge are to see it; undefined: that
 *   is not asked
 */
export function prepared(
  { encode, decode }: RoundTrip,
  count: number,
  per: string,
  copies?: number,
): Prepared {
  const common = { unit: `B/${per}`, better: 'lower' } as const
  return {
    run: () => decode(encode()),
    figures: () => {
      const bytes = encode().length / count
      const alone = { ...common, metric: 'bytes', value: bytes }
      if (copies === undefined) return [alone]
      const metric = `bytes from the world, ${WATCHERS} watch`
      return [alone, { ...common, metric, value: bytes * copies }]
    },
  }
}

/** The trip by way of JSON in UTF-8. */
export function jsonTrip<T>(
  values: readonly T[],
  sum: (values: readonly T[]) => number,
): RoundTrip {
  const encoder = new TextEncoder()
  const decoder = new TextDecoder()
  return {
    encode: () => encoder.encode(JSON.stringify(values)),
    decode: (bytes) => sum(JSON.parse(decoder.decode(bytes))),
  }
}
