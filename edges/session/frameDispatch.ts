import { listedOf, RosterChanges } from '#edges/text/roomRoster.ts'
import type { WireEvent } from '#protocol/event.ts'
import { type FrameListener, readFrame, type ViewReason } from '#protocol/frame.ts'
import type { ComponentChange, EntityRecord } from '#protocol/record.ts'
import { Audience } from './audience.ts'
import { Dispatch } from './dispatch.ts'
import type { LinkedSession, WorldListener } from './linkedSession.ts'
import { RoomSight } from './roomSight.ts'
import { SharedEvent } from './sharedEvent.ts'
import type { ZoneFeed } from './zoneFeed.ts'

type TextSession = LinkedSession<WorldListener>

/** Decodes frames, once for all who share a room, for sessions that are shown words. */
export class FrameDispatch extends Dispatch<WorldListener> implements FrameListener {
  readonly #watchers = new Audience<TextSession>((room) => this.#sights.delete(room))
  /** Those of the watchers who hear of each thing there, too. */
  readonly #followers = new Audience<TextSession>()
  /** Of each room that is watched, by its uid. */
  readonly #sights = new Map<number, RoomSight>()

  read(payload: Uint8Array, feed: ZoneFeed): void {
    readFrame(
      payload,
      () => feed.schema,
      (_zone, schema) => {
        feed.schema = schema
      },
      this,
    )
  }

  protected leaveRoom(session: TextSession): void {
    this.#watchers.leave(session)
    this.#followers.leave(session)
  }

  roomView(id: number, reason: ViewReason, lit: boolean, records: EntityRecord[]): void {
    const session = this.of(id)
    const room = records[0]
    if (!session || !room) return
    this.#watchers.join(session, room.uid)
    session.awaitsViews = false
    const sight = this.#sightOf(room.uid)
    sight.view(records)
    this.deliver(session, (listener) => listener.roomView(reason, lit, records, sight))
    if (session.listener.followsRoom) this.#followers.join(session, room.uid)
    else this.#followers.leave(session)
  }

  ownView(id: number, records: EntityRecord[]): void {
    this.deliver(this.of(id), (listener) => listener.ownView(records))
  }

  roomEvent(room: number, event: WireEvent): void {
    const watchers = this.#watchers.of(room)
    if (!watchers) return
    const shared = new SharedEvent(event)
    this.deliverAll(watchers, (listener) => listener.event(shared))
  }

  roomAppear(room: number, record: EntityRecord): void {
    this.#sights.get(room)?.appear(record)
    const followers = this.#followers.of(room)
    const listed = followers && listedOf(record)
    if (listed) this.deliverAll(followers, (listener) => listener.roomAppear(listed))
  }

  roomVanish(room: number, uid: number): void {
    this.#sights.get(room)?.vanish(uid)
    const followers = this.#followers.of(room)
    if (followers) this.deliverAll(followers, (listener) => listener.roomVanish(uid))
  }

  roomChanges(room: number, changes: ComponentChange[]): void {
    this.#sights.get(room)?.change(changes)
    const followers = this.#followers.of(room)
    const shared = followers && new RosterChanges(changes)
    if (shared && !shared.isEmpty) {
      this.deliverAll(followers, (listener) => listener.roomChanges(shared))
    }
  }

  ownEvent(id: number, event: WireEvent): void {
    this.deliver(this.of(id), (listener) => listener.event(new SharedEvent(event)))
  }

  ownAppear(id: number, record: EntityRecord): void {
    this.deliver(this.of(id), (listener) => listener.ownAppear(record))
  }

  ownVanish(id: number, uid: number): void {
    this.deliver(this.of(id), (listener) => listener.ownVanish(uid))
  }

  ownChanges(id: number, changes: ComponentChange[]): void {
    this.deliver(this.of(id), (listener) => listener.ownChanges(changes))
  }

  #sightOf(room: number): RoomSight {
    const known = this.#sights.get(room)
    if (known) return known
    const sight = new RoomSight()
    this.#sights.set(room, sight)
    return sight
  }
}
