import { UID_BLOCK } from '#engine/zone/uids.ts'
import { type Bus, SUBJECT, type Unsubscribe } from '#protocol/bus.ts'
import { ByteWriter } from '#protocol/bytes.ts'
import { FAREWELL_REASONS, ITEM, ItemWriter, writeFrameHeader } from '#protocol/frame.ts'
import { decodeIntents, encodeIntents, type Intent } from '#protocol/intent.ts'
import type { WorldStore } from './store.ts'
import { encodeUids } from './uidsWire.ts'

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

/** Lets characters in: with what is kept of them by themselves, or to the zone that keeps them. */
export class Doorkeeper {
  readonly #options: DoorkeeperOptions
  readonly #subscriptions: Unsubscribe[]

  constructor(options: DoorkeeperOptions) {
    this.#options = options
    const { bus } = options
    this.#subscriptions = [
      bus.subscribe(SUBJECT.enter, (payload) => this.#onEnter(payload)),
      bus.subscribe(SUBJECT.uidsWanted, (payload) => this.#onUidsWanted(payload)),
    ]
  }

  stop(): void {
    for (const end of this.#subscriptions) end()
  }

  #onEnter(payload: Uint8Array): void {
    try {
      const { edge, intents } = decodeIntents(payload)
      for (const intent of intents) {
        if (intent.kind === 'enter') void this.#letIn(edge, intent)
      }
    } catch (error) {
      this.#options.onError('read intents', error)
    }
  }

  async #letIn(edge: string, intent: Extract<Intent, { kind: 'enter' }>): Promise<void> {
    const { uid, name } = intent.entry
    try {
      const kept = await this.#options.store.loadCharacter(uid)
      const isInWorld = kept?.isInWorld ?? false
      const state = isInWorld ? undefined : kept?.state
      const entry = {
        uid,
        name,
        state: state ?? new Uint8Array(),
        revision: kept?.revision ?? 0,
        isInWorld,
      }
      const zone = this.#zoneFor(kept?.zone)
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
