import type { Entity } from '#components/entities.ts'
import { type Bus, SUBJECT } from '#protocol/bus.ts'
import { encodeIntents, type Intent, NOTHING_READ } from '#protocol/intent.ts'
import { roomOf } from '#systems/containment.ts'
import { foreignZoneOf } from '#systems/rooms.ts'
import { showRoom } from '#systems/surroundings/automap.ts'
import type { Characters } from './characters.ts'
import type { Departures } from './departures.ts'
import type { Interest, Session } from './interest.ts'
import type { Outbox } from './outbox.ts'
import type { Publisher } from './publisher.ts'
import type { LiveZone } from './zone.ts'

export interface EntranceParts {
  zone: LiveZone
  interest: Interest
  publisher: Publisher
  outbox: Outbox
  characters: Characters
  departures: Departures
  bus: Bus
  /** Bodies that leave the world at the end of the turn. */
  dismissed: Set<Entity>
  collectAll(): void
}

/** How sessions come into a zone, and are shown all that there is for them. */
export class Entrance {
  readonly #parts: EntranceParts
  /** Sessions that want all their views again when they can be told. */
  readonly #asking = new Set<Session>()

  constructor(parts: EntranceParts) {
    this.#parts = parts
  }

  /**
   * A repeat of an intent that was done changes nothing: the body is there already. It is so, too,
   * for one who comes back before it has left.
   */
  enter(edge: string, intent: Extract<Intent, { kind: 'enter' }>): void {
    const { zone, interest, publisher, characters, departures } = this.#parts
    const { session: id, sequence, entry } = intent
    const known = interest.of(edge, id)
    if (known) {
      this.resync(known)
      return
    }
    if (zone.holdsBreath && !zone.byUid.has(entry.uid)) {
      publisher.turnAway(edge, id, 'unavailable')
      return
    }
    const body = characters.embody(entry)
    if (!body) {
      this.#sendBack(edge, intent)
      return
    }
    const { being, wasHere, arrival } = body
    if (characters.isPast(being, edge, id)) {
      publisher.turnAway(edge, id, 'takeover')
      if (!interest.playing(being)) characters.loseLink(being)
      this.#parts.collectAll()
      return
    }
    const wasLeaving = this.#parts.dismissed.delete(being)
    const before = interest.playing(being)
    if (before) {
      publisher.farewell(before, wasLeaving ? 'quit' : 'takeover')
      interest.close(before)
    }
    this.#parts.collectAll()
    departures.forget(edge, id)
    const done = characters.attend(being, edge, id, sequence)
    const session = interest.open(edge, id, being, done)
    if (foreignZoneOf(zone, roomOf(zone, being)) !== undefined) {
      departures.add(being)
      return
    }
    publisher.welcome(session)
    publisher.ownView(session)
    const isNew = !wasHere || wasLeaving
    if (arrival === '' && (isNew || !before))
      this.#announce(being, isNew ? 'enterWorld' : 'linkBack')
    showRoom(zone, being, 'arrive')
    if (arrival !== '') this.#arrive(being, arrival)
    publisher.accepted(session, done)
  }

  /** [I9] The door reads it again: what was read of it may not be the newest. */
  #sendBack(edge: string, intent: Extract<Intent, { kind: 'enter' }>): void {
    const { uid, name, tries, isStep } = intent.entry
    const entry = { ...NOTHING_READ, uid, name, tries: tries + 1, ...(isStep && { isStep }) }
    const batch = encodeIntents({ edge, intents: [{ ...intent, entry }] })
    this.#parts.bus.publish(SUBJECT.enter, batch)
  }

  /** Tells those who are there, and the being itself, which does not watch the room yet. */
  #announce(being: Entity, verb: string): void {
    const { report } = this.#parts.zone
    const event = { verb, actor: being }
    report.show(roomOf(this.#parts.zone, being), event)
    report.tell(being, event)
  }

  /** One who comes over a border is seen to come as it was to be seen: `arrive south`. */
  #arrive(being: Entity, arrival: string): void {
    const { zone } = this.#parts
    const [verb = 'arrive', direction] = arrival.split(' ')
    const event = { verb, actor: being, ...(direction !== undefined && { direction }) }
    zone.report.show(roomOf(zone, being), event)
  }

  /**
   * Frames were lost on the way: what the session holds may be wrong, so it gets all again; but
   * once only, however often it asks while nothing can be told to it.
   */
  resync(session: Session): void {
    const { publisher, outbox } = this.#parts
    if (outbox.holdsBackFrom(session)) {
      this.#asking.add(session)
      return
    }
    this.#asking.delete(session)
    outbox.repeatSchema(session.edge)
    this.#parts.collectAll()
    publisher.welcome(session)
    publisher.ownView(session)
    publisher.view(session, 'resync')
    publisher.accepted(session, session.sequence)
  }

  answerThoseWhoAsk(): void {
    for (const session of this.#asking) {
      const { edge, id } = session
      if (this.#parts.interest.of(edge, id) !== session) this.#asking.delete(session)
      else this.resync(session)
    }
  }
}
