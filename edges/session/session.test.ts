import t from 'tap'
import { renderRoomView } from '#edges/text/room.ts'
import { styleFor } from '#edges/text/style.ts'
import { FAREWELL_REASONS } from '#protocol/frame.ts'
import { Pacer, UNASKED_BURST, UNASKED_EVERY_MS } from './pacer.ts'
import { Screen } from './screen.ts'
import { Session } from './session.ts'
import type { TerminalCapabilities } from './terminal.ts'
import { silentTalk } from './testChat.ts'
import { FakeServices } from './testDesk.ts'
import { FakeTerminal, KeptLog, ManualClock, MemoryBus, settled } from './testing.ts'
import { FakeZone, HALL, ownRecord, PREFERENCES, roomRecord } from './testWorld.ts'
import { IN_FLIGHT_MAX, QUEUED_LINES_MAX } from './throttle.ts'
import { FAREWELL } from './words.ts'
import { createWorldLink, LOOK_EVERY_MS } from './worldLink.ts'

const UID = 101

interface Setting {
  capabilities?: Partial<TerminalCapabilities>
  preferences?: Partial<typeof PREFERENCES>
  readerChosen?: boolean
}

/** Ada in the hall, her screen read up to there; `trusted`, as on loopback. */
async function playing({ capabilities, preferences, readerChosen }: Setting = {}) {
  const bus = new MemoryBus()
  const zone = new FakeZone(bus)
  const clock = new ManualClock()
  const link = createWorldLink({ bus, edge: 'test', clock, log: new KeptLog() })
  const terminal = new FakeTerminal(capabilities)
  const counters = { lines: 0, linesDropped: 0 }
  let ended = 0
  const session = new Session({
    terminal,
    screen: new Screen(terminal),
    character: { uid: UID, name: 'Ada' },
    readerChosen,
    link,
    clock,
    pacer: new Pacer(clock),
    trusted: true,
    counters,
    services: new FakeServices(),
    talk: silentTalk(bus, clock),
    log: new KeptLog(),
    changePassword: async () => undefined,
    ended: () => ended++,
  })
  await settled()
  zone.takeIn(1, UID, preferences)
  await settled()
  const arrival = terminal.seen()
  const sent = linesTo(zone).slice(1)
  const send = async (...items: Uint8Array[]) => {
    zone.send(...items)
    await settled()
    return terminal.seen()
  }
  return {
    arrival,
    bus,
    clock,
    counters,
    ended: () => ended,
    link,
    send,
    sent,
    session,
    terminal,
    zone,
  }
}

/** Lines sent, by their words. */
function linesTo(zone: FakeZone): string[] {
  return zone.heard().map((intent) => intent.split(' ').slice(2).join(' '))
}

const PROMPT = '20/20hp> '

t.test('who enters sees the room, a blank line and a prompt', async (t) => {
  const { arrival } = await playing()
  const style = styleFor({ columns: 80, colour: 'none', utf8: true, screenReader: false })
  const view = { reason: 'arrive', lit: true, records: [roomRecord(HALL, 'Hall')] } as const
  const room = renderRoomView(view, UID, style, { brief: false, autoexit: true })
  t.match(room, 'Hall it is.')
  t.equal(arrival, `${room}\n${PROMPT}`)
})

t.test('an answer follows the line, with one prompt for all that a frame brings', async (t) => {
  const { send, terminal, zone } = await playing()
  terminal.type('look')
  const answer = [zone.note(1, 'One.'), zone.note(1, 'Two.'), zone.accepted(1, 2)]
  t.equal(await send(...answer), `look\nOne.\nTwo.\n\n${PROMPT}`)
})

t.test('a step over a border is shown with where it leads, and one prompt', async (t) => {
  const { bus, send, terminal, zone } = await playing()
  const moor = new FakeZone(bus, 'moor', 'test', false)
  terminal.type('north')
  t.equal(await send(zone.note(1, 'You go north.'), zone.handOver(1, 2)), 'north\n')
  moor.takeIn(1, UID)
  await settled()
  t.match(terminal.seen(), /^You go north\.\nHall\n.*\n20\/20hp> $/s)
})

t.test('a border that takes long does not hide what was done there', async (t) => {
  const { clock, send, terminal, zone } = await playing()
  terminal.type('north')
  await send(zone.note(1, 'You go north.'), zone.handOver(1, 2))
  for (let looks = 0; looks < 4; looks++) {
    clock.advance(LOOK_EVERY_MS)
    await settled()
  }
  t.match(terminal.seen(), /^You go north\.\n/)
})

