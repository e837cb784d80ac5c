import { hasComponent } from 'bitecs'
import { touch } from '#components/define.ts'
import { Described } from '#components/described.ts'
import { attach, type Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { LastDone } from '#components/lastDone.ts'
import { Membership } from '#components/membership.ts'
import { Player } from '#components/player.ts'
import type { Entry } from '#protocol/intent.ts'
import { moveTo, roomOf } from '#systems/containment.ts'
import { goesOver, hasComeOver } from '#systems/crossing.ts'
import { foreignZoneOf, roomNamed } from '#systems/rooms.ts'
import { destroy } from '#systems/spawn.ts'
import { leaveBehind, toTicksLeft, toZoneTicks } from './along.ts'
import {
  decodeCharacter,
  encodeCharacter,
  furnishCharacter,
  newCharacter,
} from './characterState.ts'
import type { Ledger } from './ledger.ts'
import { type Done, PastSessions } from './pastSessions.ts'
import type { LiveZone } from './zone.ts'

/**
 * Those who left last are remembered with the revision that they left with: one that comes with an
 * older state was read before that was written. With more leaving meanwhile, the oldest is
 * forgotten.
 */
const LEFT_MAX = 4_096

/** The players' bodies in a zone: how they come and go. */
export class Characters {
  readonly #zone: LiveZone
  readonly #ledger: Ledger
  readonly #epoch: number
  readonly #left = new Map<number, number>()
  readonly #past = new PastSessions()

  /** @param epoch  the zone's: who left in an earlier one is not remembered */
  constructor(zone: LiveZone, ledger: Ledger, epoch: number) {
    this.#zone = zone
    this.#ledger = ledger
    this.#epoch = epoch
  }

  /**
   * Finds the body of the character that enters, or makes it of what was kept.
   *
   * `arrival` is how one who comes over from another zone is seen to come; '' of all others.
   *
   * @returns undefined if what was read of it may not be the newest [I9]: were it let in, whatever
   *   it has parted with since would be there twice
   */
  embody(entry: Entry): { being: Entity; wasHere: boolean; arrival: string } | undefined {
    const here = this.#zone.byUid.get(entry.uid)
    if (here !== undefined) {
      Player.linkDead[here] = 0
      touch(Player, here)
      return { being: here, wasHere: true, arrival: '' }
    }
    const isOld = (this.#left.get(entry.uid) ?? 0) > entry.revision
    if (entry.isInWorld || isOld || entry.epoch !== this.#epoch) return undefined
    const being = this.#make(entry)
    const arrival = this.#arrive(being, entry.isStep ?? false)
    attach(this.#zone.world, being, Membership, { revision: entry.revision })
    this.#ledger.enter(being)
    return { being, wasHere: false, arrival }
  }

  /** What went along with one who comes at a step goes on; much later it is of no use. */
  #arrive(being: Entity, isStep: boolean): string {
    const zone = this.#zone
    const isMember = hasComponent(zone.world, being, Membership)
    const arrival = isStep && isMember ? Membership.arrival[being]! : ''
    if (arrival === '') {
      leaveBehind(zone, being)
      return ''
    }
    toZoneTicks(zone, being)
    hasComeOver(zone, being)
    return arrival
  }

  #make({ uid, name, state }: Entry): Entity {
    const start = roomNamed(this.#zone, this.#zone.start)!
    if (state.length === 0) {
      const being = newCharacter(this.#zone, uid, name)
      moveTo(this.#zone, being, start)
      return being
    }
    const being = decodeCharacter(this.#zone, uid, state, start, this.#zone)
    this.#zone.reportMisfits()
    furnishCharacter(this.#zone, being, name)
    this.#zone.rules.entered(this.#zone, being)
    return being
  }

  /**
   * Whether a session came before another of its edge that has had the character. What it says
   * comes late: it was told farewell, or nobody is there any more to hear that.
   */
  isPast(being: Entity, edge: string, session: number): boolean {
    const last = this.#lastOf(being)
    return last?.edge === edge && last.session > session
  }

  /**
   * A session has the character from now on.
   *
   * @param sequence  up to which of its intents it came, as far as its edge has heard
   * @returns up to which they were done: in an earlier run of the zone, or in another zone, it may
   *   have done more, and whatever of that has lasted is known
   */
  attend(being: Entity, edge: string, session: number, sequence: number): number {
    const uid = Identity.uid[being]!
    const last = this.#lastOf(being)
    if (last) this.#past.add(uid, last)
    const done = Math.max(sequence, this.#past.sequenceOf(uid, { edge, session }))
    attach(this.#zone.world, being, LastDone, { edge, session, sequence: done })
    return done
  }

  #lastOf(being: Entity): Done | undefined {
    if (!hasComponent(this.#zone.world, being, LastDone)) return undefined
    return {
      edge: LastDone.edge[being]!,
      session: LastDone.session[being]!,
      sequence: LastDone.sequence[being]!,
    }
  }

  /** `being` is about to have done its player's intent of that number. */
  does(being: Entity, sequence: number): void {
    LastDone.sequence[being] = sequence
    touch(LastDone, being)
  }

  /**
   * Makes those whole who came out of the journal: their players are not back yet.
   *
   * @returns the characters among `entities`
   */
  recovered(entities: readonly Entity[]): Entity[] {
    const { world } = this.#zone
    const beings = entities.filter((entity) => hasComponent(world, entity, Membership))
    for (const being of beings) {
      leaveBehind(this.#zone, being)
      furnishCharacter(this.#zone, being, Described.name[being]!)
      this.loseLink(being)
    }
    return beings
  }

  loseLink(being: Entity): void {
    Player.linkDead[being] = 1
    Player.linkDeadSinceTick[being] = this.#zone.tick
    touch(Player, being)
  }

  /**
   * Takes `being` out of the zone with all it carries: it is kept by itself from now on. If it is
   * in a room of another zone, it will wake there.
   */
  release(being: Entity): void {
    const zone = this.#zone
    const uid = Identity.uid[being]!
    this.#left.delete(uid)
    this.#left.set(uid, Membership.revision[being]! + 1)
    if (this.#left.size > LEFT_MAX) this.#left.delete(this.#left.keys().next().value!)
    const next = foreignZoneOf(zone, roomOf(zone, being))
    zone.rules.leaving(zone, being)
    if (next !== undefined) this.#pack(being, next)
    this.#ledger.leave(being, encodeCharacter(zone, being), next)
    destroy(zone, being)
  }

  #pack(being: Entity, next: string): void {
    goesOver(this.#zone, being, next)
    toTicksLeft(this.#zone, being)
    Membership.arrival[being] = this.#zone.arrivals.get(being) ?? 'arrive'
    this.#zone.arrivals.delete(being)
  }
}
