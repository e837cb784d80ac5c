import t from 'tap'
import { Door } from '#components/door.ts'
import { Player } from '#components/player.ts'
import { moveTo, roomOf } from '#systems/containment.ts'
import { setPosture } from '#systems/posture.ts'
import { destroy } from '#systems/spawn.ts'
import { TestHouse } from '#systems/testHouse.ts'
import { runTurns, spawnPlayer, type } from '#systems/testing.ts'
import { leaderOf } from './following.ts'
import { followSystem } from './followSystem.ts'

/** What `being` was told in words since `from`. */
function notes({ zone }: TestHouse, being: number, from: number) {
  return zone.reported
    .slice(from)
    .filter(({ to, event }) => to === being && event.verb === 'note')
    .map(({ event }) => event.text)
}

t.test('who follows walks after its leader, and so does who follows that one', async (t) => {
  const house = new TestHouse()
  const { zone, ada, bob, hall } = house
  const cyd = spawnPlayer(zone, 'Cyd', hall)
  t.same(type(zone, bob, 'follow ada'), [
    { room: hall, event: { verb: 'follow', actor: bob, target: ada } },
  ])
  type(zone, cyd, 'follow bob')
  type(zone, ada, 'down')
  runTurns(zone, followSystem, 1)

  const cellar = house.room('cellar')
  t.same([roomOf(zone, bob), roomOf(zone, cyd)], [cellar, cellar], 'in the dark, too')
  type(zone, bob, 'unfollow')
  type(zone, ada, 'up')
  runTurns(zone, followSystem, 1)
  t.equal(roomOf(zone, bob), cellar)
})

t.test('two steps at once are followed one after the other', async (t) => {
  const { zone, ada, bob, hall } = new TestHouse()
  type(zone, bob, 'follow ada')
  type(zone, ada, 'down')
  type(zone, ada, 'up')
  runTurns(zone, followSystem, 1)

  t.equal(roomOf(zone, bob), hall)
  const ways = zone.reported.filter(({ event }) => event.verb === 'leave' && event.actor === bob)
  t.same(
    ways.map(({ event }) => event.direction),
    ['down', 'up'],
  )
})

t.test('a follower who cannot walk is told why, and follows again later', async (t) => {
  const house = new TestHouse()
  const { zone, ada, bob, hall } = house
  type(zone, bob, 'follow ada')
  setPosture(zone, bob, 'resting')
  let from = zone.reported.length
  type(zone, ada, 'down')
  runTurns(zone, followSystem, 1)
  t.equal(roomOf(zone, bob), hall)
  t.same(notes(house, bob, from), [
    'Ada goes on without you. You are not on your feet. "stand" up first.',
  ])

  setPosture(zone, bob, 'standing')
  type(zone, ada, 'up')
  const hatch = [...zone.byUid.values()].find((e) => Door.key[e] === '' && Door.closed[e] === 1)
  t.ok(hatch)
  type(zone, ada, 'open hatch')
  type(zone, ada, 'up')
  type(zone, bob, 'close hatch')
  from = zone.reported.length
  runTurns(zone, followSystem, 1)
  t.same(notes(house, bob, from), ['Ada goes on without you. The hatch is closed.'])
})

t.test('whose link is lost stays, and whose leader is gone follows nobody', async (t) => {
  const house = new TestHouse()
  const { zone, ada, bob, hall } = house
  type(zone, bob, 'follow ada')
  Player.linkDead[bob] = 1
  type(zone, ada, 'down')
  runTurns(zone, followSystem, 1)
  t.equal(roomOf(zone, bob), hall)

  const from = zone.reported.length
  destroy(zone, ada)
  runTurns(zone, followSystem, 1)
  t.equal(leaderOf(zone, bob), 0)
  t.same(notes(house, bob, from), ['There is nobody to follow any more.'])
})

t.test('nobody walks in circles', async (t) => {
  const house = new TestHouse()
  const { zone, bob, hall } = house
  const cyd = spawnPlayer(zone, 'Cyd', hall)
  type(zone, bob, 'follow ada')
  type(zone, cyd, 'follow bob')

  const circles = 'Cyd goes after you already: you would walk in circles.'
  t.equal(house.refusal('follow cyd'), circles)
})

t.test('follow explains every refusal', async (t) => {
  const house = new TestHouse()
  const { zone, ada, bob } = house
  const refusals: [line: string, answer: string][] = [
    ['follow', 'Follow whom? Name somebody who is here.'],
    ['follow all', 'You can follow but one.'],
    ['follow eve', 'You see no "eve" here.'],
    ['follow me', 'You follow nobody.'],
    ['follow ada', 'You follow nobody.'],
    ['unfollow', 'You follow nobody.'],
    ['lose bob', 'Nobody follows you.'],
  ]
  for (const [line, answer] of refusals) t.equal(house.refusal(line), answer, line)
  type(zone, ada, 'follow bob')
  t.equal(house.refusal('follow bob'), 'You follow Bob already.')
  t.equal(house.refusal('follow'), 'You follow Bob. "unfollow" goes your own way.')
  type(zone, bob, 'ignore ada')
  type(zone, ada, 'unfollow')
  t.equal(house.refusal('follow bob'), 'Bob does not wish to hear from you.')
  for (const being of [ada, bob]) moveTo(zone, being, house.room('cellar'))
  t.equal(house.refusal('follow bob'), 'It is too dark to see any "bob" here.')
})

t.test('lose shakes off one follower, or all, wherever they are', async (t) => {
  const house = new TestHouse()
  const { zone, ada, bob, hall } = house
  const cyd = spawnPlayer(zone, 'Cyd', hall)
  for (const each of [bob, cyd]) type(zone, each, 'follow ada')
  moveTo(zone, bob, house.room('cellar'))
  t.equal(house.refusal('lose'), 'Lose whom? Name one who follows you, or "all".')
  t.equal(house.refusal('lose eve'), 'No "eve" follows you.')
  const event = { verb: 'lose', actor: ada, target: bob }
  t.same(type(zone, ada, 'lose bob'), [
    { room: hall, event },
    { to: bob, event },
  ])
  type(zone, ada, 'lose all')
  t.same([leaderOf(zone, bob), leaderOf(zone, cyd)], [0, 0])
})
