import assert from 'node:assert'
import { hasComponent } from 'bitecs'
import { Coins } from '#components/coins.ts'
import { touch } from '#components/define.ts'
import type { ResetContent, ResetDefinition } from '#components/definition.ts'
import { Door } from '#components/door.ts'
import { defineQuery, type Entity } from '#components/entities.ts'
import { Exit } from '#components/exit.ts'
import { Identity } from '#components/identity.ts'
import { Location } from '#components/location.ts'
import { Room } from '#components/room.ts'
import { Wearable } from '#components/wearable.ts'
import { contentsOf } from './containment.ts'
import { defineSystem } from './define.ts'
import { exitsOf } from './names.ts'
import { SPAWNING, spawnItem, spawnMobile } from './spawn.ts'
import { hideAgain } from './surroundings/secrets.ts'
import { type ResetPlan, ticksIn, type Zone } from './zone.ts'

const EVERY_TICKS = 10

const everything = defineQuery(Identity)

/**
 * Resets each area in its own time.
 *
 * Areas whose times are the same are reset one after the other, a run apart, so that no tick bears
 * them all.
 */
export const resetSystem = defineSystem({
  name: 'reset',
  everyTicks: EVERY_TICKS,
  writes: [...SPAWNING, Coins],
  run(zone) {
    const run = Math.floor(zone.tick / EVERY_TICKS)
    zone.resets.forEach((plan, index) => {
      const period = Math.max(1, Math.round(ticksIn(zone, plan.everySeconds) / EVERY_TICKS))
      const sinceStart = run - (index % period)
      if (sinceStart > 0 && sinceStart % period === 0) resetNow(zone, plan)
    })
  },
})

/**
 * Brings the area of `plan` back to how its builder made it: doors and lids as they were, secrets
 * hidden, and what is missing of its things and mobiles.
 *
 * What is still in the zone, wherever it is, is not missing. What somebody carries is left alone.
 */
export function resetNow(zone: Zone, plan: ResetPlan): void {
  makeWhole(zone, plan, broughtBy(zone, [plan]))
}

/** Does so with all areas at once. */
export function resetAll(zone: Zone): void {
  // To look through all that there is takes a while: a zone that wakes does it once.
  const brought = broughtBy(zone, zone.resets)
  for (const plan of zone.resets) makeWhole(zone, plan, brought)
}

function makeWhole(zone: Zone, plan: ResetPlan, brought: Brought): void {
  resetDoors(zone, plan)
  hideAgain(zone, roomsOf(zone, plan))
  plan.resets.forEach((reset, i) => {
    const mark = plan.firstIndex + i + 1
    const left = [...(brought.get(keyOf(mark, reset.prefab)) ?? [])]
    for (const entity of left) restore(zone, entity, reset, mark, brought)
    for (let n = left.length; n < reset.max; n++) bring(zone, reset, mark, brought)
  })
}

/** What resets have brought that is still in the zone, by `keyOf`. */
type Brought = Map<string, Entity[]>

function keyOf(mark: number, prefab: string): string {
  return `${mark} ${prefab}`
}

/** @param plans  their resets follow each other in the zone's */
function broughtBy(zone: Zone, plans: readonly ResetPlan[]): Brought {
  const brought: Brought = new Map()
  const first = plans[0]?.firstIndex ?? 0
  const count = plans.reduce((sum, { resets }) => sum + resets.length, 0)
  const entities = everything(zone.world)
  for (let i = 0; i < entities.length; i++) {
    const entity = entities[i]!
    const mark = Identity.reset[entity]!
    if (mark > first && mark <= first + count) note(brought, mark, entity)
  }
  return brought
}

function note(brought: Brought, mark: number, entity: Entity): void {
  const key = keyOf(mark, Identity.prefab[entity]!)
  const others = brought.get(key)
  if (others) others.push(entity)
  else brought.set(key, [entity])
}

function bring(zone: Zone, reset: ResetDefinition, mark: number, brought: Brought): void {
  const room = zone.rooms.get(reset.room)
  assert(room !== undefined, `A reset names room "${reset.room}", which is not in the zone`)
  const entity =
    reset.kind === 'item'
      ? makeThing(zone, reset.prefab, reset.coins, room)
      : makeMobile(zone, reset.prefab, room)
  sign(entity, mark)
  fill(zone, entity, reset.contains, { mark, max: reset.max, brought })
  if (reset.kind === 'mobile') zone.report.show(room, { verb: 'arrive', actor: entity })
}

