import { listedOf, RosterChanges } from '#edges/text/roomRoster.ts'
import type { WireEvent } from '#protocol/event.ts'
import type { FarewellReason, FrameListener, ViewReason } from '#protocol/frame.ts'
import type { ComponentChange, EntityRecord } from '#protocol/record.ts'
import { Audience } from './audience.ts'
import type { LinkedSession, WorldListener } from './linkedSession.ts'
import { RoomSight } from './roomSight.ts'
import { SharedEvent } from './sharedEvent.ts'

interface DispatchHost {
  /** `isNew`: it was in no zone or in another before. */
  welcomed(session: LinkedSession, isNew: boolean): void
  /** The zone has passed over something, for want of what came before it. */
  missed(session: LinkedSession): void
  /** The zone believes that a session plays there which was given up. */
  stranger(zone: string, id: number): void
  failed(session: LinkedSession, error: unknown): void
}

/**
 * Knows which sessions there are and which room each watches, and takes the items of frames to
 * those whom they concern, in order.
 */
export class FrameDispatch implements FrameListener {
  readonly #host: DispatchHost
  readonly #sessions = new Map<number, LinkedSession>()
  readonly #watchers = new Audience((room) => this.#sights.delete(room))
  /** Those of the watchers who hear of each thing there, too. */
  readonly #followers = new Audience()
  /** Of each room that is watched, by its uid. */
  readonly #sights = new Map<number, RoomSight>()
  readonly #concerned = new Set<LinkedSession>()
  #zone = ''

  constructor(host: DispatchHost) {
    this.#host = host
  }

  add(session: LinkedSession): void {
    this.#sessions.set(session.id, session)
  }

  has(session: LinkedSession): boolean {
    return this.#sessions.has(session.id)
  }

  sessions(): IterableIterator<LinkedSession> {
    return this.#sessions.values()
  }

  remove(session: LinkedSession): void {
    this.#watchers.leave(session)
    this.#followers.leave(session)
    this.#sessions.delete(session.id)
  }

  giveUp(session: LinkedSession): void {
    this.#dismiss(session, 'unavailable')
    this.end()
  }

  tellStalled(session: LinkedSession): void {
    this.#deliver(session, (listener) => listener.stalled())
    this.end()
  }

  /** A frame of `zone` follows. */
  begin(zone: string): void {
    this.#zone = zone
  }

  /** The frame is over: whoever heard of something is told so. */
  end(): void {
    for (const session of this.#concerned) this.#call(session, (listener) => listener.frameEnd())
    this.#concerned.clear()
  }

  welcome(id: number, selfUid: number): void {
    const session = this.#known(id)
    if (session?.character.uid !== selfUid) return
    const isNew = session.zone !== this.#zone
    session.zone = this.#zone
    session.confirmEnter()
    this.#host.welcomed(session, isNew)
    this.#deliver(session, (listener) => listener.welcome())
  }

  farewell(id: number, reason: FarewellReason): void {
    if (!this.#sessions.has(id)) return
    const session = this.#of(id)
    if (session) this.#dismiss(session, reason)
  }

  accepted(id: number, sequence: number): void {
    const session = this.#of(id)
    // An enter is confirmed by the welcome alone, which would else not be asked for again.
    if (session?.zone === undefined) return
    const { intents, lines } = session.confirm(sequence)
    const isMissed = intents === 0 && session.unconfirmed.length > 0
    if (isMissed && !session.repeatedLately) this.#host.missed(session)
    if (session.isGone && session.unconfirmed.length === 0) this.remove(session)
    else if (lines > 0) this.#deliver(session, (listener) => listener.accepted(lines))
  }

  roomView(id: number, reason: ViewReason, lit: boolean, records: EntityRecord[]): void {
    const session = this.#of(id)
    const room = records[0]
    if (!session || !room) return
    this.#watchers.join(session, room.uid)
    session.awaitsViews = false
    const sight = this.#sightOf(room.uid)
    sight.view(records)
    this.#deliver(session, (listener) => listener.roomView(reason, lit, records, sight))
    if (session.listener.followsRoom) this.#followers.join(session, room.uid)
    else this.#followers.leave(session)
  }

  ownView(id: number, records: EntityRecord[]): void {
    this.#deliver(this.#of(id), (listener) => listener.ownView(records))
  }

  roomEvent(room: number, event: WireEvent): void {
    const watchers = this.#watchers.of(room)
    if (!watchers) return
    const shared = new SharedEvent(event)
    this.#deliverAll(watchers, (listener) => listener.event(shared))
  }

  roomAppear(room: number, record: EntityRecord): void {
    this.#sights.get(room)?.appear(record)
    const followers = this.#followers.of(room)
    const listed = followers && listedOf(record)
    if (listed) this.#deliverAll(followers, (listener) => listener.roomAppear(listed))
  }

  roomVanish(room: number, uid: number): void {
    this.#sights.get(room)?.vanish(uid)
    const followers = this.#followers.of(room)
    if (followers) this.#deliverAll(followers, (listener) => listener.roomVanish(uid))
  }

  roomChanges(room: number, changes: ComponentChange[]): void {
    this.#sights.get(room)?.change(changes)
    const followers = this.#followers.of(room)
    const shared = followers && new RosterChanges(changes)
    if (shared && !shared.isEmpty) {
      this.#deliverAll(followers, (listener) => listener.roomChanges(shared))
    }
  }

  ownEvent(id: number, event: WireEvent): void {
    this.#deliver(this.#of(id), (listener) => listener.event(new SharedEvent(event)))
  }

  ownAppear(id: number, record: EntityRecord): void {
    this.#deliver(this.#of(id), (listener) => listener.ownAppear(record))
  }

  ownVanish(id: number, uid: number): void {
    this.#deliver(this.#of(id), (listener) => listener.ownVanish(uid))
  }

  ownChanges(id: number, changes: ComponentChange[]): void {
    this.#deliver(this.#of(id), (listener) => listener.ownChanges(changes))
  }

  #sightOf(room: number): RoomSight {
    const known = this.#sights.get(room)
    if (known) return known
    const sight = new RoomSight()
    this.#sights.set(room, sight)
    return sight
  }

  /** The session, unless another zone has taken it since: what its old zone still says is past. */
  #of(id: number): LinkedSession | undefined {
    const session = this.#known(id)
    if (!session) return undefined
    return session.zone === undefined || session.zone === this.#zone ? session : undefined
  }

  #known(id: number): LinkedSession | undefined {
    const session = this.#sessions.get(id)
    if (!session) this.#host.stranger(this.#zone, id)
    return session
  }

  #dismiss(session: LinkedSession, reason: FarewellReason): void {
    this.remove(session)
    this.#deliver(session, (listener) => listener.farewell(reason))
  }

  #deliverAll(sessions: Iterable<LinkedSession>, item: (listener: WorldListener) => void): void {
    for (const session of sessions) this.#deliver(session, item)
  }

  #deliver(session: LinkedSession | undefined, item: (listener: WorldListener) => void): void {
    if (session === undefined || session.isGone) return
    this.#concerned.add(session)
    this.#call(session, item)
  }

  /** One session's trouble is not the others'. */
  #call(session: LinkedSession, item: (listener: WorldListener) => void): void {
    try {
      item(session.listener)
    } catch (error) {
      this.#host.failed(session, error)
    }
  }
}
