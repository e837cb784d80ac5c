import { hasComponent } from 'bitecs'
import { Described } from '#components/described.ts'
import type { Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Room } from '#components/room.ts'
import { Travels } from '#components/travels.ts'
import { roomUidOf } from '#systems/atlas.ts'
import { roomOf } from '#systems/containment.ts'
import { parseWanted, wordsFit } from '#systems/names.ts'
import type { Zone } from '#systems/zone.ts'

/** A room that somebody can walk to by name. */
export interface Place {
  /** The room's uid: it may be in another zone. */
  uid: number
  name: string
}

/** The landmarks that `being` has been to, by name. */
export function placesKnown(zone: Zone, being: Entity): Place[] {
  if (!hasComponent(zone.world, being, Travels)) return []
  const places = Travels.places[being]!.split(' ').flatMap((id) => placeOf(zone, id) ?? [])
  return places.filter(({ name }) => name !== '').sort((a, b) => compare(a.name, b.name))
}

function placeOf(zone: Zone, id: string): Place | undefined {
  const room = zone.rooms.get(id)
  if (room !== undefined) return { uid: Identity.uid[room]!, name: Room.landmark[room]! }
  const plan = zone.atlas.byId.get(id)
  return plan && { uid: roomUidOf(plan.room), name: plan.room.landmark ?? '' }
}

/** Whether `being` has been to the landmark `room`. */
export function knowsPlace(zone: Zone, being: Entity, room: Entity): boolean {
  if (!hasComponent(zone.world, being, Travels)) return false
  return Travels.places[being]!.split(' ').includes(Identity.prefab[room]!)
}

/**
 * The places that `phrase` may mean: landmarks that `being` knows, else rooms of the area it is in.
 *
 * @returns  those that bear just that name, else all that fit; rooms of one name are one place
 */
export function placesNamed(zone: Zone, being: Entity, phrase: string): Place[] {
  const known = fitting(placesKnown(zone, being), phrase)
  return known.length > 0 ? known : fitting(roomsAround(zone, being), phrase)
}

function fitting(places: readonly Place[], phrase: string): Place[] {
  const { words } = parseWanted(phrase)
  const found = places.filter(({ name }) => wordsFit(wordsIn(name), words))
  const exact = found.filter(({ name }) => isSameSet(wordsIn(name), words))
  return exact.length > 0 ? exact : found
}

function roomsAround(zone: Zone, being: Entity): Place[] {
  const area = Room.area[roomOf(zone, being)]
  return [...zone.rooms.values()]
    .filter((room) => Room.area[room] === area)
    .map((room) => ({ uid: Identity.uid[room]!, name: Described.name[room]! }))
}

/** Words without articles and signs: `Smith's Yard` has `smith's` and `yard`. */
function wordsIn(name: string): readonly string[] {
  return parseWanted(name.replace(/[.,;:!?()"]/g, '')).words
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word) => b.includes(word))
}

function compare(a: string, b: string): number {
  const [left, right] = [a.replace(/^the /i, ''), b.replace(/^the /i, '')]
  if (left === right) return 0
  return left < right ? -1 : 1
}
