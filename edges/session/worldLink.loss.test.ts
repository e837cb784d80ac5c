import t from 'tap'
import { SUBJECT } from '#protocol/bus.ts'
import { settled } from './testing.ts'
import { ADA, BEA, linked, playing, Recorder } from './testLink.ts'
import { FakeZone, HALL, roomRecord } from './testWorld.ts'
import { ENTER_LOOKS_MAX, LOST_LOOKS_MAX, REENTER_LOOKS } from './worldLink.ts'

t.test(
  '[F2] after a hole each session repeats what is unconfirmed and asks for its views',
  async (t) => {
    const { zone, link, ada, session } = await playing()
    session.line('get lantern')
    await settled()
    t.same(zone.heard(), ['1:line 2 get lantern'])
    zone.lose(zone.note(1, 'You take it.'), zone.accepted(1, 2))
    zone.send(zone.note(1, 'It rains.'))
    await settled()
    t.equal(ada.heard(), 'event .')
    t.same(zone.heard(), ['1:line 2 get lantern', '1:resync 2'])
    t.equal(link.counters.frameHoles, 1)
    const hall = roomRecord(HALL, 'Hall')
    zone.send(zone.accepted(1, 2), zone.welcome(1, 101), zone.view(1, 'resync', hall))
    await settled()
    t.equal(ada.heard(), 'accepted:1 welcome view:resync .')
    session.line('look')
    await settled()
    t.same(zone.heard(), ['1:line 3 look'], 'a resync takes no number')
  },
)

t.test('holes that follow each other make one question between two looks', async (t) => {
  const { zone, look } = await playing()
  for (let i = 0; i < 100; i++) {
    zone.lose()
    zone.send(zone.note(1, 'Rain.'))
  }
  await settled()
  t.same(zone.heard(), ['1:resync 1'])
  zone.send(zone.view(1, 'resync', roomRecord(HALL, 'Hall')))
  await look()
  t.same(zone.heard(), ['1:resync 1'], 'what was lost since is asked for at the next look')
})

t.test('intents that were lost are sent again until they are confirmed', async (t) => {
  const { bus, zone, link, look, session, ada } = await playing()
  bus.isDown = true
  session.line('north')
  await settled()
  bus.isDown = false
  await look(2)
  t.same(zone.heard(), ['1:line 2 north'])
  t.equal(link.counters.intentsRepeated, 1)
  zone.send(zone.accepted(1, 2))
  await settled()
  await look(3)
  t.same(zone.heard(), [])
  t.equal(ada.heard(), 'accepted:1 .')
})

t.test('a zone that misses one before another gets both at once', async (t) => {
  const { bus, zone, look, session } = await playing()
  await look()
  bus.isDown = true
  session.line('north')
  await settled()
  bus.isDown = false
  session.line('east')
  await settled()
  t.same(zone.heard(), ['1:line 3 east'])
  zone.send(zone.accepted(1, 1))
  await settled()
  t.same(zone.heard(), ['1:line 2 north', '1:line 3 east'])
  zone.send(zone.accepted(1, 1), zone.accepted(1, 1))
  await settled()
  t.same(zone.heard(), [], 'and not again for each answer')
})

t.test('a session is told once that the world does not answer', async (t) => {
  const { zone, look, ada, session } = await playing()
  session.line('north')
  await look(10)
  t.equal(ada.heard(), 'stalled .')
  zone.send(zone.accepted(1, 2))
  await settled()
  t.equal(ada.heard(), 'accepted:1 .')
})

t.test('a zone that began anew is entered again, and does what was unconfirmed', async (t) => {
  const { zone, link, ada, session, bus } = await playing()
  link.enter(new Recorder(), BEA)
  await settled()
  zone.takeIn(2, BEA.uid)
  session.line('north')
  await settled()
  zone.heard()
  const anew = new FakeZone(bus, 'town', 'test', false)
  anew.epoch = 2
  anew.send(anew.welcome(2, BEA.uid), anew.accepted(2, 1))
  await settled()
  t.same(zone.heard(), ['1:enter 1', '2:enter 1'])
  anew.takeIn(1, ADA.uid)
  await settled()
  t.equal(ada.heard(), 'welcome own view:arrive .')
  t.same(anew.heard(), ['1:line 2 north'])
})

