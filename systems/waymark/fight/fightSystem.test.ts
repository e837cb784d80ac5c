import { hasComponent } from 'bitecs'
import t from 'tap'
import { Affects } from '#components/affects.ts'
import { touch } from '#components/define.ts'
import { Player } from '#components/player.ts'
import { Preferences } from '#components/preferences.ts'
import { Tempo } from '#components/tempo.ts'
import { Vitals } from '#components/vitals.ts'
import { moveTo, roomOf } from '#systems/containment.ts'
import { foeOf, isFighting } from '#systems/fighting.ts'
import { isStanding, setPosture } from '#systems/posture.ts'
import { destroy } from '#systems/spawn.ts'
import { fightSystem } from './fightSystem.ts'
import { tire, tiredness } from './skills.ts'
import { startFight } from './startFight.ts'
import { Arena } from './testArena.ts'

const BLOWS = new Set(['hit', 'miss', 'dodge', 'parry'])

/** Two who will fight for long. */
function longFight() {
  const arena = new Arena()
  const troll = arena.mobile('troll')
  Vitals.hp[troll] = 60_000
  Vitals.hp[arena.ada] = 60_000
  startFight(arena.zone, arena.ada, troll)
  return { arena, zone: arena.zone, ada: arena.ada, troll }
}

t.test('each fighter deals a blow about every two seconds', async (t) => {
  const { arena, ada, troll } = longFight()
  const blows = arena.fight(1_000).filter(({ verb }) => verb === 'hit' || verb === 'miss')
  for (const fighter of [ada, troll]) {
    const { length } = blows.filter(({ actor }) => actor === fighter)
    t.ok(length > 45 && length < 54, `${length} blows in 100 seconds`)
  }
})

t.test('harm is told in points and in hundredths of the whole', async (t) => {
  const { arena, zone, ada, troll } = longFight()
  const hit = arena.fight(400).find(({ verb, actor }) => verb === 'hit' && actor === troll)
  t.match(hit, { actor: troll, target: ada, blow: 'bite' })
  const harm = Number(hit?.['harm'])
  t.ok(harm >= 1 && harm <= 2)
  t.equal(hit?.['share'], Math.ceil((100 * harm) / 30))
  t.ok(zone.reported.every(({ room }) => room === arena.yard))
})

t.test('who is killed is gone, and the fight is over', async (t) => {
  const arena = new Arena()
  const { zone, ada } = arena
  const rat = arena.mobile('rat')
  Vitals.hp[ada] = 1_000
  startFight(zone, ada, rat)
  const events = arena.fight(400)
  t.equal(events.filter(({ verb }) => verb === 'die').length, 1)
  t.notOk(isFighting(zone, ada))
  t.notOk(hasComponent(zone.world, ada, Tempo), 'and takes no more of anybody’s time')
  t.same(events.filter(({ verb }) => BLOWS.has(verb)).at(-1)?.actor, ada, 'nobody strikes after it')
})

t.test('who is apart from its foe fights no more', async (t) => {
  const { arena, zone, ada, troll } = longFight()
  moveTo(zone, ada, arena.room('lane'))
  arena.fight(50)
  t.same([isFighting(zone, ada), isFighting(zone, troll)], [false, false])
})

t.test('an entity that has taken the place of a foe is not struck at', async (t) => {
  const { arena, zone, ada, troll } = longFight()
  destroy(zone, troll)
  const stranger = arena.mobile('boar')
  t.equal(stranger, troll, 'it has the id of the one that is gone')
  arena.fight(50)
  t.equal(isFighting(zone, ada), false)
  t.equal(Vitals.hp[stranger], 60)
})

t.test('with its foe dead one turns to the next', async (t) => {
  const { arena, zone, ada, troll } = longFight()
  const boar = arena.mobile('boar')
  startFight(zone, boar, ada)
  destroy(zone, troll)
  arena.fight(50)
  t.equal(foeOf(zone, ada), boar)
})

t.test('who is down gets up before it strikes', async (t) => {
  const { arena, zone, ada } = longFight()
  setPosture(zone, ada, 'sitting')
  const own = arena.fight(60).filter(({ verb, actor }) => actor === ada && verb !== 'dodge')
  t.equal(own[0]?.verb, 'rouse')
  t.ok(BLOWS.has(own[1]?.verb ?? ''))
  t.ok(isStanding(zone, ada))
})

t.test('a player flees when it is hurt as badly as it has said', async (t) => {
  const { arena, zone, ada } = longFight()
  Preferences.wimpy[ada] = 40
  Vitals.hp[ada] = 11
  const events = arena.fight(300)
  t.ok(events.some(({ verb }) => verb === 'flee'))
  t.not(roomOf(zone, ada), arena.yard)
  t.equal(isFighting(zone, ada), false)
})

