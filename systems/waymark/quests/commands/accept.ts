import type { Entity } from '#components/entities.ts'
import { defineCommand, type Outcome, refuse } from '#systems/commands/define.ts'
import { oneOf } from '#systems/commands/oneOf.ts'
import { quote } from '#systems/commands/quote.ts'
import { beingsHere } from '#systems/names.ts'
import { offersOf, openTo, questsOf } from '#systems/waymark/quests/offers.ts'
import { ACTIVE_MAX, begin, QUESTING } from '#systems/waymark/quests/progress.ts'
import { activeOf } from '#systems/waymark/quests/questLog.ts'
import type { Zone } from '#systems/zone.ts'
import { questsNamed } from './questsNamed.ts'

export const accept = defineCommand({
  name: 'accept',
  usage: 'accept [<quest>]',
  section: 'character',
  help: 'Takes up what somebody here asks of you.',
  more: 'A word of the quest’s name is enough, and none if there is but one to take up.',
  seeAlso: ['quests', 'talk'],
  lasting: true,
  writes: QUESTING,
  run(zone, actor, { quest }) {
    return takeUp(zone, actor, quest)
  },
})

/**
 * Sets `actor` on the quest that `phrase` names, or on the only one to be had here: what those who
 * are here would have done, and what nobody needs to give.
 */
export function takeUp(zone: Zone, actor: Entity, phrase: string | undefined): Outcome {
  const given = beingsHere(zone, actor).flatMap((mobile) => offersOf(zone, mobile, actor))
  const free = openTo(zone, actor, questsOf(zone, ''))
  const ofWhoIsHere = given.length > 0 ? given : free
  const named = phrase === undefined ? ofWhoIsHere : questsNamed([...given, ...free], phrase)
  const [quest, ...others] = named
  if (quest === undefined) return refuse(whyNone(zone, actor, phrase))
  if (others.length > 0) return refuse(`Take up ${oneOf(named.map(({ name }) => quote(name)))}?`)
  if (activeOf(zone, actor).length >= ACTIVE_MAX) {
    return refuse(`You are on ${ACTIVE_MAX} quests already: end one, or "quests abandon" it.`)
  }
  begin(zone, actor, quest)
  return undefined
}

function whyNone(zone: Zone, actor: Entity, phrase: string | undefined): string {
  if (phrase === undefined) return 'Nobody here asks anything of you. "quests" is what you are on.'
  const [active] = questsNamed(
    activeOf(zone, actor).map(({ quest }) => quest),
    phrase,
  )
  if (active !== undefined) return `You are on ${quote(active.name)} already.`
  const [elsewhere] = questsNamed(openTo(zone, actor, [...zone.quests.values()]), phrase)
  const giver = elsewhere && zone.mobiles.get(elsewhere.giver ?? '')
  if (giver === undefined) return `Nobody here asks ${quote(phrase)} of you.`
  return `Take that up with ${giver.name.replace(/^(an?|some) /, 'the ')}, face to face.`
}
