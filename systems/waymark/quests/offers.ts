import type { QuestDefinition } from '#components/definition.ts'
import type { Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { levelOf } from '#systems/waymark/fight/level.ts'
import type { Zone } from '#systems/zone.ts'
import { activeOf, doneBy } from './questLog.ts'

/** Quests by who gives them, for each world's quests; those that nobody gives under ''. */
const givenBy = new WeakMap<Zone['quests'], Map<string, QuestDefinition[]>>()

/** The quests that the mobile with this full id gives; of '' those that nobody gives. */
export function questsOf({ quests }: Zone, giver: string): readonly QuestDefinition[] {
  let byGiver = givenBy.get(quests)
  if (byGiver === undefined) {
    byGiver = new Map()
    for (const quest of quests.values()) {
      const others = byGiver.get(quest.giver ?? '')
      if (others) others.push(quest)
      else byGiver.set(quest.giver ?? '', [quest])
    }
    givenBy.set(quests, byGiver)
  }
  return byGiver.get(giver) ?? []
}

/** What `mobile` would now ask of `being`. */
export function offersOf(zone: Zone, mobile: Entity, being: Entity): QuestDefinition[] {
  const prefab = Identity.prefab[mobile]!
  if (prefab === '') return []
  return openTo(zone, being, questsOf(zone, prefab))
}

/** Those of `quests` that `being` may take up: new to it, and not too early. */
export function openTo(
  zone: Zone,
  being: Entity,
  quests: readonly QuestDefinition[],
): QuestDefinition[] {
  if (quests.length === 0) return []
  const done = doneBy(zone, being)
  const active = activeOf(zone, being).map(({ quest }) => quest)
  const level = levelOf(zone, being)
  return quests.filter(
    (quest) =>
      !done.includes(quest.id) &&
      !active.includes(quest) &&
      level >= quest.level &&
      (quest.after === undefined || done.includes(quest.after)),
  )
}
