import type { Intent } from '#protocol/intent.ts'
import type { IntentName } from './keeping.ts'

/** Intents that have ended the zone's thread, which edges ask for again. */
export class FatalIntents {
  readonly #keys: ReadonlySet<string>

  constructor(fatal: readonly IntentName[] = []) {
    this.#keys = new Set(fatal.map(keyOf))
  }

  /** @throws if the thread would end again */
  refuse(edge: string, { session, sequence }: Intent): void {
    if (this.#keys.size === 0 || !this.#keys.has(keyOf({ edge, session, sequence }))) return
    throw new Error('The thread of the zone has ended in the midst of this before')
  }
}

function keyOf({ edge, session, sequence }: IntentName): string {
  return `${edge} ${session} ${sequence}`
}
