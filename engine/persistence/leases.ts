import type { JournalStore, Lease } from './journal.ts'

/** While another holds a zone, it is asked for so often … */
const ASK_AGAIN_MS = 500
/** … the operator is told so often … */
const SAY_MS = 10_000
/** … and after so long, many times what a lease lasts, its holder surely lives. */
const GIVE_UP_MS = 30_000

/** Another runs a zone, and goes on to. */
class ZoneHeldError extends Error {
  readonly code = 'ZONE_HELD'
}

export interface Wanted {
  zone: string
  holder: string
  leaseMs: number
  say(words: string): void
}

/**
 * Gets the lease of a zone, waiting for another's to run out.
 *
 * @throws {ZoneHeldError} naming the holder, if that prolongs its own
 */
export async function acquireOrGiveUp(
  store: Pick<JournalStore, 'acquire' | 'holderOf'>,
  { zone, holder, leaseMs, say }: Wanted,
): Promise<Lease> {
  for (let waitedMs = 0; ; waitedMs += ASK_AGAIN_MS) {
    const lease = await store.acquire(zone, holder, leaseMs)
    if (lease) return lease
    if (waitedMs % SAY_MS === 0) {
      const held = await wordsOnHolder(store, zone)
      if (waitedMs >= GIVE_UP_MS) {
        const words = `Cannot run zone "${zone}": it is ${held}, and that is prolonged: ${ADVICE}`
        throw new ZoneHeldError(words)
      }
      say(`zone "${zone}" is ${held}, and waited for`)
    }
    await new Promise((resolve) => {
      setTimeout(resolve, ASK_AGAIN_MS)
    })
  }
}

const ADVICE = 'stop that program, or give this one a database of its own'

async function wordsOnHolder(store: Pick<JournalStore, 'holderOf'>, zone: string): Promise<string> {
  const held = await store.holderOf(zone)
  return held ? `held by "${held.holder}" until ${held.until.toISOString()}` : 'just given up'
}
