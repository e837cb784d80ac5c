import { hasComponent } from 'bitecs'
import { Abilities } from '#components/abilities.ts'
import { TRAINS_ATTRIBUTES } from '#components/abilityNames.ts'
import { touch } from '#components/define.ts'
import type { Entity } from '#components/entities.ts'
import { Progress } from '#components/progress.ts'
import { Purse } from '#components/purse.ts'
import { defineCommand, type Outcome, refuse } from '#systems/commands/define.ts'
import { oneOf } from '#systems/commands/oneOf.ts'
import { quote } from '#systems/commands/quote.ts'
import { ATTRIBUTE_NAMES, attributeOf } from '#systems/waymark/fight/lent.ts'
import { levelOf } from '#systems/waymark/fight/level.ts'
import {
  ABILITY_NAMES,
  type AbilityName,
  abilitiesNamed,
  isAbility,
  levelOfAbility,
  setAbility,
} from '#systems/waymark/magic/abilities.ts'
import { abilityOf } from '#systems/waymark/magic/abilityOf.ts'
import {
  LESSON_ADDS,
  LESSON_PRICE_PER_LEVEL,
  LESSONS_LEAD_TO,
} from '#systems/waymark/magic/abilityTable.ts'
import { burn, goldOf } from '#systems/waymark/trade/gold.ts'
import type { Zone } from '#systems/zone.ts'
import { trainerOf, trainersHere } from './trainer.ts'

/** So many who teach elsewhere are named. */
const TRAINERS_MAX = 20

export const practice = defineCommand({
  name: 'practice',
  aliases: ['practise', 'prac', 'learn'],
  usage: 'practice [<ability>]',
  section: 'magic',
  posture: 'sitting',
  inFight: false,
  help: 'Takes a lesson in a skill or a spell from a trainer who is here.',
  more:
    'Plain "practice" lists what is taught where you are, or who teaches elsewhere. A lesson ' +
    'costs coins and one of the lessons that come with your levels, and leads to 75 ' +
    'hundredths; the rest comes with use.',
  seeAlso: ['abilities', 'train', 'levels'],
  lasting: true,
  writes: [Abilities, Progress, Purse],
  run(zone, actor, { ability: phrase }) {
    if (!hasComponent(zone.world, actor, Progress)) return refuse('You are past all lessons.')
    if (phrase === undefined) return showLessons(zone, actor)
    const found = abilitiesNamed(phrase, ABILITY_NAMES)
    if (found.length > 1) return refuse(`Which do you mean: ${oneOf(found)}?`)
    if (found.length === 1) return learn(zone, actor, found[0]!)
    return refuse(`There is no skill or spell ${quote(phrase)}. "abilities" lists all there are.`)
  },
})

function priceOf(ability: AbilityName): number {
  return LESSON_PRICE_PER_LEVEL * levelOfAbility(ability)
}

function showLessons(zone: Zone, actor: Entity): Outcome {
  const trainers = trainersHere(zone, actor)
  const taught = new Set(trainers.flatMap(({ teaches }) => teaches))
  const list = [...taught].filter(isAbility).map((name) => ({
    name,
    percent: abilityOf(zone, actor, name),
    level: levelOfAbility(name),
    price: priceOf(name),
  }))
  zone.report.tell(actor, {
    verb: 'lessons',
    count: Progress.practices[actor]!,
    gold: goldOf(zone, actor),
    ...(trainers.length > 0 ? { target: trainers[0]!.being } : {}),
    ...(taught.has(TRAINS_ATTRIBUTES) ? { names: ATTRIBUTE_NAMES } : {}),
    ...(trainers.length > 0 ? {} : { rows: trainersElsewhere(zone, levelOf(zone, actor)) }),
    list,
  })
  return undefined
}

/** Who teaches what in the areas that are for somebody of `level`, or for lower ones. */
function trainersElsewhere(zone: Zone, level: number): Record<string, unknown>[] {
  const areas = [...zone.areas.values()].filter(({ levels }) => (levels?.[0] ?? 0) <= level)
  return areas
    .flatMap(({ name: area, mobiles }) =>
      mobiles.flatMap(({ name, teaches = [] }) => {
        const names = teaches.filter((each) => !isAbility(each) || levelOfAbility(each) <= level)
        return names.length === 0 ? [] : { name, area, names }
      }),
    )
    .slice(0, TRAINERS_MAX)
}

function learn(zone: Zone, actor: Entity, ability: AbilityName): Outcome {
  const trainer = trainerOf(zone, actor, ability)
  if ('refused' in trainer) return trainer
  const percent = abilityOf(zone, actor, ability)
  const price = priceOf(ability)
  const level = levelOfAbility(ability)
  if (levelOf(zone, actor) < level) {
    return refuse(
      `You cannot learn ${ability} before level ${level}. "levels" shows the way there.`,
    )
  }
  if (percent >= LESSONS_LEAD_TO) {
    return refuse(`No lesson will teach you more of ${ability}. Use it, and you go on learning.`)
  }
  if (Progress.practices[actor] === 0) {
    return refuse('You have no lessons left. The next level brings some.')
  }
  if (goldOf(zone, actor) < price) {
    return refuse(
      `That lesson costs ${price} coins, and you have ${goldOf(zone, actor) || 'none'}.`,
    )
  }
  burn(zone, actor, price, 'lesson')
  Progress.practices[actor] = Progress.practices[actor]! - 1
  touch(Progress, actor)
  const added = LESSON_ADDS + attributeOf(zone, actor, 'wit')
  const count = Math.min(LESSONS_LEAD_TO, percent + added)
  setAbility(zone, actor, ability, count)
  return { verb: 'lesson', actor, target: trainer.being, text: ability, count, price }
}
