import t from 'tap'
import { settled } from '#edges/session/testing.ts'
import { FakeZone, HALL, ownRecord, roomRecord } from '#edges/session/testWorld.ts'
import { ask } from '#protocol/client.ts'
import { KEEP_ALIVE_MS } from './rawEdge.ts'
import { HELLO_MS, LAG_MS, RESYNC_EVERY_MS } from './rawSession.ts'
import { ADA, BEA, rawWorld } from './testRaw.ts'

const YARD = 6

function note(text: string) {
  return { verb: 'note', fields: { text } }
}

t.test('[W3] a ticket lets a client in, and it is told zone and views', async (t) => {
  const { zone, hello, edge } = rawWorld()
  const ada = await hello('ada')
  t.match(ada.heard(), [['ready', { uid: 101, name: 'Ada', resumeToken: 'resume1' }]])
  t.same(zone.heard(), ['1:enter 1'])
  zone.takeIn(1, ADA.uid)
  await settled()
  const heard = ada.heard()
  t.same(
    heard.map(([name]) => name),
    ['zone', 'ownView', 'roomView'],
  )
  t.equal(heard[0]?.[1], 'town')
  t.same(heard[2]?.slice(2), ['arrive', true, [roomRecord(HALL, 'Hall')]])
  t.equal(ada.messages.length, 2, 'one message for all that one frame has')
  t.equal(edge.playerCount, 1)
})

t.test('[W3] what is no ticket is refused, and so is silence', async (t) => {
  const { clock, connect, passes, log } = rawWorld()
  for (const token of ['', 'nobody', 'x'.repeat(200)]) {
    const client = connect()
    client.asks(ask.hello('ticket', token))
    await settled()
    t.match(client.heard(), [['farewell', { reason: 'ticket', retryMs: 0 }]])
    t.same(client.closedWith, [1008, 'ticket'])
  }
  const silent = connect()
  clock.advance(HELLO_MS)
  t.match(silent.heard(), [['farewell', { reason: 'rules' }]])

  passes.isDown = true
  const unlucky = connect()
  unlucky.asks(ask.hello('ticket', 'ada'))
  await settled()
  t.match(unlucky.heard(), [['farewell', { reason: 'unavailable', retryMs: 5000 }]])
  t.notMatch(log.lines.join(), /ada/, 'no token in the log')
})

t.test('[W3] whoever breaks the rules is told which, and cut', async (t) => {
  const { connect, hello } = rawWorld()
  const early = connect()
  early.asks(ask.line(1, 'look'))
  t.match(early.heard(), [['farewell', { reason: 'rules', words: 'Nothing comes before hello' }]])
  const text = connect()
  text.listener?.message(Buffer.from('look'), false)
  t.match(text.heard(), [['farewell', { words: 'Messages are binary' }]])
  const broken = connect()
  broken.asks(Uint8Array.of(64, 200))
  t.match(broken.heard(), [['farewell', { reason: 'rules' }]])
  const twice = await hello('ada')
  twice.asks(ask.hello('ticket', 'bea'))
  t.match(twice.heard().at(-1), ['farewell', { words: 'A second hello' }])
  const holes = await hello('bea')
  holes.asks(ask.line(2, 'look'))
  t.match(holes.heard().at(-1), ['farewell', { words: 'Line 2 came after line 0' }])
})

t.test('[W7] lines go to the zone and are told to be done, or refused', async (t) => {
  const { zone, both } = rawWorld()
  const { ada } = await both()
  ada.asks(ask.line(1, 'look'), ask.line(2, `say ${'x'.repeat(5000)}`), ask.line(3, 'north\u0007'))
  await settled()
  t.same(zone.heard(), ['1:line 2 look', '1:line 3 north'])
  t.match(ada.heard(), [['refused', 2, /too long/]])
  zone.send(zone.note(1, 'You look.'), zone.accepted(1, 2))
  await settled()
  t.same(ada.heard().slice(1), [['accepted', 1]])
  zone.send(zone.accepted(1, 3))
  await settled()
  t.same(ada.heard(), [['accepted', 3]])
})

t.test('[W7] what may be a password does not go into the world', async (t) => {
  const { zone, both } = rawWorld()
  const { ada } = await both()
  for (const [i, line] of ['password', 'PASSWORD old new', ' passwd x'].entries()) {
    ada.asks(ask.line(i + 1, line))
  }
  await settled()
  t.same(zone.heard(), [])
  t.equal(ada.heard().filter(([name]) => name === 'refused').length, 3)
})

t.test('[W7] more lines than can wait are refused one by one', async (t) => {
  const { zone, both, edge } = rawWorld()
  const { ada } = await both()
  ada.asks(...Array.from({ length: 100 }, (_, i) => ask.line(i + 1, `say ${i}`)))
  await settled()
  t.equal(zone.heard().length, 8)
  const refused = ada.heard().map(([, number]) => number)
  t.same(
    refused,
    Array.from({ length: 28 }, (_, i) => 73 + i),
  )
  t.equal(edge.counters.lines, 100)
})

