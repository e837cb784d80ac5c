/** How many ticks of a zone took so long at most, in all since it was started. */
type Counts = ReadonlyMap<number, number>

const BUCKET = /^loam_tick_seconds_bucket\{le="([^"]+)",zone="([^"]+)"\} (\d+)$/

/** How long ticks took, of all zones, as the program tells it at one moment. */
export class TickTimes {
  readonly #byZone = new Map<string, Map<number, number>>()

  /** @param metrics  what it tells of itself, as Prometheus reads it */
  constructor(metrics: string) {
    for (const line of metrics.split('\n')) {
      const [, limit, zone, count] = BUCKET.exec(line) ?? []
      if (limit === undefined || zone === undefined) continue
      const counts = this.#byZone.get(zone) ?? new Map<number, number>()
      this.#byZone.set(zone, counts.set(Number(limit.replace('+Inf', 'Infinity')), Number(count)))
    }
  }

  /**
   * The time below which `part` of the ticks since `before` lay, of the zone where it is longest;
   * between two limits as if they were spread evenly.
   *
   * @returns milliseconds
   */
  since(before: TickTimes, part: number): number {
    const zones = [...this.#byZone].map(([zone, counts]) =>
      quantileOf(counts, before.#byZone.get(zone) ?? new Map(), part),
    )
    return Math.max(0, ...zones) * 1000
  }
}

function quantileOf(now: Counts, before: Counts, part: number): number {
  const limits = [...now.keys()].sort((a, b) => a - b)
  const upTo = (limit: number) => now.get(limit)! - (before.get(limit) ?? 0)
  const ticks = upTo(limits.at(-1)!)
  if (ticks === 0) return 0
  const wanted = part * ticks
  let low = 0
  let below = 0
  for (const limit of limits) {
    const count = upTo(limit)
    if (count >= wanted && count > below) {
      if (limit === Number.POSITIVE_INFINITY) return low
      return low + (limit - low) * ((wanted - below) / (count - below))
    }
    low = limit
    below = count
  }
  return low
}
