import { hasComponent } from 'bitecs'
import type { Entity } from '#components/entities.ts'
import { Mobile } from '#components/mobile.ts'
import { type Refused, refuse } from '#systems/commands/define.ts'
import { hearerNamed } from '#systems/commands/hearer.ts'
import { oneOf } from '#systems/commands/oneOf.ts'
import { beingsHere, theNameOf } from '#systems/names.ts'
import type { Zone } from '#systems/zone.ts'

/**
 * The mobile to whom `actor` would speak, or why there is none.
 *
 * @param phrase  undefined: the only one who is here
 */
export function interlocutor(
  zone: Zone,
  actor: Entity,
  phrase: string | undefined,
): Entity | Refused {
  if (phrase !== undefined) return hearerNamed(zone, actor, phrase)
  const mobiles = beingsHere(zone, actor).filter((each) => hasComponent(zone.world, each, Mobile))
  const [only, ...others] = mobiles
  if (only === undefined) return refuse('There is nobody here to talk with.')
  if (others.length === 0) return only
  return refuse(`Talk with ${oneOf(mobiles.map((each) => theNameOf(zone, each)))}?`)
}
