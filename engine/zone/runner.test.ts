import t from 'tap'
import { declaredComponents, touch } from '#components/define.ts'
import { Player } from '#components/player.ts'
import { Vitals } from '#components/vitals.ts'
import { NOTHING_READ } from '#protocol/intent.ts'
import { COMMANDS } from '#systems/commands/registry.ts'
import { roomOf } from '#systems/containment.ts'
import { SCHEDULE } from '#systems/schedule.ts'
import { HOUSE } from '#systems/testHouse.ts'
import { INBOX_MAX } from './inbox.ts'
import { FakeEdge, TestWorld, TwoPlayers } from './testing.ts'
import { BREATH_TICKS } from './zoneJournal.ts'

const verbs = (events: { verb: string }[]) => events.map(({ verb }) => verb)

t.test('[I5] who enters is welcomed, shown itself and its room, and announced', async (t) => {
  const world = new TestWorld()
  const edge = new FakeEdge(world)
  const ada = edge.enter(1, 'Ada')
  world.turn()
  t.same(ada.takeHeard(), [
    'welcome 1',
    'own view',
    'event enterWorld',
    'view arrive',
    'accepted 1',
  ])
  t.same([ada.view.has(1), ada.own.has(1)], [true, true])

  const bob = edge.enter(2, 'Bob')
  world.turn()
  t.same(ada.takeHeard(), ['appear 2', 'event enterWorld'])
  t.equal(bob.welcomes, 1)
  t.same([world.runner.stats.sessions, edge.schemas], [2, 1])
})

t.test('[F7] who enters a second time takes over from the first', async (t) => {
  const { world, adas, bobs, ada, bob } = new TwoPlayers()
  const again = bobs.enter(1, 'Ada')
  world.turn()
  t.equal(ada.farewell, 'takeover')
  t.same(again.takeHeard(), ['welcome 1', 'own view', 'view arrive', 'accepted 1'])
  t.same(bob.takeHeard(), [], 'and nobody else notices')

  adas.sessions.set(ada.id, ada)
  adas.line(ada, 'say I am still here')
  world.turn()
  t.same(verbs(bob.takeEvents()), [], 'the first is heard no more')
})

t.test('a body waits for its player, who comes back into it', async (t) => {
  const two = new TwoPlayers()
  const { world, adas, bobs, ada, bob } = two
  const body = two.body(ada)
  two.item('coin', body)
  adas.linkLost(ada)
  world.turn()
  t.same(bob.takeHeard(), ['event linkLost', 'changes'])
  t.equal(bob.view.get(1)!['player']!['linkDead'], 1)
  t.equal(Player.linkDead[body], 1)

  const back = bobs.enter(1, 'Ada')
  world.turn()
  t.equal(two.body(back), body)
  t.same(bob.takeHeard(), ['changes', 'event linkBack'])
  t.equal(back.own.size, 2, 'with what it had')
})

t.test('who quits is kept, taken out of the world and let go', async (t) => {
  const two = new TwoPlayers()
  const { world, adas, ada, bob } = two
  two.item('coin', two.body(ada))
  two.lines(adas, ada, 'quit')
  t.equal(ada.farewell, 'quit')
  t.same(bob.takeHeard(), ['event quit', 'vanish 1'])
  t.notOk(world.runner.zone.byUid.has(1))
  t.match(world.characterOf(1), { isInWorld: false, revision: 1 })

  const back = adas.enter(1, 'Ada')
  world.turn()
  t.equal(back.own.size, 2)
  t.same(bob.takeHeard(), ['appear 1', 'event enterWorld'])
})

t.test('who quits hears of it when it is kept, and so do those who saw it', async (t) => {
  const { world, adas, ada, bob } = new TwoPlayers()
  adas.line(ada, 'quit')
  world.runner.turn()
  t.same([ada.takeHeard(), bob.takeHeard()], [[], []])
  t.equal(ada.farewell, undefined)
  world.keep()
  t.equal(ada.farewell, 'quit')
  t.same(bob.takeHeard(), ['event quit', 'vanish 1'])
})

