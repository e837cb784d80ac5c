import type { Prepared } from './define.ts'

/** There and back again: things become bytes, and bytes things. */
export interface RoundTrip {
  encode(): Uint8Array
  /** @returns a sum over all that was read */
  decode(bytes: Uint8Array): number
}

/** A way that makes the trip, and tells how many bytes each of `count` things takes. */
export function prepared({ encode, decode }: RoundTrip, count: number, per: string): Prepared {
  return {
    run: () => decode(encode()),
    figures: () => [
      { metric: 'bytes', value: encode().length / count, unit: `B/${per}`, better: 'lower' },
    ],
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
