import { Abilities } from '#components/abilities.ts'
import { defineSystem } from '#systems/define.ts'
import type { WorldEvent } from '#systems/events.ts'
import { isPlayer } from '#systems/names.ts'
import { type AbilityName, improve, isAbility } from './abilities.ts'

/** Which skill shows in what is seen. */
const SKILL_SHOWN: ReadonlyMap<string, AbilityName> = new Map([
  ['kick', 'kick'],
  ['kickMisses', 'kick'],
  ['bash', 'bash'],
  ['bashMisses', 'bash'],
  ['backstab', 'backstab'],
  ['backstabMisses', 'backstab'],
  ['rescue', 'rescue'],
  ['rescueFails', 'rescue'],
  ['dodge', 'dodge'],
  ['parry', 'parry'],
])

/** Lets players learn from what they have just done, well or badly. */
export const learnSystem = defineSystem({
  name: 'learn',
  everyTicks: 1,
  writes: [Abilities],
  run(zone) {
    if (zone.holdsBreath) return
    for (const { event, actorUid } of zone.happenings) {
      const ability = shownIn(event)
      if (ability === undefined) continue
      const being = zone.byUid.get(actorUid)
      if (being !== undefined && isPlayer(zone, being)) improve(zone, being, ability)
    }
  },
})

function shownIn({ verb, text = '' }: WorldEvent): AbilityName | undefined {
  if (verb !== 'cast' && verb !== 'castFails') return SKILL_SHOWN.get(verb)
  return isAbility(text) ? text : undefined
}