t.test('what comes unasked begins on a line of its own and brings the prompt again', async (t) => {
  const { send, zone } = await playing()
  t.equal(await send(zone.note(1, 'It rains.')), `\nIt rains.\n\n${PROMPT}`)
  t.equal(await send(zone.note(1, 'It stops.')), `\nIt stops.\n\n${PROMPT}`)
})

t.test('in a busy place what comes unasked gathers, and an answer takes it along', async (t) => {
  const { clock, send, terminal, zone } = await playing()
  // The arrival was the first of the burst.
  for (let i = 1; i < UNASKED_BURST; i++) await send(zone.note(1, 'Rain.'))
  t.equal(await send(zone.note(1, 'One.')), '', 'the burst is over')
  t.equal(await send(zone.note(1, 'Two.')), '')
  clock.advance(UNASKED_EVERY_MS)
  t.equal(terminal.seen(), `\nOne.\nTwo.\n\n${PROMPT}`)
  await send(zone.note(1, 'Three.'))
  t.equal(terminal.seen(), '')
  terminal.type('look')
  t.equal(
    await send(zone.note(1, 'Here.'), zone.accepted(1, 2)),
    `look\nThree.\nHere.\n\n${PROMPT}`,
  )
})

t.test('an answer without words is a prompt; a frame without either is nothing', async (t) => {
  const { send, terminal, zone } = await playing()
  terminal.type('')
  t.equal(await send(zone.accepted(1, 2)), `\n${PROMPT}`)
  t.equal(await send(zone.ownAppear(1, ownRecord(900))), '')
})

t.test('compact leaves the blank line out; without prompt there is neither', async (t) => {
  const compact = await playing({ preferences: { compact: 1 } })
  t.equal(await compact.send(compact.zone.note(1, 'Rain.')), `\nRain.\n${PROMPT}`)
  const bare = await playing({ preferences: { prompt: 0 } })
  t.equal(await bare.send(bare.zone.note(1, 'Rain.')), 'Rain.\n')
})

t.test('a screen reader hears the prompt as a line, and only after its own commands', async (t) => {
  const { send, terminal, zone } = await playing({ capabilities: { screenReader: true } })
  t.equal(await send(zone.note(1, 'It rains.')), 'It rains.\n')
  terminal.type('look')
  const answer = await send(zone.note(1, 'Dark.'), zone.accepted(1, 2))
  t.equal(answer, 'look\nDark.\n20 of 20 health.\n')
})

t.test("the player's preferences come before what the client says", async (t) => {
  const { send, terminal, zone } = await playing()
  const long = 'word '.repeat(30).trim()
  const widthOf = (text: string) => Math.max(...text.split('\n').map((line) => line.length))
  t.ok(widthOf(await send(zone.note(1, long))) > 60)
  terminal.becomes({ columns: 60 })
  const narrow = widthOf(await send(zone.note(1, long)))
  t.ok(narrow <= 60 && narrow > 40)
  const preferences = { ...PREFERENCES, columns: 40 }
  const changed = zone.ownChange(1, UID, 'preferences', preferences)
  t.ok(widthOf(await send(changed, zone.note(1, long))) <= 40)
  const reader = zone.ownChange(1, UID, 'preferences', { ...PREFERENCES, screenReader: 1 })
  t.equal(await send(reader, zone.note(1, 'Rain.')), '\nRain.\n')
})

t.test('what the player said of a screen reader at the door is kept by the world', async (t) => {
  const linesAfter = async (setting: Setting) => {
    const { sent } = await playing(setting)
    return sent
  }
  const speaking = { capabilities: { screenReader: true } }
  t.same(await linesAfter({ readerChosen: true }), ['screenreader on'])
  t.same(await linesAfter({ readerChosen: false }), [], 'it would be off anyway')
  t.same(await linesAfter({ readerChosen: false, ...speaking }), ['screenreader off'])
  t.same(await linesAfter({ readerChosen: true, preferences: { screenReader: 0 } }), [
    'screenreader on',
  ])
  t.same(await linesAfter({ readerChosen: true, preferences: { screenReader: 1 } }), [])
  t.same(await linesAfter({}), [])
})

