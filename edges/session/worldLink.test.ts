import t from 'tap'
import { NOTHING_READ } from '#protocol/intent.ts'
import { settled } from './testing.ts'
import { ADA, BEA, linked, playing, Recorder } from './testLink.ts'
import { FakeZone, HALL, ownRecord, roomRecord } from './testWorld.ts'

t.test('a session enters, is welcomed, and its lines go to the zone that has it', async (t) => {
  const { zone, link } = linked()
  const ada = new Recorder()
  const session = link.enter(ada, ADA)
  await settled()
  t.same(zone.received.splice(0), [
    {
      kind: 'enter',
      session: 1,
      sequence: 1,
      entry: { uid: 101, name: 'Ada', ...NOTHING_READ },
    },
  ])
  zone.takeIn(1, ADA.uid)
  await settled()
  t.equal(ada.heard(), 'welcome own view:arrive .')
  session.line('look')
  session.line('north')
  await settled()
  t.same(zone.heard(), ['1:line 2 look', '1:line 3 north'])
  zone.send(zone.note(1, 'Done.'), zone.accepted(1, 3))
  await settled()
  t.equal(ada.heard(), 'event accepted:2 .')
})

t.test('what all sessions ask for in one turn is one message', async (t) => {
  const { zone, link, session } = await playing()
  const bea = link.enter(new Recorder(), BEA)
  await settled()
  zone.takeIn(2, BEA.uid)
  await settled()
  zone.batches = 0
  session.line('say hi')
  await Promise.resolve()
  bea.line('wave')
  await settled()
  t.equal(zone.batches, 1)
  t.same(zone.heard().slice(1), ['1:line 2 say hi', '2:line 2 wave'])
})

t.test('what a room holds is told to those alone who follow it', async (t) => {
  const { zone, link, ada } = await playing()
  const bea = new Recorder()
  bea.followsRoom = true
  link.enter(bea, BEA)
  await settled()
  zone.takeIn(2, BEA.uid)
  await settled()
  bea.heard()
  const lamp = { uid: 900, components: { described: { name: 'a lamp', here: '' } } }
  const exit = { uid: 901, components: { exit: { direction: 'north' } } }
  const items = [
    zone.roomAppear(HALL, lamp),
    zone.roomAppear(HALL, exit),
    zone.roomChange(HALL, 900, 'door', { closed: 1 }),
    zone.roomChange(HALL, 900, 'vitals', { hp: 1, hpMax: 2 }),
    zone.roomVanish(HALL, 900),
  ]
  zone.send(...items)
  await settled()
  t.equal(bea.heard(), 'room+a lamp room~900 room-900 .')
  bea.followsRoom = false
  zone.send(zone.view(2, 'look', roomRecord(HALL, 'Hall')), ...items)
  await settled()
  t.equal(bea.heard(), 'view:look .')
  t.equal(ada.heard(), '', 'not even that a frame has ended')
})

t.test('room events reach those who watch that room, in the order of the frame', async (t) => {
  const { zone, link, ada } = await playing()
  const bea = new Recorder()
  link.enter(bea, BEA)
  await settled()
  zone.takeIn(2, BEA.uid)
  await settled()
  bea.heard()
  ada.heard()
  const event = zone.roomEvent(HALL, { verb: 'emote', fields: { text: 'waves.' } })
  const cellar = zone.view(1, 'arrive', roomRecord(6, 'Cellar'))
  zone.send(event, cellar, event, zone.roomEvent(6, { verb: 'note', fields: {} }))
  await settled()
  t.equal(ada.heard(), 'event view:arrive event .')
  t.equal(bea.heard(), 'event event .')
})

t.test('own items reach one session only', async (t) => {
  const { zone, ada } = await playing()
  zone.send(
    zone.ownAppear(1, ownRecord(900)),
    zone.ownVanish(1, 900),
    zone.ownChange(1, ADA.uid, 'vitals', { hp: 1, hpMax: 20 }),
    zone.note(2, 'For nobody here.'),
  )
  await settled()
  t.equal(ada.heard(), 'appear vanish:900 changes .')
})

t.test('a session handed over to another zone goes on there', async (t) => {
  const { bus, zone, ada, session } = await playing()
  session.line('north')
  await settled()
  zone.heard()
  const forest = new FakeZone(bus, 'forest', 'test', false)
  forest.takeIn(1, ADA.uid)
  await settled()
  t.same(forest.heard(), ['1:line 2 north'])
  zone.send(zone.view(1, 'arrive', roomRecord(HALL, 'Hall')), zone.farewell(1, 'shutdown'))
  await settled()
  t.equal(ada.heard(), 'welcome own view:arrive .', 'what the old zone still says is past')
  session.line('look')
  await settled()
  t.same(zone.heard(), [])
  t.same(forest.heard(), ['1:line 3 look'])
})

t.test('one who is turned away hears why', async (t) => {
  const { zone, link } = linked()
  const ada = new Recorder()
  link.enter(ada, ADA)
  await settled()
  zone.sequence = -1
  zone.send(zone.farewell(1, 'busy'))
  await settled()
  t.equal(ada.heard(), 'busy .')
})

t.test("one session's fault is not the others'", async (t) => {
  const { zone, link, log, ada } = await playing()
  const bea = new Recorder()
  link.enter(bea, BEA)
  await settled()
  zone.takeIn(2, BEA.uid)
  await settled()
  bea.heard()
  ada.fails = true
  const event = zone.roomEvent(HALL, { verb: 'note', fields: {} })
  zone.send(event, event, zone.accepted(1, 1))
  await settled()
  t.equal(bea.heard(), 'event event .')
  t.equal(link.counters.itemsFailed, 2)
  t.equal(log.lines.length, 1, 'it is written down once in a while')
  t.match(log.lines[0], 'A session could not take an item')
})

t.test('thousands of answered lines set no more than one timer', async (t) => {
  const { clock, zone, session } = await playing()
  const before = clock.timersSet
  for (let sequence = 2; sequence < 1_000; sequence++) {
    session.line('look')
    zone.send(zone.accepted(1, sequence))
    if (sequence % 8 === 0) await settled()
  }
  t.ok(clock.timersSet - before <= 1)
})

t.test('once stopped it hears no more, and what waited is sent', async (t) => {
  const { zone, link, clock, ada, session } = await playing()
  session.line('north')
  link.stop()
  await settled()
  t.same(zone.heard(), ['1:line 2 north'])
  zone.send(zone.note(1, 'Late.'))
  await settled()
  t.equal(ada.heard(), '')
  t.equal(clock.timersWaiting, 0)
})
