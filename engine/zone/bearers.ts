import { hasComponent } from 'bitecs'
import { touch } from '#components/define.ts'
import { defineQuery, type Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Mobile } from '#components/mobile.ts'
import { Wearable } from '#components/wearable.ts'
import type { ByteWriter } from '#protocol/bytes.ts'
import { moveTo, roomOf } from '#systems/containment.ts'
import type { Zone } from '#systems/zone.ts'
import { type Bearer, writeBearer } from './bearerItem.ts'
import { uidOf } from './recordCodec.ts'

const mobilesOf = defineQuery(Mobile)

/** Writes who `holder` is, if it is one of the world's own. */
export function noteBearer(out: ByteWriter, zone: Zone, holder: Entity): void {
  if (!hasComponent(zone.world, holder, Mobile)) return
  writeBearer(out, {
    uid: uidOf(holder),
    prefab: Identity.prefab[holder]!,
    reset: Identity.reset[holder]!,
    room: uidOf(roomOf(zone, holder)),
  })
}

/** A kept thing whose bearer is not born yet; it lies in the room in which that was. */
export interface Stray {
  thing: Entity
  bearer: Bearer
}

/**
 * Gives things to those who were born again in place of who had them: brought by the same reset if
 * there is one, else of the same kind. What nobody can be given stays where it lies.
 */
export function giveBack(zone: Zone, strays: readonly Stray[]): void {
  const successors = new Map<number, Entity | undefined>()
  for (const { thing, bearer } of strays) {
    if (!successors.has(bearer.uid)) {
      successors.set(bearer.uid, successorOf(zone, bearer, new Set(successors.values())))
    }
    const successor = successors.get(bearer.uid)
    const isWearable = hasComponent(zone.world, thing, Wearable)
    const worn = isWearable && successor !== undefined ? Wearable.worn[thing]! : 0
    if (successor !== undefined) moveTo(zone, thing, successor)
    if (!isWearable) continue
    Wearable.worn[thing] = worn
    touch(Wearable, thing)
  }
}

/** Of several each gets the things of one, as far as they go round. */
function successorOf(
  zone: Zone,
  { prefab, reset }: Bearer,
  taken: ReadonlySet<Entity | undefined>,
): Entity | undefined {
  const alike = [...mobilesOf(zone.world)].filter((mobile) => Identity.prefab[mobile] === prefab)
  const ofReset = alike.filter((mobile) => Identity.reset[mobile] === reset)
  const isFree = (mobile: Entity) => !taken.has(mobile)
  return ofReset.find(isFree) ?? alike.find(isFree) ?? ofReset[0] ?? alike[0]
}
