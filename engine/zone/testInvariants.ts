import { hasComponent } from 'bitecs'
import { Contents } from '#components/contents.ts'
import { defineQuery, type Entity } from '#components/entities.ts'
import { Fighting } from '#components/fighting.ts'
import { Hidden } from '#components/hidden.ts'
import { Identity } from '#components/identity.ts'
import { Location } from '#components/location.ts'
import { Progress } from '#components/progress.ts'
import { Room } from '#components/room.ts'
import { Sky } from '#components/sky.ts'
import { Spirit } from '#components/spirit.ts'
import { Vitals } from '#components/vitals.ts'
import { Wearable } from '#components/wearable.ts'
import { contentsOf, DEPTH_MAX, roomOf } from '#systems/containment.ts'
import { foeOf } from '#systems/fighting.ts'
import { isPlayer, isWorn, wornBy } from '#systems/names.ts'
import { isBeing } from '#systems/spawn.ts'
import { goldKept } from '#systems/waymark/trade/gold.ts'
import type { LiveZone } from './zone.ts'

const everything = defineQuery(Identity)
const living = defineQuery(Vitals)
const spirited = defineQuery(Spirit)
const characters = defineQuery(Progress)
const fighting = defineQuery(Fighting)
const wearables = defineQuery(Wearable)

/** Throws unless everything is in one place, and each list holds what says it is there. */
export function checkPlaces(zone: LiveZone): void {
  const found = new Map<Entity, Entity>()
  for (const holder of zone.byUid.values()) {
    const held = contentsOf(holder)
    if (Contents.count[holder] !== held.length) {
      throw new Error(`${nameOf(holder)} holds ${held.length}, not ${Contents.count[holder]}`)
    }
    for (const each of held) {
      if (found.has(each)) throw new Error(`${nameOf(each)} is in two places`)
      if (Location.holder[each] !== holder) throw new Error(`${nameOf(each)} is elsewhere`)
      found.set(each, holder)
    }
  }
  for (const [uid, entity] of zone.byUid) {
    if (Identity.uid[entity] !== uid) throw new Error(`${uid} is not ${uid}`)
    if (found.has(entity)) checkChain(zone, entity)
    else if (!isPlace(zone, entity)) throw new Error(`${nameOf(entity)} is nowhere`)
  }
}

/** Rooms lie in nothing, nor does a way that nobody has found, nor the sky. */
function isPlace(zone: LiveZone, entity: Entity): boolean {
  return [Room, Hidden, Sky].some((component) => hasComponent(zone.world, entity, component))
}

function checkChain(zone: LiveZone, entity: Entity): void {
  let at = entity
  for (let depth = 0; depth <= DEPTH_MAX; depth++) {
    if (hasComponent(zone.world, at, Room)) return
    at = Location.holder[at]!
  }
  throw new Error(`${nameOf(entity)} lies in a ring, or too deep`)
}

/** Its uid, and what it was made from. */
function nameOf(entity: Entity): string {
  return `${Identity.uid[entity]} "${Identity.prefab[entity]}"`
}

/** Throws if any entity lives that the zone does not know by its uid. */
export function checkUids(zone: LiveZone): void {
  for (const entity of everything(zone.world)) {
    const uid = Identity.uid[entity]!
    if (zone.byUid.get(uid) !== entity) throw new Error(`${nameOf(entity)} has no uid of its own`)
  }
}

/** Throws if there is more or less gold than was paid out; all characters must be there. */
export function checkGold(zone: LiveZone): void {
  const { held, owed } = goldKept(zone)
  if (held !== owed) throw new Error(`${held} coins are held, and ${owed} are owed`)
}

/** Throws if somebody is dead and about, or has more than there is, or fights one elsewhere. */
export function checkBeings(zone: LiveZone): void {
  for (const being of living(zone.world)) {
    const [hp, hpMax] = [Vitals.hp[being]!, Vitals.hpMax[being]!]
    if (hp < 1 || hp > hpMax) throw new Error(`${nameOf(being)} has ${hp} of ${hpMax} health`)
    checkWorn(zone, being)
  }
  for (const being of spirited(zone.world)) {
    const [sp, spMax] = [Spirit.sp[being]!, Spirit.spMax[being]!]
    if (sp > spMax) throw new Error(`${nameOf(being)} has ${sp} of ${spMax} spirit`)
  }
  for (const being of characters(zone.world)) {
    const { level, experience, next } = Progress
    if (next[being] !== 0 && experience[being]! >= next[being]!) {
      throw new Error(`${nameOf(being)} is of level ${level[being]} with ${experience[being]}`)
    }
  }
  for (const being of fighting(zone.world)) checkFoe(zone, being)
}

function checkFoe(zone: LiveZone, being: Entity): void {
  const foe = foeOf(zone, being)
  if (foe === 0) return
  const room = roomOf(zone, being)
  if (zone.byUid.get(Identity.uid[foe]!) !== foe || !isBeing(zone, foe)) {
    throw new Error(`${nameOf(being)} fights what is gone`)
  }
  if (foe === being || (isPlayer(zone, being) && isPlayer(zone, foe))) {
    throw new Error(`${nameOf(being)} fights ${nameOf(foe)}`)
  }
  if (roomOf(zone, foe) !== room) throw new Error(`${nameOf(being)} fights one who is elsewhere`)
  if (Room.peaceful[room] === 1) throw new Error(`${nameOf(being)} fights in a place of peace`)
}

function checkWorn(zone: LiveZone, being: Entity): void {
  const slots = wornBy(zone, being).map((item) => Wearable.slot[item]!)
  const twice = slots.find((slot, i) => slot !== 'finger' && slots.indexOf(slot) !== i)
  if (twice) throw new Error(`${nameOf(being)} wears two things on one ${twice}`)
  if (slots.filter((slot) => slot === 'finger').length > 2) {
    throw new Error(`${nameOf(being)} wears more than two rings`)
  }
}

/** Throws if what nobody wears is worn. */
export function checkWearers(zone: LiveZone): void {
  for (const item of wearables(zone.world)) {
    if (isWorn(zone, item) && !isBeing(zone, Location.holder[item]!)) {
      throw new Error(`${nameOf(item)} is worn by nobody`)
    }
  }
}
