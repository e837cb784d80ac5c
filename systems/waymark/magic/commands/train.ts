import { hasComponent } from 'bitecs'
import { TRAINS_ATTRIBUTES } from '#components/abilityNames.ts'
import { Attributes } from '#components/attributes.ts'
import { touch } from '#components/define.ts'
import type { Entity } from '#components/entities.ts'
import { Progress } from '#components/progress.ts'
import { Purse } from '#components/purse.ts'
import { defineCommand, type Outcome, refuse } from '#systems/commands/define.ts'
import { oneOf } from '#systems/commands/oneOf.ts'
import { quote } from '#systems/commands/quote.ts'
import { ATTRIBUTE_NAMES, type AttributeName, bornWith } from '#systems/waymark/fight/lent.ts'
import { FIGURES, refigure } from '#systems/waymark/fight/refigure.ts'
import { TRAINING } from '#systems/waymark/magic/abilityTable.ts'
import { burn, goldOf } from '#systems/waymark/trade/gold.ts'
import type { Zone } from '#systems/zone.ts'
import { trainerOf } from './trainer.ts'

export const train = defineCommand({
  name: 'train',
  usage: 'train [<attribute>]',
  section: 'magic',
  posture: 'standing',
  inFight: false,
  help: 'Raises your might, grace, vigour or wit for good, with a trainer who is here.',
  more: `It costs ${TRAINING.lessons} lessons and coins: ever more, the better you are already.`,
  seeAlso: ['attributes', 'practice', 'levels'],
  lasting: true,
  writes: [Attributes, Progress, Purse, ...FIGURES],
  run(zone, actor, { attribute: phrase }) {
    if (phrase === undefined) {
      return refuse(`Train what: ${oneOf(ATTRIBUTE_NAMES)}? "attributes" shows what you have.`)
    }
    const found = ATTRIBUTE_NAMES.find((name) => name.startsWith(phrase.toLowerCase()))
    if (found === undefined) {
      return refuse(`${quote(phrase)} cannot be trained. Try ${oneOf(ATTRIBUTE_NAMES)}.`)
    }
    return raise(zone, actor, found)
  },
})

function raise(zone: Zone, actor: Entity, attribute: AttributeName): Outcome {
  const trainer = trainerOf(zone, actor, TRAINS_ATTRIBUTES)
  if ('refused' in trainer) return trainer
  const { world } = zone
  if (!hasComponent(world, actor, Progress) || !hasComponent(world, actor, Attributes)) {
    return refuse('You are past all training.')
  }
  const own = bornWith(zone, actor, attribute)
  const price = Math.max(1, own - TRAINING.from) * TRAINING.pricePerPoint
  if (own >= TRAINING.most) return refuse(`No training will give you more ${attribute}.`)
  const practices = Progress.practices[actor]!
  if (practices < TRAINING.lessons) {
    return refuse(
      `That takes ${TRAINING.lessons} lessons, and you have ${practices || 'none'} left.`,
    )
  }
  if (goldOf(zone, actor) < price) {
    return refuse(
      `That training costs ${price} coins, and you have ${goldOf(zone, actor) || 'none'}.`,
    )
  }
  burn(zone, actor, price, 'lesson')
  Progress.practices[actor] = practices - TRAINING.lessons
  touch(Progress, actor)
  Attributes[attribute][actor] = own + 1
  touch(Attributes, actor)
  refigure(zone, actor)
  return { verb: 'train', actor, target: trainer.being, text: attribute, count: own + 1, price }
}
