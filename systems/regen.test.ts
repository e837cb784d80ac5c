import t from 'tap'
import { attach } from '#components/entities.ts'
import { Vitals } from '#components/vitals.ts'
import { regenSystem } from './regen.ts'
import { bear } from './spawn.ts'
import { emptyZone, runTurns, type TestZone } from './testing.ts'

function wounded(zone: TestZone, vitals: { hp: number; hpMax: number; hpPerSecond: number }) {
  const entity = bear(zone)
  attach(zone.world, entity, Vitals, vitals)
  return entity
}

t.test('regen heals a slow healer by carrying the fraction over', async (t) => {
  const zone = emptyZone()
  const troll = wounded(zone, { hp: 10, hpMax: 20, hpPerSecond: 0.4 })

  runTurns(zone, regenSystem, 1)
  t.equal(Vitals.hp[troll], 10, '0.8 of a point is not yet a point')
  runTurns(zone, regenSystem, 1)
  t.equal(Vitals.hp[troll], 11)
})

t.test('regen stops at full health, and does not wake the dead', async (t) => {
  const zone = emptyZone()
  const rat = wounded(zone, { hp: 4, hpMax: 5, hpPerSecond: 3 })
  const ghost = wounded(zone, { hp: 0, hpMax: 5, hpPerSecond: 3 })

  runTurns(zone, regenSystem, 3)
  t.same([Vitals.hp[rat], Vitals.hp[ghost]], [5, 0])
})

t.test('regen heals all of a crowd larger than one chunk', async (t) => {
  const zone = emptyZone()
  const crowd = Array.from({ length: 2_500 }, () =>
    wounded(zone, { hp: 1, hpMax: 9, hpPerSecond: 0.5 }),
  )

  regenSystem.run(zone)
  t.same(new Set(crowd.map((entity) => Vitals.hp[entity])), new Set([2]))
})
