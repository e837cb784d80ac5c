import t from 'tap'
import { SUBJECT } from '#protocol/bus.ts'
import { decodeIntents, type Entry } from '#protocol/intent.ts'
import { KeptModel } from './keptModel.ts'
import { FakeEdge, TestWorld, TwoPlayers } from './testing.ts'

/*
 * What the door has read of a character may be old by the time it reaches the zone: the zone may
 * have let the character in, let it go and been started anew in between.
 */

/** Ada's hat, which was hers when the door read of her, and is Bob's, who has left, by now. */
function givenAway() {
  const two = new TwoPlayers()
  const { world, adas, bobs, bob } = two
  const hat = two.item('hat', two.room('hall'))
  two.settle()
  two.lines(adas, two.ada, 'get hat', 'quit')
  const read: Partial<Entry> = { ...world.characterOf(1), epoch: world.epoch }
  const ada = adas.enter(1, 'Ada', read)
  two.lines(adas, ada, 'give hat bob', 'quit')
  two.lines(bobs, bob, 'quit')
  const bobHas = new KeptModel()
  bobHas.apply(world.characterOf(2).state)
  const kept = { snapshot: undefined, records: world.records, damage: [] }
  const restarted = new TestWorld(undefined, { keeping: { epoch: 2, kept } })
  const edge = new FakeEdge(restarted)
  const enter = (entry: Partial<Entry>) => {
    const session = edge.enter(1, 'Ada', entry)
    restarted.turn()
    return session
  }
  return { hat, read, bobHas, restarted, enter }
}

t.test('[I9] what was read before the zone began anew lets nobody in', async (t) => {
  const { hat, read, bobHas, restarted, enter } = givenAway()
  t.ok(bobHas.records().some(({ uid }) => uid === hat))
  const session = enter(read)
  t.same([session.welcomes, session.farewell, restarted.faults], [0, undefined, []])
  t.notOk(restarted.runner.zone.byUid.has(hat), 'the hat is nowhere but with Bob')

  const [again] = restarted.bus.take(SUBJECT.enter).flatMap((each) => decodeIntents(each).intents)
  t.match(again, { kind: 'enter', session: session.id, sequence: 1 }, 'and is read again')
  const entry = again?.kind === 'enter' && again.entry
  t.match(entry, { uid: 1, name: 'Ada', state: { length: 0 }, epoch: 0, tries: 1 })
})

t.test('[I9] but for its epoch it would bring back what has been given away', async (t) => {
  const { hat, read, enter } = givenAway()
  t.ok(enter({ ...read, epoch: 2 }).own.has(hat))
})

t.test('[I9] what was read since lets its character in', async (t) => {
  const { hat, read, enter } = givenAway()
  const { own, welcomes } = enter({ ...read, epoch: 2, revision: 2, state: new Uint8Array() })
  t.same([welcomes, own.has(hat)], [1, false])
})

t.test('[I9] who comes back before its leaving is kept comes in when it is', async (t) => {
  const two = new TwoPlayers()
  const { world, adas, ada } = two
  const bus = world.bus
  adas.line(ada, 'quit')
  world.runner.turn()
  const read = { ...world.characterOf(1), epoch: world.epoch }
  t.equal(read.isInWorld, true, 'as its row still says')
  const session = adas.enter(1, 'Ada', read)
  world.runner.turn()
  t.equal(bus.take(SUBJECT.enter).length, 1)
  world.keep()
  t.equal(session.welcomes, 0)
  adas.enter(1, 'Ada', { ...world.characterOf(1), tries: 1 })
  world.turn()
  t.ok(world.runner.zone.byUid.has(1))
})

t.test('[I10] an edge that no longer knows a session has it lose its link at once', async (t) => {
  const { world, adas, ada, bob } = new TwoPlayers()
  for (let sequence = 2; sequence < 5; sequence++) adas.line(ada, 'look')
  world.turn()
  bob.takeHeard()
  ada.takeHeard()
  adas.send({ kind: 'linkLost', session: ada.id, sequence: 0 })
  world.turn()
  t.same(bob.takeHeard(), ['event linkLost', 'changes'])
  t.same(ada.takeHeard(), [], 'it hears of nothing more')
  t.equal(world.runner.stats.sessions, 1)
})
