import { UID_BLOCK } from '#engine/zone/uids.ts'
import { type Bus, SUBJECT, type Unsubscribe } from '#protocol/bus.ts'
import { ByteWriter } from '#protocol/bytes.ts'
import { FAREWELL_REASONS, ITEM, ItemWriter, writeFrameHeader } from '#protocol/frame.ts'
import { decodeIntents, encodeIntents, type Intent } from '#protocol/intent.ts'
import { decodeSave, encodeUids } from './saves.ts'
import type { CharacterSave, WorldStore } from './store.ts'

export interface DoorkeeperOptions {
  bus: Bus
  store: WorldStore
  zones: readonly string[]
  /** Where characters that have never played go. */
  startZone: string
  onError(action: string, error: unknown): void
}

/** After a failure the database is asked again so much later. */
const RETRY_MS = 1_000

/**
 * Stands between the zones and the database: lets characters in with what was kept of them, and
 * writes down what zones hand over to be kept.
 *
 * What has been handed over but not yet written is remembered, so that one who quits and comes
 * straight back finds everything as it was.
 */
export class Doorkeeper {
  readonly #options: DoorkeeperOptions
  readonly #unwritten = new Map<number, CharacterSave>()
  readonly #subscriptions: Unsubscribe[]
  #writing: Promise<void> | undefined
  #retry: NodeJS.Timeout | undefined
  #stopping = false

  constructor(options: DoorkeeperOptions) {
    this.#options = options
    const { bus } = options
    this.#subscriptions = [
      bus.subscribe(SUBJECT.enter, (payload) => this.#onEnter(payload)),
      bus.subscribe(SUBJECT.save, (payload) => this.#onSave(payload)),
      bus.subscribe(SUBJECT.uidsWanted, (payload) => this.#onUidsWanted(payload)),
    ]
  }

  /** Characters whose newest state is not in the database yet. */
  get unwritten(): number {
    return this.#unwritten.size
  }

  /** Writes what there is left to write. Rejects if the database cannot be reached. */
  async stop(): Promise<void> {
    this.#stopping = true
    for (const end of this.#subscriptions) end()
    clearTimeout(this.#retry)
    await this.#writing
    clearTimeout(this.#retry)
    if (this.#unwritten.size > 0) await this.#writeOnce()
  }

  #onEnter(payload: Uint8Array): void {
    const batch = this.#read('intents', () => decodeIntents(payload))
    for (const intent of batch?.intents ?? []) {
      if (intent.kind === 'enter') void this.#letIn(batch!.edge, intent)
    }
  }

  async #letIn(edge: string, intent: Extract<Intent, { kind: 'enter' }>): Promise<void> {
    const { uid } = intent.entry
    try {
      const kept = this.#unwritten.get(uid) ?? (await this.#options.store.loadCharacter(uid))
      // A save may have come while the database was asked.
      const newest = this.#unwritten.get(uid) ?? kept
      const state = newest?.state ?? new Uint8Array()
      const entry = { ...intent.entry, state, revision: newest?.revision ?? 0 }
      const zone = this.#zoneFor(newest?.zone)
      const batch = encodeIntents({ edge, intents: [{ ...intent, entry }] })
      this.#options.bus.publish(SUBJECT.zone(zone), batch)
    } catch (error) {
      this.#options.onError(`let character ${uid} in`, error)
      this.#turnAway(edge, intent.session)
    }
  }

  #zoneFor(kept: string | undefined): string {
    return kept && this.#options.zones.includes(kept) ? kept : this.#options.startZone
  }

  /** Tells a session that it cannot be let in, in the form in which zones say farewell. */
  #turnAway(edge: string, session: number): void {
    const out = new ByteWriter()
    writeFrameHeader(out, { zone: '', sequence: 0, tick: 0 })
    const reason = FAREWELL_REASONS.indexOf('unavailable')
    out.raw(new ItemWriter().numbers(ITEM.farewell, session, reason))
    this.#options.bus.publish(SUBJECT.edge(edge), out.take())
  }

  #onSave(payload: Uint8Array): void {
    const save = this.#read('a save', () => decodeSave(payload))
    if (!save) return
    const before = this.#unwritten.get(save.uid)
    if (before && before.revision >= save.revision) return
    this.#unwritten.set(save.uid, save)
    this.#write()
  }

  /** What nobody can read is reported and dropped. */
  #read<T>(what: string, decode: () => T): T | undefined {
    try {
      return decode()
    } catch (error) {
      this.#options.onError(`read ${what}`, error)
      return undefined
    }
  }

  #write(): void {
    if (this.#writing || this.#retry || this.#stopping) return
    this.#writing = this.#writeOnce()
      .catch((error) => {
        this.#options.onError(`keep ${this.#unwritten.size} characters`, error)
        this.#retry = setTimeout(() => this.#writeAgain(), RETRY_MS)
      })
      .finally(() => {
        this.#writing = undefined
      })
  }

  #writeAgain(): void {
    this.#retry = undefined
    this.#write()
  }

  /** Writes all that waits as one batch, and again while more comes. */
  async #writeOnce(): Promise<void> {
    while (this.#unwritten.size > 0) {
      const saves = [...this.#unwritten.values()]
      await this.#options.store.saveCharacters(saves)
      for (const save of saves) {
        if (this.#unwritten.get(save.uid) === save) this.#unwritten.delete(save.uid)
      }
    }
  }

  #onUidsWanted(payload: Uint8Array): void {
    const zone = new TextDecoder().decode(payload)
    this.#options.store.reserveUids(zone, UID_BLOCK).then(
      (range) => this.#options.bus.publish(SUBJECT.uids(zone), encodeUids(range)),
      (error) => {
        this.#options.onError(`reserve uids for zone "${zone}"`, error)
        setTimeout(() => this.#onUidsWanted(payload), RETRY_MS).unref()
      },
    )
  }
}
