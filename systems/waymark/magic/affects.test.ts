import t from 'tap'
import { Affects } from '#components/affects.ts'
import { LightSource } from '#components/lightSource.ts'
import { moveTo, roomOf } from '#systems/containment.ts'
import { isLit } from '#systems/light.ts'
import { affectSystem } from './affectSystem.ts'
import { affectNamed, begin, clearAffects, toDurations, toEndTicks } from './affects.ts'
import { affectTotal } from './affectTotal.ts'
import { School } from './testSchool.ts'

t.test('of two alike the stronger counts, and the longer time', async (t) => {
  const { zone, ada } = new School()
  begin(zone, ada, 'bless', 4, 100)
  begin(zone, ada, 'bless', 2, 200)
  t.match(affectNamed(zone, ada, 'bless'), { strength: 4, endTick: 2_000 })
  begin(zone, ada, 'bless', 6.9, 50)
  t.match(affectNamed(zone, ada, 'bless'), { strength: 6, endTick: 2_000 })
  t.equal(affectTotal(zone, ada, 'hit'), 6)
})

t.test('poisons add up, but not without end', async (t) => {
  const { zone, ada } = new School()
  for (let i = 0; i < 4; i++) begin(zone, ada, 'poison', 2, 30)
  t.equal(affectNamed(zone, ada, 'poison')?.strength, 8)
  for (let i = 0; i < 4; i++) begin(zone, ada, 'poison', 2, 30)
  t.equal(affectNamed(zone, ada, 'poison')?.strength, 12)
})

t.test('nothing lasts longer than its row allows', async (t) => {
  const { zone, ada } = new School()
  begin(zone, ada, 'blind', 5, 9_999)
  t.equal(affectNamed(zone, ada, 'blind')?.endTick, 600)
})

t.test('who has light shines, and mobiles that cannot do without', async (t) => {
  const school = new School()
  const { zone, ada } = school
  const den = zone.rooms.get('field:den')!
  moveTo(zone, ada, den)
  t.notOk(isLit(zone, roomOf(zone, ada)))
  begin(zone, ada, 'light', 1, 100)
  t.ok(isLit(zone, den))
  clearAffects(zone, ada)
  t.notOk(isLit(zone, den))
  t.equal(LightSource.lit[ada], 0)
  begin(zone, school.mobile('rat', den), 'light', 1, 100)
  t.notOk(isLit(zone, den))
})

t.test('a character takes durations along, not ticks of a zone it has left', async (t) => {
  const { zone, ada } = new School()
  zone.tick = 5_000
  begin(zone, ada, 'haste', 5, 60)
  toDurations(zone, ada)
  t.equal(Affects.list[ada], 'haste 5 600')
  zone.tick = 70
  toEndTicks(zone, ada)
  t.equal(Affects.list[ada], 'haste 5 670')
  zone.rules.leaving(zone, ada)
  zone.rules.entered(zone, ada)
  t.equal(Affects.list[ada], 'haste 5 670', 'the hooks do so')
})

t.test('what was kept over a restart lasts no longer than it may', async (t) => {
  const school = new School()
  const { zone, ada } = school
  Affects.list[ada] = 'haste 5 990000'
  school.run(affectSystem, 1)
  t.equal(affectNamed(zone, ada, 'haste')?.endTick, 10 + 3_000)
})
