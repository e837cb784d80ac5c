import { Coins } from '#components/coins.ts'
import { Container } from '#components/container.ts'
import { Corpse } from '#components/corpse.ts'
import { touch } from '#components/define.ts'
import { Described } from '#components/described.ts'
import { attach, defineQuery, type Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Item } from '#components/item.ts'
import { Lore } from '#components/lore.ts'
import { contentsOf, moveTo, roomOf } from '#systems/containment.ts'
import { defineSystem } from '#systems/define.ts'
import { bear, destroy, SPAWNING, spawnItem } from '#systems/spawn.ts'
import { spawnCoins } from '#systems/waymark/trade/coins.ts'
import { ticksIn, type Zone } from '#systems/zone.ts'

const corpses = defineQuery(Corpse)

const EVERY_TICKS = 50

/** So long a corpse lies. */
const LIES_SECONDS = 300

const WEIGHT_GRAMS = 60_000
const CAPACITY_GRAMS = 1_000_000

/** Chances of loot are told apart to a thousandth. */
const CHANCE_PARTS = 1_000

/** What a corpse is made of: a rule that makes or takes one away declares these. */
export const CORPSES = [...SPAWNING, Corpse, Coins] as const

/** Makes the corpse of `mobile` in `room`, with what it had, what chance adds, and its coins. */
export function makeCorpse(zone: Zone, mobile: Entity, room: Entity): Entity {
  const corpse = bear(zone)
  const name = `the corpse of ${Described.name[mobile]!}`
  const here = `The corpse of ${Described.name[mobile]!} lies here.`
  attach(zone.world, corpse, Described, { name, here })
  attach(zone.world, corpse, Lore, {
    words: `corpse body ${Lore.words[mobile]!}`,
    description: 'Whatever was in it has gone elsewhere. What it had on it is still here.',
  })
  attach(zone.world, corpse, Item, { weightGrams: WEIGHT_GRAMS, fixed: 1 })
  attach(zone.world, corpse, Container, { capacityGrams: CAPACITY_GRAMS })
  attach(zone.world, corpse, Corpse, { decaysAtTick: zone.tick + ticksIn(zone, LIES_SECONDS) })
  moveTo(zone, corpse, room)
  for (const item of contentsOf(mobile)) moveTo(zone, item, corpse)
  addLoot(zone, mobile, corpse)
  return corpse
}

function addLoot(zone: Zone, mobile: Entity, corpse: Entity): void {
  const definition = zone.mobiles.get(Identity.prefab[mobile]!)
  for (const { item, chance } of definition?.loot ?? []) {
    const loot = zone.items.get(item)
    const isFound = zone.chance.integer(CHANCE_PARTS) < chance * CHANCE_PARTS
    if (loot !== undefined && isFound) spawnItem(zone, loot, corpse)
  }
  const [from, to] = definition?.fight?.gold ?? [0, 0]
  const coins = from + zone.chance.integer(Math.max(0, to - from) + 1)
  if (coins > 0) spawnCoins(zone, coins, corpse, true)
}

/**
 * Takes corpses away in time, with what nobody has wanted of them.
 *
 * What is or was a player's is never lost with one: it is left lying where the corpse was.
 */
export const corpseSystem = defineSystem({
  name: 'corpse',
  everyTicks: EVERY_TICKS,
  writes: CORPSES,
  run(zone) {
    if (zone.holdsBreath) return
    const liesTicks = ticksIn(zone, LIES_SECONDS)
    for (const corpse of [...corpses(zone.world)]) {
      const leftTicks = Corpse.decaysAtTick[corpse]! - zone.tick
      if (leftTicks > liesTicks) {
        // It was kept over a restart, with which ticks have begun anew.
        Corpse.decaysAtTick[corpse] = zone.tick + liesTicks
        touch(Corpse, corpse)
      } else if (leftTicks <= 0) decay(zone, corpse)
    }
  },
})

function decay(zone: Zone, corpse: Entity): void {
  const room = roomOf(zone, corpse)
  const left = contentsOf(corpse).filter((item) => zone.isKept(item))
  for (const item of left) moveTo(zone, item, room)
  const items = left.length > 0 ? { items: left.map((item) => ({ item })) } : {}
  zone.report.show(room, { verb: 'decay', container: corpse, ...items })
  destroy(zone, corpse)
}
