import type { ItemDefinition } from '#components/definition.ts'
import type { Entity } from '#components/entities.ts'
import type { ZoneSetup } from '#engine/zone/zone.ts'
import { createChance } from '#systems/chance.ts'
import { moveTo } from '#systems/containment.ts'
import { spawnItem } from '#systems/spawn.ts'
import { PlayedWorld, type RecordBus } from './playedWorld.ts'

/** Of a hundred kept entities one is a player; the others are what that has or has let fall. */
const PER_PLAYER = 100
const IN_BAG = 10
const LYING = 20
/** Nobody can take up a thing more who bears a hundred that are heavier. */
const LIGHT_GRAMS = 400

/** A world with players in it that keeps `size` entities, with all that is shipped besides. */
export function keptWorld(setup: ZoneSetup, bus: RecordBus, size: number): PlayedWorld {
  const players = Math.ceil(size / PER_PLAYER)
  const world = new PlayedWorld(setup, bus, players)
  const { zone } = world.runner
  const movable = [...zone.items.values()].filter(({ fixed }) => !fixed)
  const items = movable.filter(({ weightGrams }) => weightGrams <= LIGHT_GRAMS)
  const bags = items.filter(({ container }) => container !== undefined)
  const chance = createChance(2)
  const make = (from: ItemDefinition[], holder: Entity) =>
    spawnItem(zone, from[chance.integer(from.length)]!, holder)
  const lying: Entity[] = []
  for (let made = players, player = 0; made < size; player++) {
    const body = world.bodyOf(player)
    const count = Math.min(PER_PLAYER - 1, size - made)
    const bag = make(bags, body)
    for (let i = 1; i < count; i++) {
      const thing = make(items, i <= IN_BAG ? bag : body)
      if (i >= PER_PLAYER - LYING) lying.push(thing)
    }
    made += count
  }
  // What a player has is kept, and stays so wherever it is put.
  world.settle()
  const rooms = [...zone.rooms.values()]
  for (const [i, thing] of lying.entries()) moveTo(zone, thing, rooms[i % rooms.length]!)
  world.settle()
  return world
}
