import t from 'tap'
import { FakeServices } from './testDesk.ts'
import { FakeAccounts, FakeTerminal, KeptLog, ManualClock, MemoryBus, settled } from './testing.ts'
import { FakeZone, HALL } from './testWorld.ts'
import { createTextEdge } from './textEdge.ts'
import { LINES_BURST } from './throttle.ts'
import { EDGE_RESTARTS, FAREWELL } from './words.ts'

function edged() {
  const bus = new MemoryBus()
  const zone = new FakeZone(bus)
  const accounts = new FakeAccounts()
  const clock = new ManualClock()
  const log = new KeptLog()
  const services = new FakeServices()
  const edge = createTextEdge({
    bus,
    edge: 'test',
    accounts,
    services,
    clock,
    log,
    trusted: (address) => address === '127.0.0.1',
    msspReply: () => '',
  })
  const connect = async (address?: string) => {
    const terminal = new FakeTerminal({}, address)
    edge.welcome(terminal)
    await settled()
    return terminal
  }
  const enter = async (name: string, session: number, uid: number, address?: string) => {
    accounts.add(name, 'password')
    const terminal = await connect(address)
    terminal.type(`connect ${name} password`)
    await settled()
    zone.takeIn(session, uid)
    await settled()
    terminal.seen()
    return terminal
  }
  return { accounts, bus, clock, connect, edge, enter, log, services, zone }
}

t.test('two players meet, and one leaves', async (t) => {
  const { edge, enter, zone } = edged()
  const ada = await enter('Ada', 1, 101)
  const bea = await enter('Bea', 2, 102)
  const actor = { uid: 101, name: 'Ada' }
  zone.send(zone.roomEvent(HALL, { verb: 'say', fields: { actor, text: 'Hello.' } }))
  await settled()
  t.match(ada.seen(), /You say/)
  t.match(bea.seen(), /Ada says/)
  t.equal(edge.playerCount, 2)
  ada.hangUp()
  t.equal(edge.playerCount, 1)
  t.equal(edge.sessionCount, 1)
})

t.test('what happens is counted', async (t) => {
  const { edge, enter, zone } = edged()
  const ada = await enter('Ada', 1, 101)
  ada.type('look')
  zone.lose()
  zone.send()
  await settled()
  t.match(edge.counters, {
    sessions: 1,
    lines: 1,
    linesDropped: 0,
    framesReceived: 2,
    frameHoles: 1,
    framesUnreadable: 0,
  })
})

t.test('an address that is not trusted is held to a rate', async (t) => {
  const { enter, zone } = edged()
  const ada = await enter('Ada', 1, 101, '192.0.2.1')
  zone.heard()
  let sequence = 1
  for (let i = 0; i < 100; i += 4) {
    ada.type('look', 'look', 'look', 'look')
    await settled()
    sequence += zone.heard().length
    zone.send(zone.accepted(1, sequence))
    await settled()
  }
  t.equal(sequence - 1, LINES_BURST)
})

t.test('at a stop all are told why and gone, signed in or not', async (t) => {
  const { clock, connect, edge, enter, zone } = edged()
  const ada = await enter('Ada', 1, 101)
  const guest = await connect()
  zone.heard()
  await edge.stop('shutdown')
  for (const terminal of [ada, guest]) {
    t.ok(terminal.isClosed)
    t.ok(terminal.seen().endsWith(`\n${FAREWELL.shutdown}\n`))
  }
  await settled()
  t.same(zone.heard(), ['1:linkLost 2'])
  t.equal(clock.timersWaiting, 0)
  const late = await connect()
  t.equal(late.seen(), `${FAREWELL.shutdown}\n`)
  t.equal(edge.sessionCount, 0)
})

t.test('an edge that alone begins anew says so', async (t) => {
  const { edge, enter } = edged()
  const ada = await enter('Ada', 1, 101)
  await edge.stop('restart')
  t.ok(ada.seen().endsWith(`\n${EDGE_RESTARTS}\n`))
})

t.test('a stop waits for a client that does not go, but not for ever', async (t) => {
  const { clock, edge, enter } = edged()
  const stuck = await enter('Ada', 1, 101)
  stuck.isStuck = true
  let isStopped = false
  const stopping = edge.stop('shutdown').then(() => {
    isStopped = true
  })
  await settled()
  t.notOk(isStopped)
  clock.advance(2_000)
  await stopping
  t.ok(isStopped)
  stuck.hangUp()
  await settled()
  t.equal(clock.timersWaiting, 0)
})

t.test('a fault of ours in a sign-in ends that connection only', async (t) => {
  const { accounts, connect, edge, log } = edged()
  accounts.signIn = async () => ({ accountId: 'x', accountName: 'x' }) as never
  const terminal = await connect()
  terminal.type('connect Ada password')
  await settled()
  t.match(terminal.seen(), 'Something went wrong here. Please connect again.')
  t.equal(edge.sessionCount, 0)
  t.match(log.lines, [/^error A sign-in failed/])
})
