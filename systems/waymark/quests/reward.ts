import type { QuestDefinition } from '#components/definition.ts'
import type { Entity } from '#components/entities.ts'
import { Purse } from '#components/purse.ts'
import { obstacleTo } from '#systems/burden.ts'
import { moveTo, roomOf } from '#systems/containment.ts'
import { SPAWNING, spawnItem } from '#systems/spawn.ts'
import { EXPERIENCE, gainExperience } from '#systems/waymark/fight/experience.ts'
import { mint, purseRoom } from '#systems/waymark/trade/gold.ts'
import type { Zone } from '#systems/zone.ts'

/** What a reward writes. */
export const REWARDS = [...SPAWNING, ...EXPERIENCE, Purse] as const

/** What somebody was given. */
export interface Given {
  gold: number
  items: Entity[]
}

/**
 * Gives `being` the coins and things that `quest` is rewarded with.
 *
 * What it cannot carry as well it finds at its feet.
 */
export function giveReward(zone: Zone, being: Entity, { reward }: QuestDefinition): Given {
  const gold = Math.min(reward.gold, purseRoom(zone, being))
  if (gold > 0) mint(zone, being, gold, 'quest')
  const definitions = reward.items.flatMap((id) => zone.items.get(id) ?? [])
  const items = definitions.map((definition) => {
    const item = spawnItem(zone, definition, roomOf(zone, being))
    zone.keep(item)
    if (obstacleTo(zone, item, being) === undefined) moveTo(zone, item, being)
    return item
  })
  return { gold, items }
}

/** Lets `being` learn from `quest`. */
export function giveExperience(zone: Zone, being: Entity, { reward }: QuestDefinition): void {
  if (reward.experience > 0) gainExperience(zone, being, reward.experience)
}
