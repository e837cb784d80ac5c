import type { WorldListener } from '#edges/session/linkedSession.ts'
import type { SharedEvent } from '#edges/session/sharedEvent.ts'
import type { WorldSession } from '#edges/session/worldLink.ts'
import { gmcpOfRoomView } from '#edges/text/gmcp.ts'
import { itemOf } from '#edges/text/gmcpItem.ts'
import { OwnView, type Purse } from '#edges/text/own.ts'
import { type Listed, listedIn, type RosterChanges } from '#edges/text/roomRoster.ts'
import { ROOM_UIDS } from '#play/crash/doing.ts'
import type { Witness } from '#play/crash/witness.ts'
import type { FarewellReason, ViewReason } from '#protocol/frame.ts'
import type { ComponentChange, EntityRecord } from '#protocol/record.ts'
import type { SimulatedEdge } from './edge.ts'

/** Who sits there. */
export interface Sitter extends Witness {
  /** The seat that it listens at. */
  readonly seat: Seat | undefined
  /** It is in a room, of which it is about to be shown all. */
  stands(room: number, exits: Readonly<Record<string, number>>): void
  /** It is shown what it has at hand and in the bank. */
  pockets(purse: Purse): void
  /** All that a frame brings has been told. */
  hear(seat: Seat): void
  hears(event: SharedEvent): void
}

/** One session of a player at an edge: what it is told there, until the player gets up. */
export class Seat implements WorldListener {
  readonly followsRoom = true
  readonly edge: SimulatedEdge
  readonly player: Sitter
  /** What it has sent, and what of it was taken. */
  linesSent = 0
  linesTaken = 0
  farewellAs: FarewellReason | undefined
  readonly #session: WorldSession
  readonly #own = new OwnView()
  readonly #listed = new Map<number, Listed>()
  #hasOwnView = false
  #hasRoomView = false
  #isOwnChanged = false
  /** Frames that the edge had missed when this session was last shown all that it has. */
  #holesAtView = -1
  #asksAgain = false

  constructor(player: Sitter, edge: SimulatedEdge) {
    this.player = player
    this.edge = edge
    this.#session = edge.link.enter(this, player)
  }

  /** It has been shown where it is and what it has. */
  get isIn(): boolean {
    return this.#hasOwnView && this.#hasRoomView
  }

  /** Whoever was told of something may have missed what came before; it is told all again. */
  get isWhole(): boolean {
    return this.#holesAtView === this.edge.link.counters.frameHoles
  }

  line(text: string): void {
    this.linesSent++
    this.#session.line(text)
  }

  /** Asks for all again, if something may have been missed and that is not asked for yet. */
  beWhole(): void {
    if (this.isWhole || this.#asksAgain || !this.isIn) return
    this.#asksAgain = true
    this.#session.resync()
  }

  hangUp(): void {
    this.#session.linkLost()
  }

  get #isTaken(): boolean {
    return this.player.seat === this
  }

  welcome(): void {}

  /** It is nowhere until it is shown where it comes. */
  crossing(): void {
    this.#hasOwnView = false
    this.#hasRoomView = false
  }

  farewell(reason: FarewellReason): void {
    this.farewellAs = reason
  }

  accepted(lines: number): void {
    this.linesTaken += lines
  }

  stalled(): void {}

  frameEnd(): void {
    if (!this.#isTaken) return
    if (this.#isOwnChanged && this.#hasOwnView) {
      this.#isOwnChanged = false
      this.player.holds(this.#own.carried.map(itemOf))
      if (this.#own.purse) this.player.pockets(this.#own.purse)
    }
    this.player.hear(this)
  }

  roomView(reason: ViewReason, lit: boolean, records: readonly EntityRecord[]): void {
    if (!this.#isTaken) return
    const view = { reason: reason === 'resync' ? 'look' : reason, lit, records } as const
    const { uid } = this.player
    this.#listed.clear()
    for (const listed of listedIn(view, uid)) this.#listed.set(listed.uid, listed)
    const info = gmcpOfRoomView(view, uid).find(({ name }) => name === 'Room.Info')?.value
    const { num, exits } = info as { num: number; exits: Record<string, number> }
    this.player.stands(ROOM_UIDS + num, exits)
    const things = [...this.#listed.values()].filter(({ player }) => !player)
    this.player.looks(things.map(({ item }) => item))
    this.#hasRoomView = true
  }

  roomAppear(listed: Listed): void {
    if (listed.uid === this.player.uid) return
    this.#listed.set(listed.uid, listed)
    if (this.#isTaken) this.#see(listed)
  }

  roomVanish(uid: number): void {
    this.#listed.delete(uid)
    if (this.#isTaken) this.player.missed(uid)
  }

  roomChanges(changes: RosterChanges): void {
    for (const uid of changes.uids) {
      const before = this.#listed.get(uid)
      if (before) this.roomAppear(changes.after(before))
    }
  }

  ownView(records: readonly EntityRecord[]): void {
    this.#own.view(records)
    this.#isOwnChanged = true
    this.#hasOwnView = true
    this.#asksAgain = false
    this.#holesAtView = this.edge.link.counters.frameHoles
  }

  ownAppear(record: EntityRecord): void {
    this.#own.appear(record)
    this.#isOwnChanged = true
  }

  ownVanish(uid: number): void {
    this.#own.vanish(uid)
    this.#isOwnChanged = true
  }

  ownChanges(changes: readonly ComponentChange[]): void {
    this.#own.change(changes)
    this.#isOwnChanged = true
  }

  event(event: SharedEvent): void {
    if (this.#isTaken) this.player.hears(event)
  }

  #see({ player, item }: Listed): void {
    if (!player) this.player.see(item)
  }
}