t.test('who quits twice in one turn is kept once, with all it has', async (t) => {
  const two = new TwoPlayers()
  const { world, adas, ada } = two
  two.item('coin', two.body(ada))
  const before = world.records.length
  two.lines(adas, ada, 'quit', 'quit')
  t.same(
    world.records.slice(before).map(({ left }) => left.map(({ uid }) => uid)),
    [[1]],
  )
  const back = adas.enter(1, 'Ada')
  world.turn()
  t.equal(back.own.size, 2)
})

t.test('who comes back in the turn in which it quits stays, with all it has', async (t) => {
  const two = new TwoPlayers()
  const { world, adas, bobs, ada } = two
  two.item('coin', two.body(ada))
  adas.line(ada, 'quit')
  const back = bobs.enter(1, 'Ada')
  world.turn()
  t.equal(ada.farewell, 'quit')
  t.equal(back.farewell, undefined)
  t.equal(back.own.size, 2)
  t.ok(world.runner.zone.byUid.has(1))
})

t.test('[I3] a repeat is answered again and done once', async (t) => {
  const { world, adas, ada, bob } = new TwoPlayers()
  const say = { kind: 'line', session: ada.id, sequence: 2, text: 'say hi' } as const
  adas.send(say)
  world.turn()
  adas.send(say, say)
  world.turn()
  t.same(verbs(bob.takeEvents()), ['say'])
  t.same(ada.takeHeard(), ['event say', 'accepted 2', 'accepted 2', 'accepted 2'])
  t.equal(world.runner.stats.intentsDropped, 2)
})

t.test('[I3] one that comes too early is dropped, and done when it comes again', async (t) => {
  const { world, adas, ada, bob } = new TwoPlayers()
  const line = (sequence: number, text: string) =>
    ({ kind: 'line', session: ada.id, sequence, text }) as const
  adas.send(line(3, 'say second'))
  world.turn()
  t.same(ada.takeHeard(), ['accepted 1'])
  adas.send(line(2, 'say first'), line(3, 'say second'))
  world.turn()
  t.same(
    bob.takeEvents().map(({ fields }) => fields['text']),
    ['first', 'second'],
  )
  t.same(ada.accepted, 3)
})

t.test('[I3] an enter that is repeated brings no second body, only the views again', async (t) => {
  const { world, adas, ada, bob } = new TwoPlayers()
  const entry = { ...NOTHING_READ, uid: 1, name: 'Ada', epoch: 1 }
  adas.send({ kind: 'enter', session: ada.id, sequence: 1, entry })
  world.turn()
  t.same(ada.takeHeard(), ['welcome 1', 'own view', 'view resync', 'accepted 1'])
  t.same(bob.takeHeard(), [])
  t.equal(world.runner.stats.sessions, 2)
})

t.test('what nobody who plays here asks for is dropped', async (t) => {
  const { world, adas } = new TwoPlayers()
  for (const kind of ['linkLost', 'resync'] as const) {
    adas.send({ kind, session: 99, sequence: 1 })
  }
  adas.send({ kind: 'line', session: 99, sequence: 1, text: 'quit' })
  world.turn()
  t.equal(world.runner.stats.intentsDropped, 3)
  t.equal(adas.payloads.length, 0)
})

t.test('[I7] when the inbox is full a line is refused, and an enter is turned away', async (t) => {
  const { world, adas, bobs, ada, bob } = new TwoPlayers()
  const flood = Array.from(
    { length: INBOX_MAX },
    (_, i) => ({ kind: 'line', session: bob.id, sequence: i + 2, text: '' }) as const,
  )
  bobs.send(...flood)
  adas.line(ada, 'say hi')
  const cyd = adas.enter(3, 'Cyd')
  adas.send({ kind: 'resync', session: ada.id, sequence: 1 })
  world.turn()
  t.same(ada.takeHeard(), ['event refuse', 'accepted 2'])
  t.same(
    ada.takeEvents().map(({ fields }) => fields['text']),
    ['The world is too busy to hear you. Try again in a moment.'],
  )
  t.equal(cyd.farewell, 'busy')
  t.equal(world.runner.stats.intentsRefused, 3)
  t.equal(world.runner.stats.inboxDepthMax, INBOX_MAX)

  while (world.runner.hasWork) world.turn()
  t.equal(bob.accepted, INBOX_MAX + 1, 'and what was taken is done')
  t.same(verbs(adas.type(ada, 'say hi')), ['say'])
})

