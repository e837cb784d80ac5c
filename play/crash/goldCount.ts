import { setTimeout as delay } from 'node:timers/promises'
import type { Kept } from './kept.ts'
import type { Violation } from './told.ts'

/** Zones report what they count once a second. */
const REPORTED_MS = 5_000
const POLL_MS = 200

/** Coins that the rules say to have paid out and taken back. */
export interface GoldCount {
  minted: number
  burned: number
}

/** What `metrics`, of a program since its start, say of gold. */
export function countedGold(metrics: string): GoldCount {
  const count = { minted: 0, burned: 0 }
  for (const [, what, value] of metrics.matchAll(
    /^loam_rule_total\{.*name="gold\.(minted|burned)\.\w+".*\} (\d+)$/gm,
  )) {
    count[what as keyof GoldCount] += Number(value)
  }
  return count
}

/**
 * Compares what the program has counted with what has come into purses and out of them.
 *
 * @param before  what was kept when the program had counted nothing yet
 * @param after  what is kept now that nobody does anything any more
 */
export async function inspectGold(
  before: Kept,
  after: Kept,
  counted: () => Promise<GoldCount>,
): Promise<Violation[]> {
  const minted = mintedIn(after) - mintedIn(before)
  const burned = burnedIn(after) - burnedIn(before)
  const late = performance.now() + REPORTED_MS
  for (;;) {
    const count = await counted()
    if (count.minted === minted && count.burned === burned) return []
    if (performance.now() < late) {
      await delay(POLL_MS)
      continue
    }
    const words =
      `${minted} coins were paid and ${burned} taken back, ` +
      `and ${count.minted} and ${count.burned} were counted`
    return [{ kind: 'broken', words, log: [] }]
  }
}

function mintedIn({ characters }: Kept): number {
  return [...characters.values()].reduce((sum, { funds }) => sum + funds.minted, 0)
}

function burnedIn({ characters }: Kept): number {
  return [...characters.values()].reduce((sum, { funds }) => sum + funds.burned, 0)
}
