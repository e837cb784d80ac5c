import type { QuestDefinition } from '#components/definition.ts'
import type { Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { QuestLog } from '#components/questLog.ts'
import { contentsOf, roomOf } from '#systems/containment.ts'
import type { Zone } from '#systems/zone.ts'
import { openTo, questsOf } from './offers.ts'
import { type Active, activeOf, countOf, keep, noteDone, strike } from './questLog.ts'
import { giveExperience, giveReward, REWARDS } from './reward.ts'
import { sayTo } from './speech.ts'

/** What going on with quests writes. */
export const QUESTING = [QuestLog, ...REWARDS] as const

/** So many quests one has on one's mind at once. */
export const ACTIVE_MAX = 20

/** Sets `being` on `quest`, and tells it so. */
export function begin(zone: Zone, being: Entity, quest: QuestDefinition): void {
  const active: Active = { quest, step: 0, count: 0 }
  keep(zone, being, active)
  zone.count('quests.begun', 1)
  const { name: title, giver, offer } = quest
  const intro = giver === undefined ? { text: offer } : {} // a giver has said it
  zone.report.tell(being, { verb: 'questBegun', actor: being, title, ...intro, ...toDo(active) })
  goOn(zone, being, active)
}

/** What there is to do, for an event: `step`, and `count` of `of` where that is more than one. */
export function toDo({ quest, step, count }: Active): Record<string, unknown> {
  const now = quest.steps[step]!
  const of = countOf(now)
  return { step: now.text, ...(of > 1 && { count, of }) }
}

/**
 * Counts that `being` has done something of the step that it is at, and all that follows from it.
 *
 * @param active   as it is kept just now
 * @param speaker  the mobile to whom it was done, who answers; 0: nobody
 */
export function advance(
  zone: Zone,
  being: Entity,
  active: Active,
  times = 1,
  speaker: Entity = 0,
): void {
  const { quest, step } = active
  const count = active.count + times
  const now = quest.steps[step]!
  if (count < countOf(now)) {
    keepAndTell(zone, being, { quest, step, count })
    return
  }
  if (speaker !== 0 && 'says' in now) sayTo(zone, speaker, being, now.says)
  if (step + 1 >= quest.steps.length) {
    finish(zone, being, quest, speaker)
    return
  }
  const next: Active = { quest, step: step + 1, count: 0 }
  keepAndTell(zone, being, next)
  goOn(zone, being, next)
}

function keepAndTell(zone: Zone, being: Entity, active: Active): void {
  keep(zone, being, active)
  const { name: title } = active.quest
  zone.report.tell(being, { verb: 'questStep', actor: being, title, ...toDo(active) })
}

/** Who is to reach where it stands has reached it. */
function goOn(zone: Zone, being: Entity, active: Active): void {
  const step = active.quest.steps[active.step]!
  const here = Identity.prefab[roomOf(zone, being)]
  if (step.kind === 'reach' && step.room === here) advance(zone, being, active)
}

function finish(zone: Zone, being: Entity, quest: QuestDefinition, speaker: Entity): void {
  strike(zone, being, quest)
  noteDone(zone, being, quest)
  zone.count('quests.done', 1)
  const { says } = quest.reward
  const thanks = speaker === 0 ? giverHere(zone, being, quest) : speaker
  if (thanks !== 0) sayTo(zone, thanks, being, says)
  const { gold, items } = giveReward(zone, being, quest)
  zone.report.tell(being, {
    verb: 'questDone',
    actor: being,
    title: quest.name,
    ...(thanks === 0 && says !== '' && { text: says }),
    ...(gold > 0 && { gold }),
    ...(items.length > 0 && { items: items.map((item) => ({ item })) }),
  })
  giveExperience(zone, being, quest)
  beginAfter(zone, being, quest)
}

/** The giver of `quest`, if it is where `being` is; else 0. */
function giverHere(zone: Zone, being: Entity, { giver }: QuestDefinition): Entity {
  if (giver === undefined) return 0
  return contentsOf(roomOf(zone, being)).find((each) => Identity.prefab[each] === giver) ?? 0
}

/** Quests that nobody gives go on by themselves. */
function beginAfter(zone: Zone, being: Entity, done: QuestDefinition): void {
  const next = questsOf(zone, '').filter(({ after }) => after === done.id)
  for (const quest of openTo(zone, being, next)) begin(zone, being, quest)
}

/** Sets a new character on the quests with which one begins. */
export function beginFirst(zone: Zone, being: Entity): void {
  const first = questsOf(zone, '').filter(({ after }) => after === undefined)
  for (const quest of openTo(zone, being, first)) begin(zone, being, quest)
}

/** Takes `being` off `quest`. What it has done of it is lost. */
export function abandon(zone: Zone, being: Entity, quest: QuestDefinition): void {
  strike(zone, being, quest)
  zone.count('quests.abandoned', 1)
  zone.report.tell(being, { verb: 'questAbandoned', actor: being, title: quest.name })
}

/** The quests that `being` is on and whose step now fits. */
export function stepsThat(
  zone: Zone,
  being: Entity,
  fits: (step: QuestDefinition['steps'][number]) => boolean,
): Active[] {
  return activeOf(zone, being).filter(({ quest, step }) => fits(quest.steps[step]!))
}
