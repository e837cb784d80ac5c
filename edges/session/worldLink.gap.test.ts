import t from 'tap'
import { settled } from './testing.ts'
import { ADA, BEA, linked, playing, Recorder } from './testLink.ts'
import { HALL, roomRecord } from './testWorld.ts'

t.test('after a gap views are asked for, and what is unconfirmed is repeated', async (t) => {
  const { bus, zone, link, ada, session } = await playing()
  const bea = new Recorder()
  link.enter(bea, BEA)
  await settled()
  t.same(zone.heard(), ['2:enter 1'])
  bus.isDown = true
  session.line('north')
  await settled()
  t.same(zone.heard(), [])
  bus.restore()
  await settled()
  t.same(zone.heard(), ['1:line 2 north', '1:resync 2', '2:enter 1'])
  t.equal(ada.heard(), '')
})

t.test('the hole that a gap has left is made good once', async (t) => {
  const { bus, zone, link, ada, look } = await playing()
  bus.isDown = true
  zone.send(zone.note(1, 'It rains.'))
  await settled()
  bus.restore()
  await settled()
  t.same(zone.heard(), ['1:resync 1'])
  zone.send(zone.view(1, 'resync', roomRecord(HALL, 'Hall')))
  await settled()
  t.equal(link.counters.frameHoles, 1)
  t.equal(ada.heard(), 'view:resync .')
  await look(2)
  t.same(zone.heard(), [], 'it is not asked for again')
  zone.lose()
  zone.send(zone.note(1, 'It pours.'))
  await settled()
  t.same(zone.heard(), ['1:resync 1'], 'the next hole is another')
})

t.test('a gap in which nothing was lost hides no hole behind it', async (t) => {
  const { bus, zone, look } = await playing()
  bus.restore()
  await settled()
  zone.send(zone.view(1, 'resync', roomRecord(HALL, 'Hall')))
  await look(2)
  t.same(zone.heard(), ['1:resync 1'])
  zone.lose()
  zone.send(zone.note(1, 'It rains.'))
  await settled()
  t.same(zone.heard(), ['1:resync 1'])
})

t.test('gaps that follow each other make one question between two looks', async (t) => {
  const { bus, zone, look } = await playing()
  for (let n = 0; n < 10; n++) bus.restore()
  await settled()
  t.same(zone.heard(), ['1:resync 1'])
  zone.send(zone.view(1, 'resync', roomRecord(HALL, 'Hall')))
  await look()
  t.same(zone.heard(), ['1:resync 1'])
})

t.test('a link that was stopped hears of no gap', async (t) => {
  const { bus, link, zone } = linked()
  link.enter(new Recorder(), ADA)
  link.stop()
  await settled()
  zone.heard()
  bus.restore()
  await settled()
  t.same(zone.heard(), [])
})
