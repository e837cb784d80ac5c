import { hasComponent } from 'bitecs'
import t from 'tap'
import { Attributes } from '#components/attributes.ts'
import { Fighting } from '#components/fighting.ts'
import { Grudge } from '#components/grudge.ts'
import { Identity } from '#components/identity.ts'
import { Tempo } from '#components/tempo.ts'
import { moveTo } from '#systems/containment.ts'
import { foeOf, isFighting } from '#systems/fighting.ts'
import { endFight, leaveFights, startFight, strikerAt, turnFrom } from './startFight.ts'
import { Arena } from './testArena.ts'

t.test('who is attacked strikes back', async (t) => {
  const arena = new Arena()
  const { zone, ada } = arena
  const rat = arena.mobile('rat')
  t.equal(startFight(zone, ada, rat), true)
  t.same([foeOf(zone, ada), foeOf(zone, rat)], [rat, ada])
  t.same([Tempo.began[ada], Tempo.began[rat]], [1, 0])
  t.same([Tempo.foeUid[ada], Tempo.foeUid[rat]], [Identity.uid[rat], Identity.uid[ada]])
})

t.test('who fights one already goes on, and who attacks another turns to it', async (t) => {
  const arena = new Arena()
  const { zone, ada, bob } = arena
  const [rat, boar] = [arena.mobile('rat'), arena.mobile('boar')]
  startFight(zone, ada, rat)
  startFight(zone, bob, rat)
  t.equal(foeOf(zone, rat), ada)
  const next = Tempo.nextTick[ada]
  startFight(zone, ada, boar)
  t.equal(foeOf(zone, ada), boar)
  t.equal(Tempo.nextTick[ada], next, 'its rounds go on as they were')
})

t.test(
  'there are no fights with players, peaceable folk, the absent, oneself, or in peace',
  (t) => {
    const arena = new Arena()
    const { zone, ada, bob } = arena
    const priest = arena.mobile('priest')
    const far = arena.mobile('rat', arena.room('wood'))
    for (const victim of [bob, priest, far, ada]) t.equal(startFight(zone, ada, victim), false)
    const rat = arena.mobile('rat', arena.room('chapel'))
    moveTo(zone, ada, arena.room('chapel'))
    t.equal(startFight(zone, ada, rat), false)
    t.equal(startFight(zone, rat, ada), false)
    t.equal(isFighting(zone, ada), false)
    t.end()
  },
)

t.test(
  'the attacker strikes first, the other answers, and the quick comes before the slow',
  async (t) => {
    for (let i = 0; i < 50; i++) {
      const arena = new Arena()
      const { zone, ada } = arena
      const rat = arena.mobile('rat')
      for (let n = 0; n < i; n++) zone.chance.integer(2)
      startFight(zone, ada, rat)
      t.ok(Tempo.nextTick[ada]! >= 1 && Tempo.nextTick[ada]! <= 6)
      const wait = Tempo.nextTick[rat]! - Tempo.nextTick[ada]!
      t.ok(wait >= 1 && wait <= 3, `the answer comes ${wait} ticks later`)
    }
    const arena = new Arena()
    const { zone, ada } = arena
    Attributes.grace[ada] = 30
    startFight(zone, ada, arena.mobile('rat'))
    t.equal(Tempo.nextTick[ada], 1)
    const other = new Arena()
    Attributes.grace[other.ada] = 30
    const rat = other.mobile('rat')
    startFight(other.zone, rat, other.ada)
    t.ok(Tempo.nextTick[other.ada]! <= Tempo.nextTick[rat]!, 'one attacked may be quicker')
  },
)

t.test('only those who remember bear a grudge', async (t) => {
  const arena = new Arena()
  const { zone, ada } = arena
  const [wolf, rat] = [arena.mobile('wolf'), arena.mobile('rat')]
  startFight(zone, ada, wolf)
  startFight(zone, ada, rat)
  t.equal(Grudge.foeUid[wolf], Identity.uid[ada])
  t.equal(Grudge.untilTick[wolf], 6_000)
  t.notOk(hasComponent(zone.world, rat, Grudge))
})

t.test('one whose fight is over strikes at nobody', async (t) => {
  const arena = new Arena()
  const { zone, ada } = arena
  startFight(zone, ada, arena.mobile('rat'))
  endFight(zone, ada)
  t.equal(Fighting.foe[ada], 0)
  endFight(zone, ada)
  t.notOk(isFighting(zone, ada), 'and it can be ended again')
})

t.test('who leaves is struck at no more, and others turn to whom they have', async (t) => {
  const arena = new Arena()
  const { zone, ada, bob } = arena
  const [rat, boar] = [arena.mobile('rat'), arena.mobile('boar')]
  startFight(zone, ada, rat)
  startFight(zone, bob, rat)
  startFight(zone, boar, ada)
  leaveFights(zone, ada)
  t.equal(foeOf(zone, ada), 0)
  t.equal(foeOf(zone, rat), bob, 'the rat turns to its other foe')
  t.equal(foeOf(zone, boar), 0, 'the boar has none')
})

t.test('one turns from a foe that is gone to another that strikes', async (t) => {
  const arena = new Arena()
  const { zone, ada } = arena
  const [rat, boar] = [arena.mobile('rat'), arena.mobile('boar')]
  startFight(zone, ada, rat)
  startFight(zone, boar, ada)
  t.equal(strikerAt(zone, ada), rat)
  t.equal(strikerAt(zone, ada, rat), boar)
  turnFrom(zone, ada)
  t.equal(foeOf(zone, ada), boar)
  turnFrom(zone, ada)
  t.equal(foeOf(zone, ada), rat)
  endFight(zone, rat)
  endFight(zone, boar)
  turnFrom(zone, ada)
  t.equal(foeOf(zone, ada), 0)
})
