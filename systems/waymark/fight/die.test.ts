import { hasComponent } from 'bitecs'
import t from 'tap'
import { Affects } from '#components/affects.ts'
import { Coins } from '#components/coins.ts'
import { Corpse } from '#components/corpse.ts'
import { Described } from '#components/described.ts'
import { attach } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Party } from '#components/party.ts'
import { Progress } from '#components/progress.ts'
import { Vitals } from '#components/vitals.ts'
import { contentsOf, moveTo, roomOf } from '#systems/containment.ts'
import { foeOf } from '#systems/fighting.ts'
import { postureOf } from '#systems/posture.ts'
import { die } from './die.ts'
import { startFight } from './startFight.ts'
import { Arena } from './testArena.ts'

/** The corpse that lies in `room`. */
function corpseIn(arena: Arena, room = arena.yard) {
  return contentsOf(room).find((each) => hasComponent(arena.zone.world, each, Corpse))!
}

t.test('a mobile that dies is no more, and leaves a corpse with what it had', async (t) => {
  const arena = new Arena()
  const { zone, ada, yard } = arena
  const boar = arena.mobile('boar')
  const sword = arena.item('sword', boar, true)
  const uid = Identity.uid[boar]!
  zone.reported.length = 0
  die(zone, boar, ada)

  t.equal(zone.byUid.get(uid), undefined)
  t.same(zone.reported[0], {
    room: yard,
    event: { verb: 'die', actor: boar, target: ada, prefab: 'field:boar', level: 5 },
  })
  const corpse = corpseIn(arena)
  t.equal(Described.name[corpse], 'the corpse of a boar')
  const [first, feather, coins] = contentsOf(corpse)
  t.equal(first, sword)
  t.equal(Identity.prefab[feather!], 'field:feather')
  t.equal(Coins.wild[coins!], 1)
  t.ok(Coins.amount[coins!]! >= 4 && Coins.amount[coins!]! <= 9)
  t.equal(Progress.experience[ada], 84)
})

t.test('experience goes to all who strike, and to their parties that are there', async (t) => {
  const arena = new Arena()
  const { zone, ada, bob } = arena
  const [cyd, dot, eve] = ['Cyd', 'Dot', 'Eve'].map((name) => arena.player(name))
  const far = arena.player('Fay', arena.room('lane'))
  const boar = arena.mobile('boar')
  for (const member of [cyd!, dot!, far])
    attach(zone.world, member, Party, { leaderUid: Identity.uid[cyd!]! })
  startFight(zone, ada, boar)
  startFight(zone, cyd!, boar)
  die(zone, boar, bob)
  const learnt = [ada, bob, cyd!, dot!].map((each) => Progress.experience[each])
  t.same(new Set(learnt), new Set([34]), 'sixty of level five, shared by four, and four above them')
  t.same([Progress.experience[eve!], Progress.experience[far]], [0, 0])
})

t.test('who dies of nobody is nobody’s gain, and its foes stop', async (t) => {
  const arena = new Arena()
  const { zone, ada } = arena
  const [rat, boar] = [arena.mobile('rat'), arena.mobile('boar')]
  startFight(zone, boar, ada)
  die(zone, rat, 0)
  t.equal(Progress.experience[ada], 0)
  t.equal(foeOf(zone, ada), boar, 'other fights go on')
})

t.test('a player wakes at the refuge with all it had, and a little less experience', async (t) => {
  const arena = new Arena()
  const { zone, ada, yard } = arena
  const boar = arena.mobile('boar')
  const sword = arena.item('sword', ada, true)
  Progress.experience[ada] = 60
  Affects.list[ada] = 'poison 3 9999'
  startFight(zone, boar, ada)
  Vitals.hp[ada] = 0
  zone.reported.length = 0
  die(zone, ada, boar)

  const chapel = arena.room('chapel')
  t.same(zone.reported, [
    { room: yard, event: { verb: 'fall', actor: ada, target: boar } },
    { to: ada, event: { verb: 'view', text: 'arrive' } },
    { room: chapel, event: { verb: 'revive', actor: ada } },
    { to: ada, event: { verb: 'experienceLost', actor: ada, count: 3 } },
  ])
  t.equal(roomOf(zone, ada), chapel)
  t.same([Vitals.hp[ada], postureOf(zone, ada), Affects.list[ada]], [8, 1, ''])
  t.same(contentsOf(ada), [sword])
  t.same([foeOf(zone, ada), foeOf(zone, boar)], [0, 0])
  t.equal(Progress.experience[ada], 57)
})

t.test('without a refuge one wakes where one began', async (t) => {
  const arena = new Arena()
  const { zone, ada } = arena
  Reflect.set(zone, 'areas', new Map())
  moveTo(zone, ada, arena.room('den'))
  die(zone, ada, 0)
  t.equal(roomOf(zone, ada), arena.yard)
})