t.test('"!" repeats the last line, and "--" clears what waits', async (t) => {
  const { send, terminal, zone } = await playing()
  terminal.type('!')
  t.match(await send(), 'You have typed nothing yet that could be repeated.')
  terminal.type('north', '', '!', ' ! ')
  await settled()
  t.same(linesTo(zone), ['north', '', 'north', 'north'])
  terminal.type('--')
  await settled()
  t.match(terminal.seen(), `--\nNothing was waiting.\n\n${PROMPT}`)
  terminal.type(...Array<string>(10).fill('east'), '--')
  await settled()
  t.match(terminal.seen(), '6 lines that waited will not be done.')
  t.equal(linesTo(zone).length, 4, 'eight were in flight, four of them these')
})

t.test(
  '10,000 lines at once: 72 are done, and the player is told of the others once',
  async (t) => {
    const { counters, terminal, zone } = await playing()
    terminal.type(...Array.from({ length: 10_000 }, (_, i) => `say ${i}`))
    await settled()
    terminal.seen()
    const done: string[] = []
    let told = ''
    for (let sequence = 1; sequence <= 80; sequence += 8) {
      done.push(...linesTo(zone))
      zone.send(zone.accepted(1, sequence + 8))
      await settled()
      told += terminal.seen()
    }
    t.equal(done.length, IN_FLIGHT_MAX + QUEUED_LINES_MAX)
    const words = 'You type faster than the world can follow: 9,928 lines were left out.'
    t.equal(told.split(words).length, 2)
    t.same(counters, { lines: 10_000, linesDropped: 9_928 })
  },
)

t.test('a line that is too long is told so', async (t) => {
  const { send, terminal } = await playing()
  terminal.tooLong()
  t.match(await send(), /^That line was too long .*\n\n20\/20hp> $/s)
})

t.test('each farewell has its sentence, then the connection closes', async (t) => {
  for (const reason of FAREWELL_REASONS) {
    const { clock, ended, send, terminal, zone } = await playing({ capabilities: { gmcp: true } })
    const last = await send(zone.note(1, 'You go.'), zone.farewell(1, reason))
    t.equal(last, `\nYou go.\n${FAREWELL[reason]}\n`)
    t.ok(terminal.isClosed)
    t.same(terminal.gmcpSent.at(-1), ['Core.Goodbye', FAREWELL[reason]])
    t.equal(ended(), 1)
    terminal.type('too late')
    await settled()
    t.same(zone.heard(), [], 'the world has said goodbye itself')
    clock.advance(LOOK_EVERY_MS)
    t.equal(clock.timersWaiting, 0)
  }
})

t.test('a client that goes is told to the world', async (t) => {
  const { ended, terminal, zone } = await playing()
  terminal.hangUp()
  await settled()
  t.same(zone.heard(), ['1:linkLost 2'])
  t.equal(ended(), 1)
})

t.test('a world that does not answer is told once', async (t) => {
  const { clock, terminal } = await playing()
  terminal.type('north')
  for (let look = 0; look < 10; look++) {
    clock.advance(LOOK_EVERY_MS)
    await settled()
  }
  t.equal(terminal.seen().split('The world pauses.').length, 2)
})

t.test('GMCP tells all at first, then what changes, once a frame', async (t) => {
  const { send, terminal, zone } = await playing({ capabilities: { gmcp: true } })
  const names = () => terminal.gmcpSent.splice(0).map(([name]) => name)
  const first = names()
  for (const name of ['Char.Name', 'Char.Vitals', 'Char.Items.List', 'Room.Info']) {
    t.ok(first.includes(name), name)
  }
  const lamp = {
    uid: 900,
    components: { described: { name: 'a lamp', here: '' }, location: { holder: UID } },
  }
  const hurt = (hp: number) => zone.ownChange(1, UID, 'vitals', { hp, hpMax: 20 })
  t.equal(await send(hurt(9), hurt(8), zone.ownAppear(1, lamp)), '', 'no text of its own')
  t.same(names(), ['Char.Vitals', 'Char.Status', 'Char.Items.Add'])
  t.match(await send(zone.note(1, 'Ouch.')), '8/20hp> ')
  await send(zone.ownVanish(1, 900))
  t.same(names(), ['Char.Status', 'Char.Items.Remove'])
  const actor = { uid: 7, name: 'Bea' }
  await send(zone.roomEvent(HALL, { verb: 'say', fields: { actor, text: 'Hello.' } }))
  t.same(names(), ['Comm.Channel.Text'])
  terminal.sendsGmcp('Char.Items.Inv', '')
  t.same(names(), ['Char.Items.List'])
  terminal.sendsGmcp('Char.Items.Room', '')
  t.same(terminal.gmcpSent.splice(0), [['Char.Items.List', { location: 'room', items: [] }]])
  terminal.sendsGmcp('Char.Unknown', {})
  t.same(names(), [])
})

