import { hasComponent } from 'bitecs'
import { Contents } from '#components/contents.ts'
import type { Entity } from '#components/entities.ts'
import { Exit } from '#components/exit.ts'
import { Mobile } from '#components/mobile.ts'
import { Siblings } from '#components/siblings.ts'
import { capital } from '#systems/commands/phrases.ts'
import { roomOf } from '#systems/containment.ts'
import { isFighting } from '#systems/fighting.ts'
import { sees } from '#systems/light.ts'
import { isPlayer, theNameOf } from '#systems/names.ts'
import { isStanding } from '#systems/posture.ts'
import type { Zone } from '#systems/zone.ts'
import { fightOf } from './level.ts'

/** Why `being` may not walk away now; undefined if it may. */
export function holdOn(zone: Zone, being: Entity): string | undefined {
  if (isFighting(zone, being)) return 'Not while you fight. You may "flee".'
  if (!isStanding(zone, being)) return 'You are not on your feet. "stand" up first.'
  return undefined
}

/** Why a player may not pass through `exit`: somebody bars that way; undefined if nobody does. */
export function barAt(zone: Zone, being: Entity, exit: Entity): string | undefined {
  if (!isPlayer(zone, being)) return undefined
  const room = roomOf(zone, being)
  const direction = Exit.direction[exit]!
  for (let each = Contents.first[room]!; each !== 0; each = Siblings.next[each]!) {
    if (!hasComponent(zone.world, each, Mobile)) continue
    if (fightOf(zone, each)?.bars !== direction || !isStanding(zone, each)) continue
    const who = sees(zone, being) ? capital(theNameOf(zone, each)) : 'Someone'
    return `${who} bars the way ${direction}.`
  }
  return undefined
}
