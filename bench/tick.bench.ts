import { declaredComponents } from '#components/define.ts'
import { attach, type Entity } from '#components/entities.ts'
import { Vitals } from '#components/vitals.ts'
import { Collector } from '#engine/zone/collector.ts'
import { ZoneRunner } from '#engine/zone/runner.ts'
import { createChance } from '#systems/chance.ts'
import { regenSystem } from '#systems/regen.ts'
import { bear } from '#systems/spawn.ts'
import { emptyZone } from '#systems/testing.ts'
import type { Zone } from '#systems/zone.ts'
import { defineBench, type Prepared } from './define.ts'
import { deafBus, zoneSetup } from './worlds.ts'

const ONE_IN = 10
const HP_START = 1_000
const HP_MAX = 60_000
const HP_PER_SECOND = 0.4
const SECONDS = 2

/** Which entities are wounded, scattered as in a living world: the same ones for every way. */
function woundedOf(size: number): Uint8Array {
  const chance = createChance(1)
  return Uint8Array.from({ length: size }, () => Number(chance.oneIn(ONE_IN)))
}

function prepareBareLoop(size: number): Prepared {
  const hp = new Uint16Array(size)
  const hpMax = new Uint16Array(size).fill(HP_MAX)
  const hpPerSecond = new Float32Array(size).fill(HP_PER_SECOND)
  const hpPending = new Float32Array(size)
  const wounded = woundedOf(size)
  return {
    reset() {
      hpPending.fill(0)
      for (let i = 0; i < size; i++) hp[i] = wounded[i] === 1 ? HP_START : HP_MAX
    },
    run: () => heal(hp, hpMax, hpPerSecond, hpPending, SECONDS),
  }
}

/** @returns how many were healed */
function heal(
  hp: Uint16Array,
  hpMax: Uint16Array,
  hpPerSecond: Float32Array,
  hpPending: Float32Array,
  seconds: number,
): number {
  let healed = 0
  for (let i = 0; i < hp.length; i++) {
    const now = hp[i]!
    const max = hpMax[i]!
    if (now === 0 || now === max) continue
    const gained = hpPending[i]! + hpPerSecond[i]! * seconds
    const whole = Math.floor(gained)
    hp[i] = Math.min(now + whole, max)
    hpPending[i] = gained - whole
    healed++
  }
  return healed
}

/** Fills `zone` with creatures; returns what puts their health back. */
function people(zone: Zone, size: number): () => void {
  const wounded = woundedOf(size)
  const creatures: Entity[] = []
  for (let i = 0; i < size; i++) {
    const creature = bear(zone)
    attach(zone.world, creature, Vitals, { hpMax: HP_MAX, hpPerSecond: HP_PER_SECOND })
    creatures.push(creature)
  }
  return () => {
    for (const [i, creature] of creatures.entries()) {
      Vitals.hp[creature] = wounded[i] === 1 ? HP_START : HP_MAX
      Vitals.hpPending[creature] = 0
    }
  }
}

function prepareSystem(size: number): Prepared {
  const zone = emptyZone()
  const reset = people(zone, size)
  const collector = new Collector(zone.world, declaredComponents())
  let changes = 0
  const listener = {
    appeared() {},
    vanished() {},
    changed() {
      changes++
    },
    attached() {},
    detached() {},
  }
  collector.note(declaredComponents())
  collector.collect(listener)
  return {
    reset,
    run() {
      changes = 0
      regenSystem.run(zone)
      collector.note(regenSystem.writes)
      collector.collect(listener)
      return changes
    },
  }
}

function prepareWholeTick(size: number): Prepared {
  const runner = new ZoneRunner(zoneSetup([]), deafBus)
  const reset = people(runner.zone, size)
  runner.tick()
  return {
    reset,
    run() {
      const before = runner.stats.changes
      runner.zone.tick = regenSystem.everyTicks - 1
      runner.tick()
      return runner.stats.changes - before
    },
  }
}

/**
 * Time of a tick that heals, from the rule to the changes found; one creature in ten is wounded.
 */
export default defineBench({
  name: 'tick: regeneration, one in ten wounded',
  per: 'entity',
  sizes: { smoke: 100, full: [1_000, 10_000, 100_000] },
  goal: { ratio: 4 },
  prepare: prepareSystem,
  others: {
    'bare loop': { role: 'limit', prepare: prepareBareLoop },
    'whole zone tick': { role: 'ours', differs: true, prepare: prepareWholeTick },
  },
})