const described = (name: string) => ({ described: { name, here: '' } })
const BEA = { uid: 7, components: { ...described('Bea'), player: { linkDead: 0 } } }
const LAMP = { uid: 900, components: { ...described('a lamp'), item: { weightGrams: 1 } } }

t.test('GMCP tells who and what comes into the room, changes, and goes', async (t) => {
  const { send, terminal, zone } = await playing({ capabilities: { gmcp: true } })
  const sent = () => terminal.gmcpSent.splice(0)
  sent()
  const lamp = (name: string) => ({ location: 'room', item: { id: 900, name, attrib: 't' } })
  await send(
    zone.roomAppear(HALL, BEA),
    zone.roomAppear(HALL, LAMP),
    zone.roomAppear(HALL, { uid: UID, components: described('Ada') }),
    zone.roomAppear(HALL, { uid: 901, components: { exit: { direction: 'north' } } }),
  )
  const bea = { name: 'Bea', fullname: 'Bea' }
  t.same(sent(), [
    ['Room.AddPlayer', bea],
    ['Char.Items.Add', lamp('a lamp')],
  ])
  const renamed = zone.roomChange(HALL, 900, 'described', { name: 'a broken lamp', here: '' })
  await send(renamed, zone.roomVanish(HALL, BEA.uid), zone.roomVanish(HALL, 900))
  t.same(sent(), [
    ['Char.Items.Update', lamp('a broken lamp')],
    ['Room.RemovePlayer', 'Bea'],
    ['Char.Items.Remove', lamp('a broken lamp')],
  ])
  t.equal(await send(zone.roomAppear(6, LAMP)), '', 'another room is not told of')
  t.same(sent(), [])
})

t.test('a room that GMCP has not told of is not told of further', async (t) => {
  const { send, terminal, zone } = await playing()
  await send(zone.roomAppear(HALL, BEA))
  terminal.becomes({ gmcp: true })
  terminal.gmcpSent.length = 0
  await send(zone.roomVanish(HALL, BEA.uid), zone.roomAppear(HALL, LAMP))
  terminal.sendsGmcp('Char.Items.Room', '')
  t.same(terminal.gmcpSent, [])
  await send(zone.view(1, 'look', roomRecord(HALL, 'Hall')), zone.roomAppear(HALL, LAMP))
  t.equal(terminal.gmcpSent.at(-1)?.[0], 'Char.Items.Add')
  terminal.becomes({ gmcp: false })
  terminal.becomes({ gmcp: true })
  terminal.gmcpSent.length = 0
  await send(zone.roomVanish(HALL, LAMP.uid))
  t.same(terminal.gmcpSent, [], 'nor is one of which it has forgotten what it told')
})

t.test('GMCP agreed late is told all', async (t) => {
  const { terminal } = await playing()
  terminal.becomes({ gmcp: true })
  t.ok(terminal.gmcpSent.some(([name]) => name === 'Char.Vitals'))
})

t.test('a view that only makes good a loss is known, but not shown', async (t) => {
  const { send, terminal, zone } = await playing({ capabilities: { gmcp: true } })
  terminal.gmcpSent.length = 0
  t.equal(await send(zone.view(1, 'resync', roomRecord(6, 'Cellar'))), '')
  t.equal(terminal.gmcpSent[0]?.[0], 'Room.Info')
  const rain = zone.roomEvent(6, { verb: 'note', fields: { text: 'It drips.' } })
  t.match(await send(rain), 'It drips.')
})

t.test('actor, target and bystander each read their own words of one event', async (t) => {
  const { send, zone } = await playing()
  const said = (actor: number, target: number) =>
    zone.roomEvent(HALL, {
      verb: 'sayTo',
      fields: {
        actor: { uid: actor, name: 'Ada' },
        target: { uid: target, name: 'Bea' },
        text: 'Hello.',
      },
    })
  const texts = [await send(said(UID, 7)), await send(said(7, UID)), await send(said(7, 8))]
  t.equal(new Set(texts).size, 3)
})
