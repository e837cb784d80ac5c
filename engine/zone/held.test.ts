import t from 'tap'
import { touch } from '#components/define.ts'
import { Vitals } from '#components/vitals.ts'
import { INBOX_MAX } from './inbox.ts'
import { HELD_BYTES_MAX } from './outbox.ts'
import { FakeEdge, TwoPlayers } from './testing.ts'
import { BREATH_TICKS } from './zoneJournal.ts'

/*
 * The database does not answer, for however long: what is told of what was done waits, and nothing
 * that waits may grow without a limit.
 */

/** More than enough to fill the outbox. */
const SAID_MAX = 50_000

/** Ada has taken a hat, which nobody has kept since; she and Bob stand in the hall. */
function frozen() {
  const two = new TwoPlayers()
  const { world } = two
  two.item('hat', two.room('hall'))
  two.settle()
  two.adas.line(two.ada, 'get hat')
  const turn = () => world.runner.turn()
  const ticks = (count: number) => {
    for (let i = 0; i < count; i++) world.runner.tick()
  }
  turn()
  const held = () => world.runner.stats.heldBytes
  return { ...two, two, turn, ticks, held }
}

t.test('who asks for its views again and again is given them once, when all is kept', async (t) => {
  const { world, adas, ada, turn, ticks, held } = frozen()
  const before = held()
  t.ok(before > 0)
  for (let i = 0; i < 50; i++) {
    adas.resync(ada)
    adas.send({ kind: 'line', session: ada.id, sequence: 1, text: 'look' })
    turn()
    ticks(1)
  }
  t.equal(held(), before)
  t.same(ada.takeHeard(), [])
  world.keep()
  t.same(ada.takeHeard().slice(0, 1), ['event get'])
  ticks(3)
  const views = ada.takeHeard().filter((item) => item.startsWith('view'))
  t.same(views, ['view resync'])
  t.equal(held(), 0)
})

t.test('one who asked and left meanwhile is not looked for', async (t) => {
  const { world, adas, ada, turn, ticks } = frozen()
  adas.resync(ada)
  adas.linkLost(ada)
  turn()
  world.keep()
  ticks(2)
  t.equal(world.runner.stats.faults, 0)
})

t.test('while the world holds its breath nobody new comes, and whoever is there may', async (t) => {
  const { world, adas, bobs, turn, ticks } = frozen()
  ticks(BREATH_TICKS + 2)
  const cyd = adas.enter(3, 'Cyd')
  const bob = new FakeEdge(world, 'third').enter(2, 'Bob')
  turn()
  t.equal(cyd.farewell, 'unavailable')
  t.equal(world.records.flatMap(({ entered }) => entered).includes(3), false)
  world.keep()
  t.same([bob.welcomes, bobs.sessions.size], [1, 0])
})

t.test('what may be kept late takes no more records the longer nothing is kept', async (t) => {
  const { world, two, adas, ada, ticks } = frozen()
  ticks(BREATH_TICKS + 2)
  const before = world.records.length
  const body = two.body(ada)
  for (let hp = 1; hp <= 30; hp++) {
    Vitals.hp[body] = hp
    touch(Vitals, body)
    adas.resync(ada)
    ticks(10)
  }
  t.equal(world.records.length, before)
  world.keep()
  ticks(20)
  t.equal(world.records.length, before + 1, 'they are in one record then')
})

t.test('with too much to be told the zone stands still, drops nothing, and goes on', async (t) => {
  const { world, adas, bobs, ada, bob, turn, ticks, held } = frozen()
  const { runner } = world
  const text = 'x'.repeat(900)
  let said = 0
  while (held() < HELD_BYTES_MAX && said < SAID_MAX) {
    adas.line(ada, `say ${text}${said++}`)
    turn()
  }
  const [full, tick] = [held(), runner.zone.tick]
  for (let i = 0; i < INBOX_MAX + 100; i++) bobs.line(bob, 'look')
  ticks(100)
  turn()
  t.same([held(), runner.zone.tick, runner.hasWork], [full, tick, false])
  t.equal(runner.stats.intentsRefused, 100)
  t.same([ada.takeHeard(), bob.takeHeard()], [[], []])

  world.keep()
  t.equal(held(), 0)
  const heard = bob.takeEvents().filter(({ verb }) => verb === 'say')
  t.same(
    heard.map(({ fields }) => Number(String(fields['text']).replace(/^x*/, ''))),
    Array.from({ length: said }, (_, n) => n),
  )
  t.equal(ada.accepted, said + 2)
  t.equal(runner.hasWork, true)
  turn()
  ticks(1)
  t.ok(runner.zone.tick > tick && bob.takeHeard().length > 0)
})