t.test('[F2][S3] a resync brings schema and views in one frame, whatever was lost', async (t) => {
  const world = new TestWorld()
  const edge = new FakeEdge(world)
  edge.losing = 2
  const ada = edge.enter(1, 'Ada')
  world.turn()
  edge.line(ada, 'say hi')
  world.turn()
  t.same(ada.takeHeard(), [])

  edge.resync(ada)
  world.turn()
  t.same(ada.takeHeard(), ['welcome 1', 'own view', 'view resync', 'accepted 2'])
  t.equal(edge.schemas, 1)
  t.same(
    edge.headers.map(({ zone, sequence, tick }) => ({ zone, sequence, tick })),
    [{ zone: 'house', sequence: 3, tick: 0 }],
  )
})

t.test('[F6] one turn is one frame, and its items are in order', async (t) => {
  const { adas, ada, bobs, bob, world } = new TwoPlayers()
  adas.line(ada, 'say one')
  bobs.line(bob, 'say two')
  adas.line(ada, 'down')
  adas.line(ada, 'look')
  world.turn()
  t.same([adas.payloads.length, bobs.payloads.length], [1, 1])
  t.same(bob.takeHeard(), ['event say', 'event say', 'accepted 2', 'event leave', 'vanish 1'])
  t.same(ada.takeHeard(), [
    'event say',
    'accepted 2',
    'event say',
    'event leave',
    'vanish 1',
    'own changes',
    'view arrive',
    'event arrive',
    'accepted 3',
    'view look',
    'accepted 4',
  ])
})

t.test('a tick lets time pass, and sends what came of it', async (t) => {
  const two = new TwoPlayers()
  const { world, ada, bob, adas } = two
  Vitals.hp[two.body(ada)] = 20
  Vitals.hpPerSecond[two.body(ada)] = 1
  touch(Vitals, two.body(ada))
  world.tick(19)
  two.forget()
  world.tick()
  t.same([bob.takeHeard(), ada.takeHeard()], [['changes'], ['changes', 'own changes']])
  t.same([bob.view.get(1)!['vitals']!['hp'], ada.own.get(1)!['vitals']!['hp']], [22, 22])
  t.equal(world.runner.stats.ticks, 20)
  t.equal(adas.headers.at(-1)!.tick, 20)
})

t.test('where somebody stands is kept within a second, and told at once', async (t) => {
  const { world, adas, ada } = new TwoPlayers()
  world.tick(10)
  const before = world.records.length
  adas.line(ada, 'down')
  world.runner.turn()
  t.same(verbs(ada.takeEvents()).slice(-1), ['arrive'])
  t.equal(world.records.length, before)
  world.tick(10)
  t.equal(world.records.length, before + 1)
  world.tick(10)
  t.equal(world.records.length, before + 1, 'and nothing when nothing has changed')
})

t.test('[F7] a zone that stops tells everybody, and keeps them where they are', async (t) => {
  const { world, adas, ada, bob } = new TwoPlayers()
  adas.type(ada, 'down')
  const before = world.records.length
  world.runner.stop()
  t.equal(world.records.length, before + 1)
  t.same([ada.farewell, bob.farewell], ['shutdown', 'shutdown'])
  world.keep()
  t.same([world.characterOf(1).isInWorld, world.characterOf(2).isInWorld], [true, true])
})

t.test('what cannot be kept for a second makes the world hold its breath', async (t) => {
  const two = new TwoPlayers()
  const { world, adas, ada } = two
  two.item('hat', two.room('hall'))
  two.settle()
  adas.line(ada, 'get hat')
  world.runner.turn()
  for (let tick = 0; tick <= BREATH_TICKS; tick++) world.runner.tick()
  t.equal(world.runner.zone.holdsBreath, true)
  adas.line(ada, 'drop hat')
  world.runner.turn()
  world.keep()
  t.same(verbs(ada.takeEvents()), ['get', 'refuse'])
  t.equal(world.runner.zone.holdsBreath, false)
  t.same(verbs(adas.type(ada, 'drop hat')), ['drop'])
})

