import type { AreaDefinition } from '#components/definition.ts'
import type { Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { type Bus, SUBJECT } from '#protocol/bus.ts'
import type { WireEvent } from '#protocol/event.ts'
import { contentsOf } from '#systems/containment.ts'
import type { WorldEvent } from '#systems/events.ts'
import { isLit } from '#systems/light.ts'
import { nameOf } from '#systems/names.ts'
import { isBeing } from '#systems/spawn.ts'
import type { Glimpse, Neighbours, Tiding } from '#systems/zone.ts'
import { bordersOf } from './borders.ts'
import {
  decodeNeighbourMessage,
  encodeNeighbourMessage,
  type NeighbourMessage,
} from './neighbourWire.ts'
import { toWire } from './reporter.ts'
import type { LiveZone } from './zone.ts'

/** A neighbour is told that we are here so often, … */
const HERE_EVERY_TICKS = 10
/** … and as soon as somebody has come to a room at its border, or gone, but for so many ticks. */
const LOOK_EVERY_TICKS = 2
/** One of which nothing is heard for longer is away. */
const AWAY_TICKS = 30

/** Zones whose time differs by less are together: messages take their time, too. */
const ASTRAY_TICKS = 20

/** So many beings of a room are named. */
const BEINGS_MAX = 10

/** With more in one tick, the rest are not told, and not heard. */
const TIDINGS_MAX = 1_000

/** What was last heard of a neighbour. */
interface Known {
  atTick: number
  rooms: ReadonlyMap<number, Glimpse>
}

/** A zone's dealings with the other zones of its world. */
export class ZoneNeighbours implements Neighbours {
  tidings: readonly Tiding[] = []
  readonly #zone: LiveZone
  readonly #bus: Bus
  readonly #borders: ReadonlyMap<string, ReadonlySet<number>>
  readonly #known = new Map<string, Known>()
  /** Tidings since the last tick began. */
  #heard: Tiding[] = []
  /** What is to be told when the turn is over. */
  #toTell: WireEvent[] = []
  /** What of our rooms neighbours were last told. */
  #shown = ''

  /** @param areas  all of the world */
  constructor(zone: LiveZone, areas: readonly AreaDefinition[], bus: Bus) {
    this.#zone = zone
    this.#bus = bus
    this.#borders = bordersOf(zone.name, areas, zone.atlas)
  }

  isAway(zone: string): boolean {
    const known = this.#known.get(zone)
    return known === undefined || this.#zone.tick - known.atTick > AWAY_TICKS
  }

  glimpseOf(room: Entity): Glimpse | undefined {
    const uid = Identity.uid[room]!
    const zone = this.#zone.atlas.byUid.get(uid)?.area.zone
    if (zone === undefined || this.isAway(zone)) return undefined
    return this.#known.get(zone)?.rooms.get(uid)
  }

  tell(event: WorldEvent): void {
    if (this.#toTell.length < TIDINGS_MAX) this.#toTell.push(toWire(this.#zone, event))
  }

  /** The zone stands: its neighbours are to know, and to answer. */
  begin(): void {
    this.#sayHere(true)
  }

  /** A tick begins: what was told before it is news now. */
  beginTick(): void {
    this.tidings = this.#heard
    this.#heard = []
  }

  /** A tick ends: neighbours hear that we are here, and whom they see at their borders. */
  endTick(): void {
    const { tick } = this.#zone
    if (this.#borders.size === 0 || tick % LOOK_EVERY_TICKS !== 0) return
    const shown = this.#signature()
    if (tick % HERE_EVERY_TICKS !== 0 && shown === this.#shown) return
    this.#shown = shown
    this.#sayHere(false)
  }

  /** A turn or tick is over: what rules tell others leaves. */
  flush(): void {
    if (this.#toTell.length === 0) return
    const events = this.#toTell
    this.#toTell = []
    this.#send(SUBJECT.zones, { kind: 'told', from: this.#zone.name, events })
  }

  /**
   * Takes what another zone tells.
   *
   * @throws {ProtocolError} if nobody can read it
   */
  hear(payload: Uint8Array): void {
    const message = decodeNeighbourMessage(payload)
    const { from } = message
    if (from === this.#zone.name) return
    if (message.kind === 'told') {
      for (const { verb, fields } of message.events) {
        if (this.#heard.length < TIDINGS_MAX) this.#heard.push({ from, verb, fields })
      }
      return
    }
    if (!this.#borders.has(from)) return
    this.#known.set(from, { atTick: this.#zone.tick, rooms: message.rooms })
    // The world is as old as the oldest of its zones: one that begins anew catches up.
    const astray = message.worldTick - this.#zone.worldTick
    if (astray > ASTRAY_TICKS) this.#zone.aheadTicks += astray
    if (message.asks) this.#sayHereTo(from, false)
  }

  #sayHere(asks: boolean): void {
    for (const zone of this.#borders.keys()) this.#sayHereTo(zone, asks)
  }

  #sayHereTo(zone: string, asks: boolean): void {
    const uids = this.#borders.get(zone) ?? []
    const rooms = new Map([...uids].map((uid) => [uid, this.#lookInto(uid)] as const))
    const { name: from, worldTick } = this.#zone
    const message = { kind: 'here', from, worldTick, asks, rooms } as const
    this.#send(SUBJECT.neighbour(zone), message)
  }

  #lookInto(uid: number): Glimpse {
    const room = this.#zone.byUid.get(uid)
    if (room === undefined || !isLit(this.#zone, room)) return { lit: false, beings: [], count: 0 }
    const there = contentsOf(room).filter((each) => isBeing(this.#zone, each))
    const beings = there.slice(0, BEINGS_MAX).map((being) => ({
      uid: Identity.uid[being]!,
      name: nameOf(this.#zone, being),
    }))
    return { lit: true, beings, count: there.length }
  }

  /** Differs when neighbours would see something else in our rooms. */
  #signature(): string {
    const seen: unknown[] = []
    for (const uids of this.#borders.values()) {
      for (const uid of uids) {
        const { lit, beings, count } = this.#lookInto(uid)
        seen.push(lit, count, ...beings.map((being) => being.uid))
      }
    }
    return seen.join(' ')
  }

  #send(subject: string, message: NeighbourMessage): void {
    this.#bus.publish(subject, encodeNeighbourMessage(message))
  }
}
