import t from 'tap'
import { Affects } from '#components/affects.ts'
import { Vitals } from '#components/vitals.ts'
import { roomOf } from '#systems/containment.ts'
import { affectSystem } from './affectSystem.ts'
import { begin } from './affects.ts'
import { affectTotal } from './affectTotal.ts'
import { School } from './testSchool.ts'

t.test('an affect warns of its end, and ends', async (t) => {
  const school = new School()
  const { zone, ada } = school
  begin(zone, ada, 'shield', 8, 30)
  t.same(school.run(affectSystem, 14), [])
  t.same(school.run(affectSystem, 1), [{ verb: 'affectFades', actor: ada, text: 'shield' }])
  t.same(school.run(affectSystem, 14), [])
  t.equal(affectTotal(zone, ada, 'armour'), 8)
  t.same(school.run(affectSystem, 1), [{ verb: 'shieldEnds', actor: ada }])
  t.equal(Affects.list[ada], '')
  t.equal(affectTotal(zone, ada, 'armour'), 0)
})

t.test('what is hidden comes and goes without a word', async (t) => {
  const school = new School()
  const { zone, ada } = school
  begin(zone, ada, 'recalled', 1, 20)
  t.same(zone.reported, [])
  t.same(school.run(affectSystem, 20), [])
  t.equal(Affects.list[ada], '')
})

t.test('poison takes health every five seconds', async (t) => {
  const school = new School()
  const { zone, ada } = school
  const before = Vitals.hp[ada]!
  begin(zone, ada, 'poison', 3, 12)
  const hurts = school.run(affectSystem, 12).filter(({ verb }) => verb === 'poisonHurts')
  t.equal(hurts.length, 2)
  t.match(hurts[0], { actor: ada, harm: 3, share: 10 })
  t.equal(Vitals.hp[ada], before - 6)
})

t.test('poison kills mobiles and players, and death ends it', async (t) => {
  const school = new School()
  const { zone, ada } = school
  const rat = school.mobile('rat')
  Vitals.hp[rat] = 1
  Vitals.hp[ada] = 1
  begin(zone, rat, 'poison', 2, 12)
  begin(zone, ada, 'poison', 2, 12)
  const verbs = school.run(affectSystem, 12).map(({ verb }) => verb)
  t.ok(verbs.includes('die'))
  t.ok(verbs.includes('fall'))
  t.equal(verbs.filter((verb) => verb === 'poisonHurts').length, 2, 'once each')
  t.equal(roomOf(zone, ada), zone.rooms.get('field:chapel'))
  t.equal(Affects.list[ada], '')
})

t.test('while the world holds its breath time stands still for affects', async (t) => {
  const school = new School()
  const { zone, ada } = school
  begin(zone, ada, 'poison', 2, 6)
  zone.holdsBreath = true
  t.same(school.run(affectSystem, 20), [])
  t.not(Affects.list[ada], '')
})
