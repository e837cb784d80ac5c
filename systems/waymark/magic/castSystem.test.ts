import t from 'tap'
import { Progress } from '#components/progress.ts'
import { Vitals } from '#components/vitals.ts'
import { moveTo } from '#systems/containment.ts'
import { refigure } from '#systems/waymark/fight/refigure.ts'
import { castSystem } from './castSystem.ts'
import { School } from './testSchool.ts'

t.test('a mobile casts what it knows while it fights, and only what makes sense', async (t) => {
  const school = new School()
  const { ada } = school
  const hexer = school.mobile('hexer')
  t.same(school.run(castSystem, 20), [], 'at peace')
  school.events('kill hexer')
  Progress.level[ada] = 30
  refigure(school.zone, ada)
  const cast = () => {
    Vitals.hp[ada] = Vitals.hpMax[ada]!
    return school
      .run(castSystem, 60)
      .filter(({ verb, actor }) => verb === 'cast' && actor === hexer)
      .map(({ text }) => text)
  }
  const well = cast()
  t.ok(well.includes('spark'))
  t.notOk(well.includes('mend'), 'it is not hurt')
  t.ok(well.filter((text) => text === 'light').length <= 1, 'once is enough')
  t.ok(Vitals.hp[ada]! < Vitals.hpMax[ada]!)
  Vitals.hp[hexer] = 10
  t.ok(cast().includes('mend'))
})

t.test('nobody casts at one who has gone, nor while the world holds its breath', async (t) => {
  const school = new School()
  const { zone, ada } = school
  school.mobile('hexer')
  school.events('kill hexer')
  zone.holdsBreath = true
  t.same(school.run(castSystem, 30), [])
  zone.holdsBreath = false
  moveTo(zone, ada, zone.rooms.get('field:wood')!)
  t.same(school.run(castSystem, 30), [])
})
