import { Expiring } from './expiring.ts'
import type { OnlineCharacter, Presence, Standing } from './presence.ts'
import { Roster } from './roster.ts'
import { type Tries, type TriesRule, type TryStep, waitOf } from './tries.ts'

/** Keys that are remembered of each kind. */
const KEYS_MAX = 10_000

/** Presence in one process that is the whole program, or cannot reach the others. */
export class MemoryPresence implements Presence {
  readonly counters = { answeredAlone: 0, losses: 0 }
  readonly #nowMs: () => number
  readonly #roster = new Roster()
  /** When all that may be taken at once is there again. */
  readonly #taken: Expiring<number>
  readonly #tries: Expiring<Tries>
  readonly #texts: Expiring<string>

  /** @param nowMs  milliseconds that only grow */
  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs
    this.#taken = new Expiring(KEYS_MAX, nowMs)
    this.#tries = new Expiring(KEYS_MAX, nowMs)
    this.#texts = new Expiring(KEYS_MAX, nowMs)
  }

  online(): readonly OnlineCharacter[] {
    return this.#roster.with([])
  }

  async lookAgain(): Promise<void> {}

  describe(uid: number, standing: Standing): void {
    this.#roster.describe(uid, standing)
  }

  arrive(character: OnlineCharacter): () => void {
    const arrived = this.#roster.arrive(character)
    return () => {
      this.#roster.leave(arrived)
    }
  }

  async take(key: string, max: number, perMs: number): Promise<number> {
    const now = this.#nowMs()
    const full = Math.max(this.#taken.get(key) ?? 0, now)
    const waitMs = full + perMs / max - (now + perMs)
    if (waitMs > 0) return Math.ceil(waitMs)
    this.#taken.set(key, full + perMs / max, full + perMs / max - now)
    return 0
  }

  async tries(key: string, rule: TriesRule, step: TryStep): Promise<number> {
    const now = this.#nowMs()
    const tries = this.#tries.get(key)
    const waitMs = waitOf(tries, rule, now)
    const count = tries?.count ?? 0
    const isCounted = step === 'count' || (step === 'try' && waitMs === 0)
    if (isCounted) this.#tries.set(key, { count: count + 1, lastMs: now }, rule.forgetMs)
    else if (step === 'forget' || (step === 'uncount' && count <= 1)) this.#tries.delete(key)
    else if (step === 'uncount') tries!.count--
    return waitMs
  }

  async remember(key: string, text: string, lifeMs: number): Promise<void> {
    this.#texts.set(key, text, lifeMs)
  }

  async recall(key: string): Promise<string | undefined> {
    return this.#texts.get(key)
  }

  async stop(): Promise<void> {}
}
