import type { Entity } from '#components/entities.ts'
import { type Command, type Refused, refuse } from '#systems/commands/define.ts'
import { isSelf } from '#systems/commands/hearer.ts'
import { inReach, notHere } from '#systems/commands/reach.ts'
import { foeOf } from '#systems/fighting.ts'
import { beingsHere, parseWanted, pick } from '#systems/names.ts'
import { harmRefusal } from '#systems/waymark/fight/mayFight.ts'
import { strikerAt } from '#systems/waymark/fight/startFight.ts'
import type { Zone } from '#systems/zone.ts'

/** The being in `actor`'s room that `phrase` names, or why there is none. It may be `actor`. */
export function findBeing(zone: Zone, actor: Entity, phrase: string): Entity | Refused {
  if (isSelf(phrase)) return actor
  const wanted = parseWanted(phrase)
  if (wanted.all) return refuse('One at a time, please.')
  const found = pick(zone, [...beingsWithin(zone, actor), actor], wanted)[0]
  if (found !== undefined) return found
  const thing = pick(zone, inReach(zone, actor), wanted)[0]
  return thing ?? notHere(zone, actor, phrase)
}

/** Whom `actor` sees there. Those with whom it trades blows it finds even in the dark. */
function beingsWithin(zone: Zone, actor: Entity): Entity[] {
  const seen = beingsHere(zone, actor)
  const foe = foeOf(zone, actor) || strikerAt(zone, actor)
  return foe === 0 || seen.includes(foe) ? seen : [...seen, foe]
}

/**
 * Whom `actor` means to harm: whom `phrase` names, or else its foe; or why it may not.
 *
 * @param command  says in a refusal what to try
 */
export function findFoe(
  zone: Zone,
  actor: Entity,
  phrase: string | undefined,
  { name }: Pick<Command, 'name'>,
): Entity | Refused {
  const current = foeOf(zone, actor)
  if (phrase === undefined) {
    if (current !== 0) return current
    return refuse(`Whom do you want to ${name}? Try "${name} rat", if there is a rat.`)
  }
  const foe = findBeing(zone, actor, phrase)
  if (typeof foe !== 'number') return foe
  const refusal = harmRefusal(zone, actor, foe)
  return refusal === undefined ? foe : refuse(refusal)
}