t.test('[W5] a room is published once for all who watch it, as its bytes came', async (t) => {
  const { zone, both, published } = rawWorld()
  const { ada, bea } = await both()
  const items = [zone.roomEvent(HALL, note('One.')), zone.roomEvent(HALL, note('Two.'))]
  zone.send(...items)
  await settled()
  t.same(published, [[String(HALL), Buffer.concat(items)]])
  t.equal(ada.messages.at(-1), bea.messages.at(-1), 'the same buffer')
  t.same(bea.words(), ['roomEvent:One.', 'roomEvent:Two.'])
})

t.test('what concerns one alone reaches nobody else', async (t) => {
  const { zone, both } = rawWorld()
  const { ada, bea } = await both()
  const before = bea.messages.length
  zone.send(
    zone.note(1, 'A secret.'),
    zone.ownAppear(1, { uid: 900, components: { described: { name: 'a ring', here: '' } } }),
    zone.ownView(1, ownRecord(ADA.uid)),
    zone.view(1, 'look', roomRecord(HALL, 'Hall')),
    zone.ownVanish(1, 900),
    zone.accepted(1, 2),
  )
  zone.send(zone.roomEvent(YARD, note('Elsewhere.')))
  await settled()
  t.equal(bea.messages.length, before)
  t.same(ada.words(), ['ownEvent:A secret.', 'ownAppear', 'ownView', 'roomView', 'ownVanish'])
})

t.test('everyone hears everything in the order in which it happened', async (t) => {
  const { zone, both } = rawWorld()
  const { ada, bea } = await both()
  zone.send(
    zone.roomEvent(HALL, note('1')),
    zone.note(1, '2'),
    zone.note(2, '3'),
    zone.note(1, '4'),
    zone.roomEvent(HALL, note('5')),
    zone.roomEvent(YARD, note('no')),
    zone.roomEvent(HALL, note('6')),
    zone.note(2, '7'),
  )
  await settled()
  const numbers = (words: string[]) => words.map((word) => word.split(':')[1]).join('')
  t.equal(numbers(ada.words()), '12456')
  t.equal(numbers(bea.words()), '13567')
})

t.test('one who walks hears the old room before, and the new one after its view', async (t) => {
  const { zone, both } = rawWorld()
  const { ada, bea } = await both()
  zone.send(
    zone.roomEvent(HALL, note('old')),
    zone.roomEvent(YARD, note('too soon')),
    zone.view(1, 'arrive', roomRecord(YARD, 'Yard')),
    zone.roomEvent(HALL, note('she is gone')),
    zone.roomEvent(YARD, note('new')),
  )
  await settled()
  t.same(ada.words(), ['roomEvent:old', 'roomView', 'roomEvent:new'])
  t.same(bea.words(), ['roomEvent:old', 'roomEvent:she is gone'])
  t.same([...ada.topics], [String(YARD)])

  zone.send(zone.view(1, 'light', { uid: 0, components: {} }), zone.roomEvent(YARD, note('unseen')))
  await settled()
  t.same(ada.words(), ['roomView'])
  t.same([...ada.topics], [])
})

t.test('[W6] another zone is told with its schema before its views', async (t) => {
  const { bus, zone, both } = rawWorld()
  const { ada } = await both()
  const hill = new FakeZone(bus, 'hill', 'test', false)
  hill.send(
    hill.welcome(1, ADA.uid),
    hill.ownView(1, ownRecord(ADA.uid)),
    hill.view(1, 'arrive', roomRecord(YARD, 'Yard')),
  )
  zone.send(zone.roomEvent(HALL, note('past')), zone.note(1, 'past'))
  await settled()
  const heard = ada.heard()
  t.same(
    heard.map(([name]) => name),
    ['zone', 'ownView', 'roomView'],
  )
  t.equal(heard[0]?.[1], 'hill')
  t.same([...ada.topics], [String(YARD)])
})

t.test('[W6] a schema that is the same again is not told again', async (t) => {
  const { zone, both } = rawWorld()
  const { ada } = await both()
  zone.knowsSchema = false
  zone.send(zone.note(1, 'Hello.'), zone.roomEvent(HALL, note('All.')))
  await settled()
  t.same(ada.words(), ['ownEvent:Hello.', 'roomEvent:All.'])
})