t.test('a mobile flees as its definition says', async (t) => {
  const arena = new Arena()
  const { zone, ada } = arena
  const hen = arena.mobile('hen')
  Vitals.hp[hen] = 6
  startFight(zone, hen, ada)
  Tempo.nextTick[ada] = 9_999
  arena.fight(40)
  t.ok(isFighting(zone, hen), 'half of its health is enough')
  Vitals.hp[hen] = 5
  t.ok(arena.fight(200).some(({ verb, actor }) => verb === 'flee' && actor === hen))
  t.not(roomOf(zone, hen), arena.yard)
})

t.test('a player whose link is lost is left in peace after ten seconds', async (t) => {
  const { arena, zone, ada, troll } = longFight()
  Player.linkDead[ada] = 1
  Player.linkDeadSinceTick[ada] = zone.tick
  arena.fight(90)
  t.equal(foeOf(zone, troll), ada)
  const verbs = arena.fight(60).map(({ verb }) => verb)
  t.same(
    verbs.filter((verb) => verb === 'spare'),
    ['spare'],
  )
  t.same([isFighting(zone, ada), isFighting(zone, troll)], [false, false])
})

t.test(
  'all hold still while what lasts cannot be kept, and fall in again one by one',
  async (t) => {
    const arena = new Arena()
    const { zone } = arena
    const boars = Array.from({ length: 40 }, () => {
      const boar = arena.mobile('boar')
      const player = arena.player('Cyd')
      Vitals.hp[player] = 10_000
      startFight(zone, player, boar)
      return boar
    })
    zone.holdsBreath = true
    t.same(arena.fight(300), [])
    zone.holdsBreath = false
    const perTick = Array.from({ length: 25 }, () => arena.fight(1).length)
    t.ok(Math.max(...perTick) < 20, `${Math.max(...perTick)} blows in one tick of 80`)
    t.ok(boars.every((boar) => isFighting(zone, boar)))
  },
)

t.test('the swift have more rounds, but not without end', async (t) => {
  const { arena, ada } = longFight()
  const count = (ticks: number) =>
    arena.fight(ticks).filter(({ verb, actor }) => actor === ada && BLOWS.has(verb)).length
  Affects.list[ada] = 'haste 5 9999'
  t.ok(Math.abs(count(600) - 40) <= 3)
  Affects.list[ada] = 'haste 90 9999'
  t.ok(Math.abs(count(600) - 60) <= 5)
})

t.test('two who strike at each other do so in one breath, the swift between as well', async (t) => {
  const { arena, ada } = longFight()
  const blowsPerTick = (ticks: number) =>
    Array.from({ length: ticks }, () => arena.fight(1).filter(({ verb }) => BLOWS.has(verb)).length)
  const even = blowsPerTick(400).filter((blows) => blows > 0)
  t.ok(even.length > 17 && even.length < 23, `${even.length} rounds in 40 seconds`)
  t.same(new Set(even), new Set([2]))
  Affects.list[ada] = 'haste 8 9999'
  const uneven = blowsPerTick(600).filter((blows) => blows > 0)
  const blows = uneven.reduce((sum, each) => sum + each, 0)
  t.ok(blows > 73 && blows < 87, `${blows} blows in a minute, 50 of them of the swift`)
})

t.test('rounds of those who begin together drift apart', async (t) => {
  const arena = new Arena()
  const { zone } = arena
  for (let i = 0; i < 30; i++) {
    const boar = arena.mobile('boar')
    const player = arena.player('Cyd')
    Vitals.hp[player] = 10_000
    Vitals.hp[boar] = 10_000
    startFight(zone, player, boar)
    for (const being of [player, boar]) {
      Tempo.nextTick[being] = 5
      touch(Tempo, being)
    }
  }
  for (let i = 0; i < 2_000; i++) {
    zone.tick++
    fightSystem.run(zone)
  }
  const perTick = Array.from({ length: 20 }, () => arena.fight(1).length)
  t.ok(Math.max(...perTick) < 20, `${perTick}`)
})

t.test('one who is out of breath stays so after the fight', async (t) => {
  const { arena, zone, ada, troll } = longFight()
  tire(zone, ada, 30)
  destroy(zone, troll)
  arena.fight(250)
  t.match(tiredness(zone, ada), /breath/)
  arena.fight(100)
  t.equal(tiredness(zone, ada), undefined)
  t.notOk(hasComponent(zone.world, ada, Tempo))
})
