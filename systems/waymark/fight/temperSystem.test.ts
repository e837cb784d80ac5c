import { hasComponent } from 'bitecs'
import t from 'tap'
import { attach } from '#components/entities.ts'
import { Grudge } from '#components/grudge.ts'
import { Identity } from '#components/identity.ts'
import { Mobile } from '#components/mobile.ts'
import { Party } from '#components/party.ts'
import { Player } from '#components/player.ts'
import { Preferences } from '#components/preferences.ts'
import { Progress } from '#components/progress.ts'
import { moveTo } from '#systems/containment.ts'
import { foeOf } from '#systems/fighting.ts'
import { isStanding, setPosture } from '#systems/posture.ts'
import { runTurns } from '#systems/testing.ts'
import { endFight, leaveFights, startFight } from './startFight.ts'
import { temperSystem } from './temperSystem.ts'
import { Arena } from './testArena.ts'

/** Lets so many seconds go by, without any blows. */
function wait(arena: Arena, seconds: number): void {
  runTurns(arena.zone, temperSystem, seconds)
}

t.test('an aggressive mobile falls upon a player it sees, within moments', async (t) => {
  const arena = new Arena()
  const { zone, ada, bob, yard } = arena
  moveTo(zone, bob, arena.room('wood'))
  const wolf = arena.mobile('wolf')
  wait(arena, 20)
  t.equal(foeOf(zone, wolf), ada)
  t.equal(foeOf(zone, ada), wolf)
  t.same(zone.reported, [{ room: yard, event: { verb: 'attack', actor: wolf, target: ada } }])
})

t.test(
  'it leaves alone who is far above it, whose link is lost, and who is in peace',
  async (t) => {
    const arena = new Arena()
    const { zone, ada, bob } = arena
    moveTo(zone, bob, arena.room('chapel'))
    const wolf = arena.mobile('wolf')
    const devout = arena.mobile('wolf', arena.room('chapel'))
    Progress.level[ada] = 8
    wait(arena, 30)
    t.equal(foeOf(zone, wolf), 0)
    Progress.level[ada] = 7
    Player.linkDead[ada] = 1
    wait(arena, 30)
    t.equal(foeOf(zone, wolf), 0)
    Player.linkDead[ada] = 0
    wait(arena, 30)
    t.equal(foeOf(zone, wolf), ada)
    t.equal(foeOf(zone, devout), 0)
  },
)

t.test('a mobile that is not lively takes no offence, and nor do peaceful ones', async (t) => {
  const arena = new Arena()
  const wolf = arena.mobile('wolf')
  Mobile.lively[wolf] = 0
  const others = ['rat', 'priest', 'goose', 'watchman'].map((id) => arena.mobile(id))
  wait(arena, 30)
  for (const each of [wolf, ...others]) t.equal(foeOf(arena.zone, each), 0)
})

t.test('some help their own kind and their friends, against players', async (t) => {
  const arena = new Arena()
  const { zone, ada } = arena
  const [goose, gander] = [arena.mobile('goose'), arena.mobile('goose')]
  const [rat, boar] = [arena.mobile('rat'), arena.mobile('boar')]
  startFight(zone, ada, boar)
  wait(arena, 5)
  t.equal(foeOf(zone, goose), 0, 'a boar is no friend')
  startFight(zone, ada, rat)
  wait(arena, 1)
  t.same([foeOf(zone, goose), foeOf(zone, gander)], [ada, ada])
  t.match(zone.reported.at(-1)?.event, { verb: 'assist', target: rat })
  t.equal(foeOf(zone, boar), ada)
})

t.test('its own kind is helped by those only who help anybody', async (t) => {
  const arena = new Arena()
  const { zone, ada } = arena
  const [rat, other] = [arena.mobile('rat'), arena.mobile('rat')]
  startFight(zone, ada, rat)
  wait(arena, 5)
  t.equal(foeOf(zone, other), 0)
})

t.test('a guard turns on who attacks peaceful folk, and on what attacks players', async (t) => {
  const arena = new Arena()
  const { zone, ada, bob } = arena
  const guard = arena.mobile('watchman')
  const [rat, wolf] = [arena.mobile('rat'), arena.mobile('wolf')]
  startFight(zone, wolf, bob)
  wait(arena, 1)
  t.equal(foeOf(zone, guard), wolf)
  for (const each of [wolf, guard]) leaveFights(zone, each)
  Mobile.lively[wolf] = 0

  startFight(zone, ada, wolf)
  wait(arena, 3)
  t.equal(foeOf(zone, guard), 0, 'who attacks a wolf does no wrong')
  leaveFights(zone, ada)
  startFight(zone, ada, rat)
  wait(arena, 1)
  t.equal(foeOf(zone, guard), ada)
})

t.test('who remembers attacks whom it remembers, wherever they meet', async (t) => {
  const arena = new Arena()
  const { zone, ada, bob } = arena
  const wolf = arena.mobile('wolf')
  Progress.level[ada] = 30
  startFight(zone, ada, wolf)
  for (const each of [ada, wolf]) endFight(zone, each)
  moveTo(zone, ada, arena.room('lane'))
  moveTo(zone, bob, arena.room('wood'))
  wait(arena, 3)
  t.equal(foeOf(zone, wolf), 0)
  moveTo(zone, wolf, arena.room('lane'))
  wait(arena, 1)
  t.equal(foeOf(zone, wolf), ada, 'although she is far above it')
  t.ok(hasComponent(zone.world, wolf, Grudge))
})

t.test('who has turned "autoassist" on fights beside its party, if it can', async (t) => {
  const arena = new Arena()
  const { zone, ada, bob } = arena
  const rat = arena.mobile('rat')
  const cyd = arena.player('Cyd')
  for (const member of [ada, bob])
    attach(zone.world, member, Party, { leaderUid: Identity.uid[ada]! })
  startFight(zone, ada, rat)
  wait(arena, 2)
  t.equal(foeOf(zone, bob), 0)
  for (const player of [bob, cyd]) Preferences.autoassist[player] = 1
  wait(arena, 1)
  t.same([foeOf(zone, bob), foeOf(zone, cyd)], [rat, 0], 'and strangers do not')
})

t.test('a mobile that was left lying gets up', async (t) => {
  const arena = new Arena()
  const { zone, yard } = arena
  const troll = arena.mobile('troll')
  setPosture(zone, troll, 'sitting')
  wait(arena, 2)
  t.ok(isStanding(zone, troll))
  t.same(zone.reported, [{ room: yard, event: { verb: 'rouse', actor: troll } }])
})

t.test('who is drawn into a fight by one does not turn to another at once', async (t) => {
  const arena = new Arena()
  const { zone, ada, bob } = arena
  moveTo(zone, bob, arena.room('lane'))
  const cyd = arena.player('Cyd', arena.room('lane'))
  const rat = arena.mobile('rat', arena.room('lane'))
  for (const member of [bob, cyd])
    attach(zone.world, member, Party, { leaderUid: Identity.uid[bob]! })
  Preferences.autoassist[cyd] = 1
  startFight(zone, bob, rat)
  moveTo(zone, ada, arena.room('wood'))
  const wolf = arena.mobile('wolf', arena.room('lane'))
  wait(arena, 1)
  t.equal(foeOf(zone, cyd), rat)
  wait(arena, 20)
  t.equal(foeOf(zone, cyd), rat)
  t.ok([bob, cyd].includes(foeOf(zone, wolf)))
})