t.test('[W10] one who lags is left out, and goes on with fresh views', async (t) => {
  const { zone, both } = rawWorld()
  const { ada, bea } = await both()
  ada.asks(ask.line(1, 'look'))
  await settled()
  zone.heard()
  ada.listener?.lagging()
  zone.send(zone.roomEvent(HALL, note('missed')), zone.note(1, 'missed'), zone.accepted(1, 2))
  await settled()
  t.same(ada.words(), [])
  t.same(bea.words(), ['roomEvent:missed'])

  ada.listener?.drained()
  await settled()
  t.same(
    ada.heard().map(([name]) => name),
    ['lagged', 'zone', 'accepted'],
  )
  t.same(zone.heard(), ['1:resync 2'])
  zone.send(
    zone.ownVanish(1, 900),
    zone.note(1, 'heard'),
    zone.roomEvent(HALL, note('not yet')),
    zone.ownView(1, ownRecord(ADA.uid)),
    zone.ownVanish(1, 901),
    zone.view(1, 'resync', roomRecord(HALL, 'Hall')),
    zone.roomEvent(HALL, note('again')),
  )
  await settled()
  t.same(ada.words(), ['ownEvent:heard', 'ownView', 'ownVanish', 'roomView', 'roomEvent:again'])
})

t.test('[W10] one who lags for too long is cut', async (t) => {
  const { clock, both } = rawWorld()
  const { ada, bea } = await both()
  ada.listener?.lagging()
  bea.listener?.lagging()
  clock.advance(LAG_MS - 1)
  bea.listener?.drained()
  clock.advance(1)
  t.same(ada.closedWith, [1008, 'tooSlow'])
  t.ok(ada.isCut)
  t.equal(bea.closedWith, undefined)
})

t.test('[W5] pings come back, and views are asked for again now and then', async (t) => {
  const { zone, clock, both } = rawWorld()
  const { ada } = await both()
  ada.asks(ask.ping(Uint8Array.of(7)))
  t.same(ada.heard(), [['pong', Uint8Array.of(7)]])
  for (let i = 0; i < 5; i++) ada.asks(ask.resync())
  clock.advance(RESYNC_EVERY_MS)
  ada.asks(ask.resync())
  await settled()
  t.same(zone.heard(), ['1:resync 1', '1:resync 1'])
  ada.asks(ask.ping(new Uint8Array(65)))
  t.match(ada.heard(), [['farewell', { reason: 'rules' }]])
})

t.test('[W8] a resume token lets in once, and is void after quitting', async (t) => {
  const { zone, passes, connect, both } = rawWorld()
  const { ada, bea } = await both()
  ada.hangUp()
  await settled()
  t.same(zone.heard(), ['1:linkLost 2'])
  const again = connect()
  again.asks(ask.hello('resume', 'resume1'))
  await settled()
  t.match(again.heard(), [['ready', { uid: 101, resumeToken: 'resume3' }]])
  const third = connect()
  third.asks(ask.hello('resume', 'resume1'))
  await settled()
  t.match(third.heard(), [['farewell', { reason: 'ticket' }]])

  zone.send(zone.farewell(2, 'quit'))
  await settled()
  t.match(bea.heard(), [['farewell', { reason: 'quit', words: 'Until next time.', retryMs: 0 }]])
  t.same(bea.closedWith, [1000, 'quit'])
  t.same(passes.revoked, ['resume2'])
})

t.test('[W8] tokens of those who are connected are kept alive', async (t) => {
  const { clock, passes, both, log } = rawWorld()
  const { ada } = await both()
  clock.advance(KEEP_ALIVE_MS)
  await settled()
  t.same(passes.kept, [['resume1', 'resume2']])
  ada.hangUp()
  passes.isDown = true
  clock.advance(KEEP_ALIVE_MS)
  await settled()
  t.match(log.lines, [/could not be kept alive/])
  passes.isDown = false
  clock.advance(KEEP_ALIVE_MS)
  await settled()
  t.same(passes.kept.at(-1), ['resume2'])
})

t.test('[W9] an edge that stops tells its players when to come back', async (t) => {
  const { edge, zone, both, connect } = rawWorld()
  const { ada } = await both()
  const stopped = edge.stop('restart')
  const [, closing] = ada.heard()[0] as [string, { reason: string; retryMs: number }]
  t.equal(closing.reason, 'restart')
  t.ok(closing.retryMs >= 500 && closing.retryMs <= 3000)
  t.same(ada.closedWith, [1012, 'restart'])
  await stopped
  await settled()
  t.same(zone.heard(), ['1:linkLost 2', '2:linkLost 2'])
  t.match(connect().heard(), [['farewell', { reason: 'restart' }]])
})

t.test('an edge may tell a player something of its own', async (t) => {
  const { edge, both } = rawWorld()
  const { ada, bea } = await both()
  edge.tell(BEA.uid, note('Psst.'))
  t.same([ada.words(), bea.words()], [[], ['ownEvent:Psst.']])
})

t.test('a frame that breaks off has told what came before, and is made good', async (t) => {
  const { bus, zone, both, edge } = rawWorld()
  const { ada } = await both()
  const frame = zone.frame(zone.roomEvent(HALL, note('whole')), zone.note(1, 'broken'))
  bus.publish('edge.test', frame.subarray(0, frame.length - 1))
  await settled()
  t.same(ada.words(), ['roomEvent:whole'])
  t.equal(edge.counters.framesUnreadable, 1)
  t.same(zone.heard(), ['1:resync 1', '2:resync 1'])
})