/** Runs `meanwhile` with a `drop` that fails after it has done everything. */
function withBrokenDrop(meanwhile: () => void): void {
  const drop = COMMANDS.find(({ name }) => name === 'drop')!
  const { run } = drop
  drop.run = (...given) => {
    run(...given)
    throw new Error('butterfingers')
  }
  meanwhile()
  drop.run = run
}

t.test('[I8] a command that fails is answered and reported, and the others go on', async (t) => {
  const two = new TwoPlayers()
  const { world, adas, ada, bobs, bob } = two
  two.item('hat', two.body(ada))
  two.settle()
  withBrokenDrop(() => {
    adas.line(ada, 'drop hat')
    bobs.line(bob, 'say hi')
    world.turn()
  })
  t.same(verbs(ada.takeEvents()), ['refuse', 'say'])
  t.same([ada.accepted, bob.accepted], [2, 2])
  t.equal(world.runner.stats.faults, 1)
  t.same(
    world.faults.map(({ zone, action, stack }) => [zone, action, stack.split('\n')[0]]),
    [['house', 'command "drop"', 'Error: butterfingers']],
  )
  adas.line(ada, 'get hat')
  t.same(verbs(adas.type(ada, 'drop hat')), ['get', 'drop'], 'it works when the fault is gone')
})

t.test('[V3] what a failed command has written is told all the same', async (t) => {
  const two = new TwoPlayers()
  const { world, adas, ada, bob } = two
  const hat = two.item('hat', two.body(ada))
  two.settle()
  withBrokenDrop(() => {
    adas.line(ada, 'drop hat')
    world.turn()
  })
  t.same([ada.own.has(hat), ada.view.has(hat), bob.view.has(hat)], [false, true, true])
})

t.test('a system that fails does not keep the others from their tick', async (t) => {
  const { world, adas, ada } = new TwoPlayers()
  const [first] = SCHEDULE
  const { run } = first!
  first!.run = () => {
    throw new Error('no reset today')
  }
  t.teardown(() => {
    first!.run = run
  })
  world.tick(20)
  t.equal(world.runner.stats.ticks, 20)
  t.same(
    world.faults.map(({ action }) => action),
    ['system "reset"', 'system "reset"'],
  )
  t.same(verbs(adas.type(ada, 'say hi')), ['say'])
})

t.test('bytes that are no intents are counted, and harm nobody', async (t) => {
  const { world, adas, ada } = new TwoPlayers()
  for (const bytes of [[], [9], [1], [1, 1, 65, 7], [1, 200, 200]]) {
    world.runner.deliver(Uint8Array.from(bytes))
  }
  t.equal(world.runner.stats.faults, 5)
  t.same(new Set(world.faults.map(({ action }) => action)), new Set(['read intents']))
  t.same(verbs(adas.type(ada, 'say hi')), ['say'])
})

t.test('[I8] who cannot be woken is turned away, and leaves nothing behind', async (t) => {
  const { world, adas } = new TwoPlayers()
  const before = new Map(world.runner.zone.byUid)
  const cyd = adas.enter(3, 'Cyd', { state: Uint8Array.from([99, 1, 2, 3]) })
  world.turn()
  t.equal(cyd.farewell, 'unavailable')
  t.same(new Map(world.runner.zone.byUid), before)
  t.equal(world.faults[0]!.action, 'intent "enter"')
})

t.test('zones of one thread do not see into one another', async (t) => {
  const one = new TwoPlayers()
  const other = new TestWorld([{ ...HOUSE, zone: 'other' }])
  const edge = new FakeEdge(other)
  const cyd = edge.enter(3, 'Cyd')
  other.turn()
  one.lines(one.adas, one.ada, 'say hi', 'down')
  other.tick(10)
  t.same(verbs(cyd.takeEvents()), ['enterWorld'])
  t.same([...cyd.view.keys()].includes(1), false)
  t.equal(roomOf(other.runner.zone, other.runner.zone.byUid.get(3)!) > 0, true)
  t.ok(declaredComponents().every(({ schema }) => schema.touchedCount === 0))
})
