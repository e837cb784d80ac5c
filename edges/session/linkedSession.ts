import assert from 'node:assert'
import type { Place } from '#edges/text/place.ts'
import type { Listed, RosterChanges } from '#edges/text/roomRoster.ts'
import type { FarewellReason, ViewReason } from '#protocol/frame.ts'
import { type Intent, NOTHING_READ } from '#protocol/intent.ts'
import type { ComponentChange, EntityRecord } from '#protocol/record.ts'
import type { SharedEvent } from './sharedEvent.ts'
import { IN_FLIGHT_MAX } from './throttle.ts'

/** What a session hears of its link to the world, whatever it is shown of it. */
export interface LinkListener {
  /** A zone has taken the character in, or says so again. */
  welcome(): void
  /** The session is over for the world. Nothing but `frameEnd` follows. */
  farewell(reason: FarewellReason): void
  /** So many of the lines sent have been taken. */
  accepted(lines: number): void
  /** What was sent has found no answer for seconds; it is repeated until it does. */
  stalled(): void
  /** [F8] A zone has handed the session over: what it is shown next is where it comes. */
  crossing(): void
  /** All that one frame brings has been told. */
  frameEnd(): void
}

/** What a session that is shown words hears of the world, in the order in which it happened. */
export interface WorldListener extends LinkListener {
  /** @param place  what is known of the room, kept up to date while the listener is there */
  roomView(reason: ViewReason, lit: boolean, records: readonly EntityRecord[], place: Place): void
  ownView(records: readonly EntityRecord[]): void
  ownAppear(record: EntityRecord): void
  ownVanish(uid: number): void
  /** New values of the character's own components, and of those of what it carries. */
  ownChanges(changes: readonly ComponentChange[]): void
  /** After a room's view: whether it is to hear what comes into that room, goes and changes. */
  readonly followsRoom: boolean
  roomAppear(listed: Listed): void
  roomVanish(uid: number): void
  roomChanges(changes: RosterChanges): void
  event(event: SharedEvent): void
}

/** Who plays. */
export interface PlayedCharacter {
  uid: number
  name: string
}

/** An enter and a linkLost at most, beside the lines. */
const UNCONFIRMED_MAX = IN_FLIGHT_MAX + 2

type Numbered = Extract<Intent, { kind: 'line' | 'linkLost' }>
type Unnumbered<T> = T extends Intent ? Omit<T, 'session' | 'sequence'> : never
/** An intent that has no number yet. */
export type Wish = Unnumbered<Numbered>

/** A session in the books of the link: what it has asked for, and where. */
export class LinkedSession<Listener extends LinkListener = LinkListener> {
  readonly id: number
  readonly character: PlayedCharacter
  readonly listener: Listener
  /** The zone that welcomed it last. */
  zone: string | undefined
  /** The terminal is gone; only the zone is still to be told. */
  isGone = false
  /** It has asked for its views, which frames were lost of, and has not got them yet. */
  awaitsViews = false
  /** It has asked to be taken in again by a world that may have forgotten it. */
  isReentering = false
  /** [F8] It has left one zone, and no other has taken it in yet. */
  isCrossing = false
  /** What is unconfirmed was sent again since the last look. */
  repeatedLately = false
  /** Looks in a row that found nothing moved. */
  stalledLooks = 0
  readonly #unconfirmed: Intent[] = []
  #sequence = 0
  #confirmed = 0
  #oldestAtLook = 0
  /** Lines that the zone before had taken when it handed the session over. */
  #linesBefore = 0

  constructor(id: number, character: PlayedCharacter, listener: Listener) {
    this.id = id
    this.character = character
    this.listener = listener
  }

  /** [I6] What no zone has confirmed, in order. */
  get unconfirmed(): readonly Intent[] {
    return this.#unconfirmed
  }

  /** Whether it waits for anything from the world. */
  get waits(): boolean {
    const isEntering = this.isReentering || this.isCrossing
    return this.#unconfirmed.length > 0 || this.awaitsViews || isEntering
  }

  /** [I3] The first intent of a session. It is kept until a welcome confirms it. */
  enter(): Intent {
    this.#sequence = 1
    const intent = this.#enterWith(1)
    this.#unconfirmed.push(intent)
    return intent
  }

  /** [I3] Numbers a wish and keeps it until it is confirmed. */
  number(wish: Wish): Intent {
    assert(this.#unconfirmed.length < UNCONFIRMED_MAX, 'A session has more in flight than may be')
    const intent = { ...wish, session: this.id, sequence: ++this.#sequence }
    this.#unconfirmed.push(intent)
    return intent
  }

  /** [F2] Asks for all views again. It takes no number: a zone may do it twice. */
  resync(): Intent {
    this.awaitsViews = true
    return { kind: 'resync', session: this.id, sequence: this.#sequence }
  }

  /** [I5] Enters again, numbered so that a zone which knows nothing goes on where the last was. */
  enterAgain(): Intent {
    this.isReentering = true
    return this.#enterWith(this.#confirmed)
  }

  /** [F8] It is in no zone now; the last has done all up to `sequence`. */
  cross(sequence: number): void {
    this.#linesBefore += this.confirm(sequence).lines
    this.zone = undefined
    this.awaitsViews = false
    this.isCrossing = true
  }

  /** How many lines the zone before had taken whose listener has not been told so. */
  takeLinesBefore(): number {
    const lines = this.#linesBefore
    this.#linesBefore = 0
    return lines
  }

  awaits(kind: Intent['kind']): boolean {
    return this.#unconfirmed.some((intent) => intent.kind === kind)
  }

  /** Forgets all up to `sequence`; how many intents and, of these, lines that were. */
  confirm(sequence: number): { intents: number; lines: number } {
    const confirmed = { intents: 0, lines: 0 }
    while (this.#unconfirmed.length > 0 && this.#unconfirmed[0]!.sequence <= sequence) {
      const intent = this.#unconfirmed.shift()!
      this.#confirmed = intent.sequence
      confirmed.intents++
      if (intent.kind === 'line') confirmed.lines++
    }
    return confirmed
  }

  /** [I3] A welcome confirms an enter. */
  confirmEnter(): void {
    if (this.#unconfirmed[0]?.kind === 'enter') this.confirm(this.#unconfirmed[0].sequence)
  }

  /** Looks whether anything moves: false if the same was waited for at the last look. */
  look(): boolean {
    const oldest = this.#unconfirmed[0]?.sequence ?? (this.waits ? -1 : 0)
    const stalls = oldest !== 0 && oldest === this.#oldestAtLook
    this.#oldestAtLook = oldest
    this.stalledLooks = stalls ? this.stalledLooks + 1 : 0
    this.repeatedLately = false
    return !stalls
  }

  #enterWith(sequence: number): Intent {
    const known = { ...this.character, ...NOTHING_READ }
    const entry = this.isCrossing ? { ...known, isStep: true } : known
    return { kind: 'enter', session: this.id, sequence, entry }
  }
}
