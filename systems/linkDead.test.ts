import t from 'tap'
import { Player } from '#components/player.ts'
import { linkDeadSystem } from './linkDead.ts'
import { TestHouse } from './testHouse.ts'
import { runTurns } from './testing.ts'

t.test('a link-dead player waits three minutes, and is then dismissed once', async (t) => {
  const { zone, ada, hall } = new TestHouse()
  zone.tick = 50
  Player.linkDead[ada] = 1
  Player.linkDeadSinceTick[ada] = 50

  runTurns(zone, linkDeadSystem, 179)
  t.same(zone.reported, [])
  runTurns(zone, linkDeadSystem, 2)
  t.same(zone.reported, [
    { room: hall, event: { verb: 'quit', actor: ada } },
    { to: ada, event: { verb: 'dismiss', text: 'quit' } },
  ])
})

t.test('a body that is still there is dismissed again after as long', async (t) => {
  const { zone, ada } = new TestHouse()
  Player.linkDead[ada] = 1

  runTurns(zone, linkDeadSystem, 359)
  t.equal(zone.reported.length, 2)
  runTurns(zone, linkDeadSystem, 1)
  t.equal(zone.reported.length, 4)
})

t.test('who is connected stays, and so does who came back in time', async (t) => {
  const { zone, ada } = new TestHouse()
  Player.linkDead[ada] = 1
  runTurns(zone, linkDeadSystem, 100)
  Player.linkDead[ada] = 0

  runTurns(zone, linkDeadSystem, 500)
  t.same(zone.reported, [])
})
