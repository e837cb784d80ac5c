import { JournalWriter } from '#engine/persistence/groupCommit.ts'
import type { JournalRecord, JournalStore, Lease } from '#engine/persistence/journal.ts'
import { threadTimer } from '#engine/timer.ts'

/** A zone's records, kept one group after the other. */
export class Commits {
  readonly #writer: JournalWriter
  readonly #lease: Lease
  #sequence = 0
  #onKept = () => {}
  #onFailure: (error: unknown) => void = () => {}

  constructor(store: Pick<JournalStore, 'append'>, lease: Lease) {
    this.#lease = lease
    this.#writer = new JournalWriter(store, {
      clock: threadTimer,
      onFenced: ({ zone }) => this.#fail(new Error(`Zone "${zone}" is another's now`)),
      onTrouble: (error) => this.#fail(error),
    })
    this.#writer.onKept((_zone, sequence) => {
      if (sequence === this.#sequence) this.#onKept()
    })
  }

  /** Resolves when records with these payloads are kept. */
  keep(payloads: readonly Uint8Array[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#onKept = resolve
      this.#onFailure = reject
      for (const payload of payloads) this.#writer.submit(this.#recordOf(payload))
    })
  }

  #recordOf(payload: Uint8Array): JournalRecord {
    const sequence = ++this.#sequence
    return { ...this.#lease, sequence, tick: sequence, payload, entered: [], left: [] }
  }

  /** A bench waits for no second try. */
  #fail(error: unknown): void {
    this.#writer.stop()
    this.#onFailure(error)
  }
}
