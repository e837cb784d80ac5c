import { pause, type Timer, threadTimer } from '#engine/timer.ts'
import { UID_BLOCK } from '#engine/zone/uids.ts'
import { type Hub, SUBJECT, type Unsubscribe } from '#protocol/bus.ts'
import { ByteWriter } from '#protocol/bytes.ts'
import { FAREWELL_REASONS, ITEM, ItemWriter, writeFrameHeader } from '#protocol/frame.ts'
import { decodeIntents, encodeIntents, type Intent } from '#protocol/intent.ts'
import type { WorldStore, Zones } from './store.ts'
import { Trouble } from './trouble.ts'
import { encodeUids } from './uidsWire.ts'

export interface DoorkeeperOptions extends Zones {
  bus: Hub
  store: WorldStore
  onError(action: string, error: unknown): void
  /** What lasts a while: at its beginning and now and then; without an error: what is to know. */
  onTrouble(words: string, error?: unknown): void
  /** By default the thread's. */
  clock?: Timer
}

/** After a failure the database is asked again so much later. */
const RETRY_MS = 1_000

/** [I9] What a zone sends back is read again so much later, longer with each try … */
const TRY_AGAIN_MS = 50
/** … and so often, which makes two seconds: then its last leaving is still not kept. */
const TRIES_MAX = 8

type Enter = Extract<Intent, { kind: 'enter' }>

/** Lets characters in: with what is kept of them by themselves, or to the zone that keeps them. */
export class Doorkeeper {
  readonly #options: DoorkeeperOptions
  readonly #clock: Timer
  readonly #closeDoor: Unsubscribe
  readonly #endUids: Unsubscribe
  /** Those whose rows are being read. */
  readonly #entering = new Set<Promise<void>>()
  /** Zones whose uids are to be reserved a little later. */
  readonly #callOff = new Map<string, () => void>()
  readonly #reading: Trouble
  readonly #reserving: Trouble

  constructor(options: DoorkeeperOptions) {
    const { bus, clock = threadTimer } = options
    this.#options = options
    this.#clock = clock
    this.#reading = this.#trouble('read characters')
    this.#reserving = this.#trouble('reserve uids')
    this.#closeDoor = bus.serve(SUBJECT.enter, (payload) => this.#onEnter(payload))
    this.#endUids = bus.subscribe(SUBJECT.uidsWanted, (payload) => this.#onUidsWanted(payload))
  }

  #trouble(action: string): Trouble {
    const { onTrouble: say } = this.#options
    return new Trouble({ action, say, now: () => this.#clock.now(), freeBytes: () => undefined })
  }

  /** Leaves the door to others; resolves when those have been passed on who are in it. */
  async closeDoor(): Promise<void> {
    this.#closeDoor()
    await Promise.all(this.#entering)
  }

  stop(): void {
    this.#closeDoor()
    this.#endUids()
    for (const callOff of this.#callOff.values()) callOff()
  }

  #onEnter(payload: Uint8Array): void {
    try {
      const { edge, intents } = decodeIntents(payload)
      for (const intent of intents) {
        if (intent.kind === 'enter') this.#receive(edge, intent)
      }
    } catch (error) {
      this.#options.onError('read intents', error)
    }
  }

  #receive(edge: string, intent: Enter): void {
    const { tries } = intent.entry
    if (tries === 0) this.#begin(this.#letIn(edge, intent))
    else if (tries > TRIES_MAX) this.#turnAway(edge, intent.session)
    else this.#begin(this.#letInLater(edge, intent))
  }

  #begin(entering: Promise<void>): void {
    this.#entering.add(entering)
    void entering.finally(() => this.#entering.delete(entering))
  }

  async #letInLater(edge: string, intent: Enter): Promise<void> {
    await pause(this.#clock, intent.entry.tries * TRY_AGAIN_MS)
    await this.#letIn(edge, intent)
  }

  async #letIn(edge: string, intent: Enter): Promise<void> {
    const { bus, store, zones, startZone } = this.#options
    const { uid, name, tries, isStep } = intent.entry
    try {
      const kept = await store.loadCharacter(uid, { zones, startZone })
      this.#reading.succeeded()
      if (!kept) return this.#turnAway(edge, intent.session)
      const { wakesIn, isInWorld, revision, epoch } = kept
      const state = (isInWorld ? undefined : kept.state) ?? new Uint8Array()
      const read = { uid, name, state, revision, isInWorld, epoch, tries }
      const entry = isStep ? { ...read, isStep } : read
      const batch = encodeIntents({ edge, intents: [{ ...intent, entry }] })
      bus.publish(SUBJECT.zone(wakesIn), batch)
    } catch (error) {
      this.#reading.failed(error)
      this.#turnAway(edge, intent.session)
    }
  }

  /** Tells a session that it cannot be let in, in the form in which zones say farewell. */
  #turnAway(edge: string, session: number): void {
    const out = new ByteWriter()
    writeFrameHeader(out, { zone: '', epoch: 0, sequence: 0, tick: 0 })
    const reason = FAREWELL_REASONS.indexOf('unavailable')
    out.raw(new ItemWriter().numbers(ITEM.farewell, session, reason))
    this.#options.bus.publish(SUBJECT.edge(edge), out.take())
  }

  #reserveLater(zone: string, payload: Uint8Array): void {
    this.#callOff.get(zone)?.()
    const again = () => this.#onUidsWanted(payload)
    this.#callOff.set(zone, this.#clock.after(RETRY_MS, again))
  }

  #onUidsWanted(payload: Uint8Array): void {
    const zone = new TextDecoder().decode(payload)
    this.#options.store.reserveUids(zone, UID_BLOCK).then(
      (range) => {
        this.#reserving.succeeded()
        this.#options.bus.publish(SUBJECT.uids(zone), encodeUids(range))
      },
      (error) => {
        this.#reserving.failed(error)
        this.#reserveLater(zone, payload)
      },
    )
  }
}
