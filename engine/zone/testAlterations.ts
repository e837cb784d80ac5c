import { hasComponent } from 'bitecs'
import { type AnyComponent, defineComponent, text, u8 } from '#components/define.ts'
import { attach, detach } from '#components/entities.ts'
import { Item } from '#components/item.ts'
import { Player } from '#components/player.ts'
import { Wearable } from '#components/wearable.ts'
import { defineSystem, type System } from '#systems/define.ts'
import { SCHEDULE } from '#systems/schedule.ts'

/** What somebody or something may come to have, and may lose. */
const Quest = defineComponent('testQuest', {
  columns: { stage: u8(), words: text() },
  visibleTo: 'none',
  durability: 'told',
})
const Blessed = defineComponent('testBlessed', {
  columns: {},
  visibleTo: 'none',
  durability: 'told',
})
const ALTERED: readonly AnyComponent[] = [Quest, Blessed, Wearable]

/** One of the players and things of a zone, what it gains if it does not have it, or else loses. */
export interface Alteration {
  which: number
  component: number
  stage: number
}

let coming: readonly Alteration[] = []

/** What is to be altered in the next tick. */
export function alterSoon(alterations: readonly Alteration[]): void {
  coming = alterations
}

const alterSystem = defineSystem({
  name: 'alter',
  everyTicks: 1,
  writes: ALTERED,
  run({ world, byUid }) {
    const all = [...byUid.values()].filter((entity) => {
      return hasComponent(world, entity, Player) || hasComponent(world, entity, Item)
    })
    const alterations = coming
    coming = []
    for (const { which, component, stage } of alterations) {
      const entity = all[which % all.length]!
      const altered = ALTERED[component % ALTERED.length]!
      if (hasComponent(world, entity, altered)) detach(world, entity, altered)
      else if (altered === Quest) attach(world, entity, Quest, { stage, words: 'x'.repeat(stage) })
      else attach(world, entity, altered)
    }
  },
})
// For all zones of a thread that is a test's.
;(SCHEDULE as System[]).push(alterSystem)
