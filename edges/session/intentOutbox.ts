import type { Bus } from '#protocol/bus.ts'
import { encodeIntents, type Intent } from '#protocol/intent.ts'
import type { Clock } from './clock.ts'

/** A message holds lines of so many characters at most, which no bus finds too long. */
const BATCH_CHARACTERS_MAX = 128 * 1024

interface Batch {
  intents: Intent[]
  characters: number
}

/**
 * Gathers what all sessions of an edge ask for in one turn of the event loop, and sends it as one
 * message to each subject.
 */
export class IntentOutbox {
  readonly #bus: Bus
  readonly #edge: string
  readonly #batches = new Map<string, Batch>()
  readonly #clock: Pick<Clock, 'soon'>
  #willFlush = false

  constructor(bus: Bus, edge: string, clock: Pick<Clock, 'soon'>) {
    this.#clock = clock
    this.#bus = bus
    this.#edge = edge
  }

  add(subject: string, intent: Intent): void {
    const batch = this.#batchFor(subject)
    batch.intents.push(intent)
    if (intent.kind === 'line') batch.characters += intent.text.length
    if (batch.characters >= BATCH_CHARACTERS_MAX) this.#publish(subject, batch)
    else if (!this.#willFlush) {
      this.#willFlush = true
      // A microtask would come after the first of all sockets that have something.
      this.#clock.soon(() => this.flush())
    }
  }

  /** Sends what waits, now. */
  flush(): void {
    this.#willFlush = false
    for (const [subject, batch] of this.#batches) this.#publish(subject, batch)
  }

  #batchFor(subject: string): Batch {
    const known = this.#batches.get(subject)
    if (known) return known
    const batch = { intents: [], characters: 0 }
    this.#batches.set(subject, batch)
    return batch
  }

  #publish(subject: string, { intents }: Batch): void {
    this.#batches.delete(subject)
    this.#bus.publish(subject, encodeIntents({ edge: this.#edge, intents }))
  }
}