/** An item, or a pile of coins. */
function makeThing(zone: Zone, prefab: string, coins: number | undefined, holder: Entity): Entity {
  if (coins !== undefined) return zone.rules.bringCoins(zone, coins, holder)
  const definition = zone.items.get(prefab)
  assert(definition, `A reset names item "${prefab}", which is not defined`)
  return spawnItem(zone, definition, holder)
}

function makeMobile(zone: Zone, prefab: string, room: Entity): Entity {
  const definition = zone.mobiles.get(prefab)
  assert(definition, `A reset names mobile "${prefab}", which is not defined`)
  return spawnMobile(zone, definition, room)
}

function sign(entity: Entity, mark: number): void {
  Identity.reset[entity] = mark
  touch(Identity, entity)
}

/** Shuts and fills again what stands in a room; a mobile gets back what it has lost. */
function restore(
  zone: Zone,
  entity: Entity,
  reset: ResetDefinition,
  mark: number,
  brought: Brought,
): void {
  const holder = Location.holder[entity]!
  if (holder === 0 || !hasComponent(zone.world, holder, Room)) return
  fill(zone, entity, reset.contains, { mark, max: reset.max, brought })
  putBack(zone, entity)
}

interface Filling {
  mark: number
  /** So many of the holder there may be: so many times its contents. */
  max: number
  brought: Brought
}

/** Puts into `holder` what it should hold and does not, if that is missing from the zone, too. */
function fill(
  zone: Zone,
  holder: Entity,
  contents: readonly ResetContent[],
  filling: Filling,
): void {
  const { mark, max, brought } = filling
  const held = contentsOf(holder).filter((item) => Identity.reset[item] === mark)
  for (const content of contents) {
    const at = held.findIndex((item) => Identity.prefab[item] === content.item)
    const found = at < 0 ? undefined : held.splice(at, 1)[0]
    const wanted = contents.filter((other) => other.item === content.item).length * max
    const left = brought.get(keyOf(mark, content.item))?.length ?? 0
    if (found === undefined && left >= wanted) continue
    const item = found ?? makeContent(zone, holder, content, filling)
    fill(zone, item, content.contains, filling)
    if (found !== undefined) putBack(zone, found)
  }
}

function makeContent(
  zone: Zone,
  holder: Entity,
  content: ResetContent,
  { mark, brought }: Filling,
): Entity {
  const item = makeThing(zone, content.item, content.coins, holder)
  sign(item, mark)
  note(brought, mark, item)
  if (content.worn) {
    Wearable.worn[item] = 1
    touch(Wearable, item)
  }
  return item
}

function roomsOf(zone: Zone, { area }: ResetPlan): Set<Entity> {
  const own = [...zone.rooms].filter(([id]) => id.startsWith(`${area}:`))
  return new Set(own.map(([, room]) => room))
}

/** Doors of the area's rooms, both sides of each. */
function resetDoors(zone: Zone, plan: ResetPlan): void {
  for (const room of roomsOf(zone, plan)) {
    for (const exit of exitsOf(zone, room)) {
      const opposite = Exit.opposite[exit]!
      putDoorBack(zone, exit, exit)
      if (opposite !== 0) putDoorBack(zone, opposite, exit)
    }
  }
}

/** Puts the door in `exit` back as that in `builtAs` says, and shows it to those who are there. */
function putDoorBack(zone: Zone, exit: Entity, builtAs: Entity): void {
  if (!hasComponent(zone.world, exit, Door)) return
  const wasClosed = Door.closed[exit]
  if (!putBack(zone, exit, builtAs)) return
  const verb = Door.closed[exit] === wasClosed ? lockVerb(exit) : doorVerb(exit)
  zone.report.show(Location.holder[exit]!, { verb, exit })
}

function doorVerb(exit: Entity): string {
  return Door.closed[exit] === 1 ? 'doorCloses' : 'doorOpens'
}

function lockVerb(exit: Entity): string {
  return Door.locked[exit] === 1 ? 'doorLocks' : 'doorUnlocks'
}

/** Opens, closes and locks `entity` as `builtAs` was made; true if that changed anything. */
function putBack(zone: Zone, entity: Entity, builtAs = entity): boolean {
  if (!hasComponent(zone.world, entity, Door)) return false
  const { closed, locked, resetClosed, resetLocked } = Door
  const same = closed[entity] === resetClosed[builtAs] && locked[entity] === resetLocked[builtAs]
  if (same) return false
  closed[entity] = resetClosed[builtAs]!
  locked[entity] = resetLocked[builtAs]!
  touch(Door, entity)
  return true
}
