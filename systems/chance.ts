import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** A zone's source of chance: seeded, so that a recorded zone can be run again. */
export interface Chance {
  /** A whole number, `0 <= n < below`. */
  integer(below: number): number
  /** True once in `n` times, on average. */
  oneIn(n: number): boolean
  /** A number around `mean`, between half and one and a half of it. */
  around(mean: number): number
  /** Where the numbers stand, as words of 32 bits: all that are to come follow from it. */
  state(): readonly number[]
}

/** @param seed  a 32-bit integer: the same seed gives the same numbers */
export function createChance(seed: number): Chance {
  const generator = xoroshiro128plus(seed)
  const integer = (below: number) => uniformInt(generator, 0, below - 1)
  return {
    integer,
    oneIn: (n) => integer(n) === 0,
    around: (mean) => mean * (0.5 + integer(1_000_001) / 1_000_000),
    state: () => generator.getState(),
  }
}
