import assert from 'node:assert'
import { hasComponent } from 'bitecs'
import { Contents } from '#components/contents.ts'
import { mark } from '#components/define.ts'
import type { Entity } from '#components/entities.ts'
import { Item } from '#components/item.ts'
import { Location } from '#components/location.ts'
import { Room } from '#components/room.ts'
import { Siblings } from '#components/siblings.ts'
import { Wearable } from '#components/wearable.ts'
import type { Zone } from './zone.ts'

/** What `moveTo` writes: a rule that moves things declares these. */
export const CONTAINMENT = [Location, Siblings, Contents, Wearable] as const

/**
 * How deep things may lie in things: a room holds a person who holds a bag that holds a purse …
 *
 * Walks up a chain of holders stop here, so that a fault in the data cannot hang a tick.
 */
export const DEPTH_MAX = 16

/**
 * Puts `entity` into `holder`, at the end of its list, and out of where it was.
 *
 * Contents are doubly linked lists in columns: a move costs nanoseconds, and an entity is in
 * exactly one list by construction. What is moved is no longer worn.
 *
 * @param holder  0 takes it out of the world's places
 * @throws {AssertionError} if `holder` is `entity` itself or lies in it
 */
export function moveTo(zone: Zone, entity: Entity, holder: Entity): void {
  // Words are found only when they are needed: that takes longer than the rest.
  if (isWithin(holder, entity)) assert.fail(`Entity ${entity} cannot be moved into itself`)
  unlink(entity)
  Location.holder[entity] = holder
  mark(Location.schema, entity)
  if (hasComponent(zone.world, entity, Wearable) && Wearable.worn[entity] === 1) {
    Wearable.worn[entity] = 0
    mark(Wearable.schema, entity)
  }
  if (holder !== 0) link(entity, holder)
}

function link(entity: Entity, holder: Entity): void {
  const last = Contents.last[holder]!
  Siblings.previous[entity] = last
  Siblings.next[entity] = 0
  if (last === 0) Contents.first[holder] = entity
  else touchedNext(last, entity)
  Contents.last[holder] = entity
  Contents.count[holder] = Contents.count[holder]! + 1
  mark(Siblings.schema, entity)
  mark(Contents.schema, holder)
}

function unlink(entity: Entity): void {
  const holder = Location.holder[entity]!
  if (holder === 0) return
  const next = Siblings.next[entity]!
  const previous = Siblings.previous[entity]!
  if (previous === 0) Contents.first[holder] = next
  else touchedNext(previous, next)
  if (next === 0) Contents.last[holder] = previous
  else {
    Siblings.previous[next] = previous
    mark(Siblings.schema, next)
  }
  Siblings.next[entity] = 0
  Siblings.previous[entity] = 0
  mark(Siblings.schema, entity)
  Contents.count[holder] = Contents.count[holder]! - 1
  mark(Contents.schema, holder)
}

function touchedNext(entity: Entity, next: Entity): void {
  Siblings.next[entity] = next
  mark(Siblings.schema, entity)
}

/**
 * What `holder` holds directly, in the order it came: a copy, so that the list may change
 * meanwhile.
 */
export function contentsOf(holder: Entity): Entity[] {
  const held: Entity[] = []
  for (let e = Contents.first[holder]!; e !== 0; e = Siblings.next[e]!) held.push(e)
  return held
}

/** Whether `entity` is `container` or lies in it, however deep. */
export function isWithin(entity: Entity, container: Entity): boolean {
  if (entity === 0) return false
  // Most things hold nothing.
  if (Contents.first[container] === 0) return entity === container
  let at = entity
  for (let depth = 0; depth <= DEPTH_MAX && at !== 0; depth++) {
    if (at === container) return true
    at = Location.holder[at]!
  }
  return false
}

/** How many holders are above `entity` below the room. */
export function depthOf(zone: Zone, entity: Entity): number {
  let depth = 0
  let at = Location.holder[entity]!
  while (at !== 0 && depth <= DEPTH_MAX && !hasComponent(zone.world, at, Room)) {
    depth++
    at = Location.holder[at]!
  }
  return depth
}

/** The room that `entity` is in, through whatever holds it; 0 if none. */
export function roomOf(zone: Zone, entity: Entity): Entity {
  let at = entity
  for (let depth = 0; depth <= DEPTH_MAX && at !== 0; depth++) {
    if (hasComponent(zone.world, at, Room)) return at
    at = Location.holder[at]!
  }
  return 0
}

/** Weight of `entity` with all it holds, in grams. */
export function weightOf(zone: Zone, entity: Entity): number {
  const own = hasComponent(zone.world, entity, Item) ? Item.weightGrams[entity]! : 0
  return own + loadOf(zone, entity)
}

/** Weight of all that `holder` holds, in grams. */
export function loadOf(zone: Zone, holder: Entity): number {
  let sum = 0
  for (const held of contentsOf(holder)) sum += weightOf(zone, held)
  return sum
}