t.test('a session that finds no answer for long enters again', async (t) => {
  const { zone, look, session } = await playing()
  session.line('north')
  await settled()
  zone.heard()
  await look(REENTER_LOOKS + 1)
  t.same(
    zone.heard().filter((intent) => intent.includes('enter')),
    ['1:enter 1'],
  )
})

t.test('a door that stays shut is told, after some knocking', async (t) => {
  const { zone, link, look } = linked()
  const ada = new Recorder()
  link.enter(ada, ADA)
  await look(ENTER_LOOKS_MAX)
  t.same(zone.heard(), Array(ENTER_LOOKS_MAX).fill('1:enter 1'))
  await look(2)
  t.equal(ada.heard(), 'stalled . unavailable .')
  await look(3)
  t.same(zone.heard(), [])
})

t.test('[I10] a zone that lets one in who was given up is told to let go', async (t) => {
  const { zone, link, look, clock } = linked()
  const ada = new Recorder()
  link.enter(ada, ADA)
  await look(ENTER_LOOKS_MAX + 2)
  ada.heard()
  zone.heard()
  zone.takeIn(1, ADA.uid)
  await settled()
  t.same([zone.heard(), ada.heard()], [['1:linkLost 0'], ''], 'once for a frame')
  await look()
  zone.send(zone.note(1, 'Rain.'))
  await settled()
  t.same(zone.heard(), ['1:linkLost 0'], 'and again, should it not have heard that')
  zone.send(zone.farewell(1, 'shutdown'))
  await look(2)
  t.same([zone.heard(), clock.timersWaiting], [[], 0])
})

t.test('a lost terminal is told until the zone knows, and then forgotten', async (t) => {
  const { bus, zone, clock, look, ada, session } = await playing()
  bus.isDown = true
  session.linkLost()
  session.linkLost()
  await look(2)
  bus.isDown = false
  zone.heard()
  await look()
  t.same(zone.heard(), ['1:linkLost 2'])
  zone.send(zone.note(1, 'Rain.'), zone.accepted(1, 2))
  await settled()
  await look(2)
  t.equal(ada.heard(), '')
  t.same(zone.heard(), [])
  t.equal(clock.timersWaiting, 0)
})

t.test('a terminal lost before the welcome is told after it', async (t) => {
  const { zone, link } = linked()
  const ada = new Recorder()
  const session = link.enter(ada, ADA)
  session.linkLost()
  await settled()
  t.same(zone.heard(), ['1:enter 1'])
  zone.takeIn(1, ADA.uid)
  await settled()
  t.same(zone.heard(), ['1:linkLost 2'])
  t.equal(ada.heard(), '')
})

t.test('a zone that never hears of a lost terminal is given up', async (t) => {
  const { clock, zone, look, session } = await playing()
  session.linkLost()
  await look(LOST_LOOKS_MAX + 2)
  zone.heard()
  t.equal(clock.timersWaiting, 0)
  await look(2)
  t.same(zone.heard(), [])
})

t.test('frames that cannot be read are counted and written down once', async (t) => {
  const { bus, zone, log, link, ada } = await playing()
  const whole = zone.frame(zone.note(1, 'One.'), zone.note(1, 'Two.'))
  const torn = [new Uint8Array(0), new Uint8Array([9, 9]), whole.subarray(0, whole.length - 2)]
  for (const bytes of torn) bus.publish(SUBJECT.edge('test'), bytes)
  await settled()
  t.equal(link.counters.framesUnreadable, 3)
  t.equal(log.lines.length, 1)
  t.equal(ada.heard(), 'event .', 'what came before the tear was told')
  t.same(zone.heard(), ['1:resync 1'])
})

t.test('a frame that comes twice is heard once', async (t) => {
  const { bus, zone, link, ada } = await playing()
  const frame = zone.frame(zone.note(1, 'One.'))
  bus.publish(SUBJECT.edge('test'), frame)
  bus.publish(SUBJECT.edge('test'), frame)
  await settled()
  t.equal(ada.heard(), 'event .')
  t.equal(link.counters.framesRepeated, 1)
})
