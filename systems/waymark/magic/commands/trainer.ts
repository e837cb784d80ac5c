import { TRAINS_ATTRIBUTES } from '#components/abilityNames.ts'
import type { Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { POSTURES } from '#components/posture.ts'
import { type Refused, refuse } from '#systems/commands/define.ts'
import { capital } from '#systems/commands/phrases.ts'
import { isFighting } from '#systems/fighting.ts'
import { whyUnseen } from '#systems/light.ts'
import { beingsHere, theNameOf } from '#systems/names.ts'
import { postureOf } from '#systems/posture.ts'
import type { Zone } from '#systems/zone.ts'

/** Somebody here who teaches something. */
interface Trainer {
  being: Entity
  teaches: readonly string[]
}

/** All whom `actor` sees here that teach something. */
export function trainersHere(zone: Zone, actor: Entity): Trainer[] {
  return beingsHere(zone, actor).flatMap((being) => {
    const teaches = zone.mobiles.get(Identity.prefab[being]!)?.teaches ?? []
    return teaches.length > 0 ? [{ being, teaches }] : []
  })
}

/** Who here teaches `what` and is free to, or why nobody does. */
export function trainerOf(zone: Zone, actor: Entity, what: string): Trainer | Refused {
  const unseen = whyUnseen(zone, actor, 'It is too dark for lessons here.')
  if (unseen !== undefined) return refuse(unseen)
  const trainer = trainersHere(zone, actor).find(({ teaches }) => teaches.includes(what))
  if (trainer === undefined) {
    const deed = what === TRAINS_ATTRIBUTES ? 'trains anybody' : `teaches ${what}`
    return refuse(`Nobody here ${deed}. "practice" tells what is taught, here or elsewhere.`)
  }
  const the = capital(theNameOf(zone, trainer.being))
  if (isFighting(zone, trainer.being)) return refuse(`${the} is fighting. Wait until it is over.`)
  if (postureOf(zone, trainer.being) === POSTURES.indexOf('sleeping')) {
    return refuse(`${the} is asleep.`)
  }
  return trainer
}
