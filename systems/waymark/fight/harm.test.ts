import { hasComponent } from 'bitecs'
import t from 'tap'
import { Vitals } from '#components/vitals.ts'
import { foeOf } from '#systems/fighting.ts'
import { isStanding, setPosture } from '#systems/posture.ts'
import { harm, heal } from './harm.ts'
import { Arena } from './testArena.ts'

t.test('harm takes health, is told with its share, and begins a fight', async (t) => {
  const arena = new Arena()
  const { zone, ada, yard } = arena
  const boar = arena.mobile('boar')
  harm(zone, ada, boar, 3.2, { verb: 'kick', actor: ada, target: boar })
  t.equal(Vitals.hp[boar], 57)
  t.same(zone.reported, [
    { room: yard, event: { verb: 'kick', actor: ada, target: boar, harm: 3, share: 5 } },
  ])
  t.same([foeOf(zone, ada), foeOf(zone, boar)], [boar, ada])
})

t.test('with the last of its health it dies', async (t) => {
  const arena = new Arena()
  const { zone, ada } = arena
  const rat = arena.mobile('rat')
  harm(zone, ada, rat, 100, undefined)
  t.notOk(hasComponent(zone.world, rat, Vitals))
  t.equal(foeOf(zone, ada), 0)
  t.match(zone.reported[0]?.event, { verb: 'die', target: ada })
})

t.test('harm of nobody begins no fight, but wakes', async (t) => {
  const { zone, ada } = new Arena()
  setPosture(zone, ada, 'sleeping')
  harm(zone, 0, ada, 2, undefined)
  t.equal(Vitals.hp[ada], 28)
  t.ok(isStanding(zone, ada))
  t.equal(foeOf(zone, ada), 0)
})

t.test('the dead, things, and harm of nothing are passed over', async (t) => {
  const arena = new Arena()
  const { zone, ada, yard } = arena
  Vitals.hp[ada] = 0
  harm(zone, 0, ada, 5, { verb: 'kick' })
  harm(zone, ada, arena.item('sword', yard), 5, { verb: 'kick' })
  harm(zone, ada, arena.mobile('boar'), 0, { verb: 'kick' })
  t.same(zone.reported, [])
})

t.test('healing gives back what is lacked, and does not raise the dead', async (t) => {
  const { zone, ada, bob } = new Arena()
  Vitals.hp[ada] = 20
  t.equal(heal(zone, ada, 4), 4)
  t.equal(heal(zone, ada, 100), 6)
  t.equal(Vitals.hp[ada], 30)
  Vitals.hp[bob] = 0
  t.equal(heal(zone, bob, 4), 0)
  t.equal(heal(zone, ada, -4), 0)
})
