import t from 'tap'
import { SUBJECT } from '#protocol/bus.ts'
import type { FarewellReason } from '#protocol/frame.ts'
import type { PlayedCharacter, WorldListener } from './linkedSession.ts'
import { KeptLog, ManualClock, MemoryBus, settled } from './testing.ts'
import { FakeZone, HALL, ownRecord, roomRecord } from './testWorld.ts'
import {
  createWorldLink,
  ENTER_LOOKS_MAX,
  LOOK_EVERY_MS,
  LOST_LOOKS_MAX,
  REENTER_LOOKS,
} from './worldLink.ts'

const ADA: PlayedCharacter = { uid: 101, name: 'Ada' }
const BEA: PlayedCharacter = { uid: 102, name: 'Bea' }

/** Writes down what it hears, one word each; frames' ends as `.` */
class Recorder implements WorldListener {
  #heard: string[] = []
  /** Whether it fails at the next event. */
  fails = false

  heard(): string {
    return this.#heard.splice(0).join(' ')
  }
  welcome(): void {
    this.#heard.push('welcome')
  }
  farewell(reason: FarewellReason): void {
    this.#heard.push(reason)
  }
  accepted(lines: number): void {
    this.#heard.push(`accepted:${lines}`)
  }
  roomView(reason: string): void {
    this.#heard.push(`view:${reason}`)
  }
  ownView(): void {
    this.#heard.push('own')
  }
  ownAppear(): void {
    this.#heard.push('appear')
  }
  ownVanish(uid: number): void {
    this.#heard.push(`vanish:${uid}`)
  }
  ownChanges(): void {
    this.#heard.push('changes')
  }
  event(): void {
    if (this.fails) throw new Error('A phrase is broken')
    this.#heard.push('event')
  }
  stalled(): void {
    this.#heard.push('stalled')
  }
  frameEnd(): void {
    this.#heard.push('.')
  }
}

function linked() {
  const bus = new MemoryBus()
  const zone = new FakeZone(bus)
  const clock = new ManualClock()
  const log = new KeptLog()
  const link = createWorldLink({ bus, edge: 'test', clock, log })
  const look = async (times = 1) => {
    for (let i = 0; i < times; i++) {
      clock.advance(LOOK_EVERY_MS)
      await settled()
    }
  }
  return { bus, zone, clock, log, link, look }
}

/** A link with Ada in the hall, all told and confirmed. */
async function playing() {
  const all = linked()
  const ada = new Recorder()
  const session = all.link.enter(ada, ADA)
  await settled()
  all.zone.takeIn(1, ADA.uid)
  await settled()
  ada.heard()
  all.zone.heard()
  return { ...all, ada, session }
}

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
      entry: { uid: 101, name: 'Ada', state: new Uint8Array(0), revision: 0 },
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
  anew.tick = 1
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

t.test("one session's fault is not the others'", async (t) => {
  const { zone, link, log, ada } = await playing()
  const bea = new Recorder()
  link.enter(bea, BEA)
  await settled()
  zone.takeIn(2, BEA.uid)
  await settled()
  bea.heard()
  ada.fails = true
  zone.send(zone.roomEvent(HALL, { verb: 'note', fields: {} }), zone.accepted(1, 1))
  await settled()
  t.equal(bea.heard(), 'event .')
  t.equal(link.counters.itemsFailed, 1)
  t.match(log.lines, ['A session could not take an item'])
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
