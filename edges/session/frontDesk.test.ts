import t from 'tap'
import type { WireEvent } from '#protocol/event.ts'
import type { TerminalCapabilities } from './terminal.ts'
import { FakeServices } from './testDesk.ts'
import { FakeAccounts, FakeTerminal, KeptLog, ManualClock, MemoryBus, settled } from './testing.ts'
import { FakeZone, HALL, type PREFERENCES } from './testWorld.ts'
import { createTextEdge } from './textEdge.ts'

const PROMPT = '20/20hp> '
const UID = 101

interface Setting {
  preferences?: Partial<typeof PREFERENCES>
  capabilities?: Partial<TerminalCapabilities>
  services?: FakeServices
}

/** Ada in the hall; `greeting` is what she read before that. */
async function playing(setting: Setting = {}) {
  const { preferences = {}, capabilities = {}, services = new FakeServices() } = setting
  const bus = new MemoryBus()
  const zone = new FakeZone(bus)
  const accounts = new FakeAccounts()
  accounts.add('Ada', 'lovelace')
  const log = new KeptLog()
  const options = { bus, edge: 'test', accounts, services, log, clock: new ManualClock() }
  const edge = createTextEdge({ ...options, trusted: () => true, msspReply: () => '' })
  const terminal = new FakeTerminal(capabilities)
  edge.welcome(terminal)
  await settled()
  terminal.type('connect Ada lovelace')
  await settled()
  const greeting = terminal.seen().split('connect Ada lovelace\n')[1]
  zone.takeIn(1, UID, preferences)
  await settled()
  terminal.seen()
  let sequence = 1
  /** Types a line which the world answers by an event. */
  const ask = async (line: string, verb: string, fields: WireEvent['fields'] = {}) => {
    terminal.type(line)
    zone.send(zone.ownEvent(1, { verb, fields }), zone.accepted(1, ++sequence))
    await settled()
    return terminal.seen()
  }
  return { ask, greeting, log, services, terminal, zone }
}

const BUG = { kind: 'bug', text: 'It leans.', place: 'vale:mill' }
const THANKS = 'Thank you: this is ticket 1. "tickets" tells what becomes of it.'

t.test('a ticket takes along what was read and typed, and its number is told', async (t) => {
  const { ask, services, terminal, zone } = await playing()
  terminal.type('look')
  zone.send(zone.note(1, 'A \u001b[31mmill.'), zone.accepted(1, 2))
  await settled()
  terminal.seen()
  t.equal(await ask('bug It leans.', 'ticket', BUG), `bug It leans.\n${THANKS}\n\n${PROMPT}`)
  const { seen, ...kept } = services.tickets.kept[0]!
  t.same(kept, {
    kind: 'bug',
    characterUid: UID,
    room: 'vale:mill',
    about: '',
    text: 'It leans.',
    said: '',
  })
  t.match(seen, /^Hall\n/, 'the room where she came in')
  t.match(seen, /\n> look\nA mill\.\n> bug It leans\.$/)
})

t.test('no password goes along', async (t) => {
  const { ask, services, terminal, zone } = await playing()
  terminal.type('password', 'lovelace', '', 'pasword lovelace', 'PASSWRD lovelace')
  await settled()
  terminal.type('pw lovelace')
  zone.send(zone.ownEvent(1, { verb: 'password', fields: {} }), zone.accepted(1, 4))
  await settled()
  terminal.type('lovelace', '')
  await settled()
  zone.send(zone.ownEvent(1, { verb: 'ticket', fields: BUG }))
  await settled()
  t.equal(services.tickets.kept.length, 1)
  t.notMatch(JSON.stringify(services.tickets.kept), 'lovelace')
  t.match(await ask('bug x', 'ticket', BUG), 'ticket 2')
})

t.test('a report takes along what both have said', async (t) => {
  const { ask, services, zone } = await playing()
  const says = (uid: number, name: string, text: string) =>
    zone.roomEvent(HALL, { verb: 'say', fields: { actor: { uid, name }, text } })
  zone.send(says(7, 'Bob', 'Boo.'), says(8, 'Cyd', 'Hush.'), says(UID, 'Ada', 'Stop it.'))
  await settled()
  await ask('report Bob is rude', 'ticket', { ...BUG, kind: 'report', name: 'Bob' })
  t.match(services.tickets.kept, [
    { kind: 'report', about: 'Bob', said: 'Bob says, "Boo."\nYou say, "Stop it."' },
  ])
})

t.test('what cannot be kept is told so, plainly', async (t) => {
  const { ask, log, services } = await playing()
  services.tickets.isDown = true
  t.match(
    await ask('bug It leans.', 'ticket', BUG),
    /\nTickets cannot be reached just now, so nothing could be written down\. .*\n\n20\/20hp> $/s,
  )
  t.match(log.lines, [/^error Tickets and news could not be reached .*ECONNREFUSED/])
  t.match(await ask('tickets', 'tickets', { count: 0 }), 'Tickets cannot be reached just now')
  services.tickets.isDown = false
  services.tickets.refusal = { refused: 'too-fast', words: 'Please wait a while.' }
  t.match(await ask('bug It leans.', 'ticket', BUG), '\nPlease wait a while.\n')
})

t.test('the prompt waits for the answer, and no second ticket is taken meanwhile', async (t) => {
  const { ask, services, terminal, zone } = await playing()
  const gate = Promise.withResolvers<void>()
  services.tickets.gate = gate.promise
  t.equal(await ask('bug It leans.', 'ticket', BUG), 'bug It leans.\n')
  const second = 'bug It still leans.'
  t.equal(
    await ask(second, 'ticket', BUG),
    `${second}\nOne moment: your last ticket is still being looked after.\n`,
  )
  zone.send(zone.note(1, 'It rains.'))
  await settled()
  t.equal(terminal.seen(), 'It rains.\n', 'the world goes on')
  gate.resolve()
  await settled()
  t.equal(terminal.seen(), `${THANKS}\n\n${PROMPT}`)
  t.equal(services.tickets.kept.length, 1)
})

t.test('who goes meanwhile is told nothing', async (t) => {
  const { ask, services, terminal } = await playing()
  const gate = Promise.withResolvers<void>()
  services.tickets.gate = gate.promise
  await ask('bug It leans.', 'ticket', BUG)
  terminal.hangUp()
  gate.resolve()
  await settled()
  t.equal(terminal.seen(), '')
  t.equal(services.tickets.kept.length, 1, 'it is kept all the same')
})

t.test('one’s own tickets are listed, and shown', async (t) => {
  const { ask, services } = await playing()
  t.match(await ask('tickets', 'tickets', { count: 0 }), 'You have no tickets.')
  const madeAt = new Date('2026-09-01T10:02:03Z')
  const text = `It ${'leans and '.repeat(9)}creaks.`
  const common = { madeAt, answer: '', about: '' }
  services.tickets.owns = [
    { ...common, number: 12, kind: 'bug', text, state: 'open' },
    { ...common, number: 3, kind: 'report', about: 'Bob', text: 'is rude', state: 'taken' },
    { ...common, number: 2, kind: 'typo', text: 'teh', state: 'closed', answer: 'Mended.' },
  ]
  t.equal(
    await ask('tickets', 'tickets', { count: 0 }),
    `tickets
Your tickets; "tickets" and a number shows one:
  12  bug, open        It leans and leans and leans and leans and leans ...
  3   report, in hand  Bob: is rude
  2   typo, closed     teh

${PROMPT}`,
  )
  t.equal(
    await ask('tickets 2', 'tickets', { count: 2 }),
    `tickets 2
Ticket 2
  kind    typo
  state   closed
  made    2026-09-01 10:02 UTC
  text    teh
  answer  Mended.

${PROMPT}`,
  )
  t.match(await ask('tickets 9', 'tickets', { count: 9 }), 'You have no ticket 9.')
})

t.test('posted texts are shown, and what is not posted says so', async (t) => {
  const { ask, services } = await playing()
  t.match(await ask('motd', 'posted', { text: 'motd' }), 'There is no message of the day.')
  services.texts.posted.set('rules', 'Be civil.\n\nAlways.')
  const rules = await ask('rules', 'posted', { text: 'rules' })
  t.equal(rules, `rules\nBe civil.\n\nAlways.\n\n${PROMPT}`)
  t.equal(await ask('odd', 'posted', { text: 'constructor' }), `odd\n${PROMPT}`)
})

t.test('the message of the day greets, and news that were not read are told of', async (t) => {
  const services = new FakeServices()
  t.equal((await playing({ services })).greeting, 'Welcome, Ada.\n\n')
  services.texts.posted.set('motd', 'Mind the step.')
  services.texts.posted.set('news', 'A mill!')
  const { ask, greeting } = await playing({ services })
  const unread = 'There is news that you have not read yet: type "news".'
  t.equal(greeting, `Welcome, Ada.\nMind the step.\n${unread}\n\n`)
  t.match(await ask('news', 'posted', { text: 'news' }), '\nA mill!\n')
  t.equal((await playing({ services })).greeting, 'Welcome, Ada.\nMind the step.\n\n')
  services.texts.posted.set('news', 'A weir!')
  t.match((await playing({ services })).greeting, unread)
  services.newsMarks.isDown = true
  const down = await playing({ services })
  t.equal(down.greeting, 'Welcome, Ada.\nMind the step.\n\n', 'nobody is kept out by it')
  t.match(await down.ask('news', 'posted', { text: 'news' }), '\nA weir!\n')
  t.match(down.log.lines, [/^error News marks failed/, /^error Tickets and news/])
})

const names = Array.from({ length: 17 }, (_, i) => ({ actor: { uid: 900 + i, name: `P${i}` } }))
const WHO = { list: names.slice(0, 6), count: 17 }

t.test('long answers stop at the end of a page until the player goes on', async (t) => {
  const { ask, terminal, zone } = await playing({ preferences: { pageLines: 5, compact: 0 } })
  const first = await ask('who', 'who', WHO)
  const page = '[Page 1 of 2: ENTER for more, Q to stop] '
  t.equal(first, `who\n17 players are in the world:\n  P0\n  P1\n  P2\n  P3\n${page}`)
  zone.send(zone.note(1, 'It rains.'))
  await settled()
  t.equal(terminal.seen(), `\nIt rains.\n${page}`, 'what happens comes between')
  terminal.type('')
  t.equal(terminal.seen(), `\n  P4\n  P5\nAnd 11 more.\n\n${PROMPT}`)
  zone.heard()

  await ask('who', 'who', WHO)
  terminal.type('q')
  t.equal(terminal.seen(), `q\n${PROMPT}`)
  await ask('who', 'who', WHO)
  terminal.type('north')
  await settled()
  t.match(zone.heard().at(-1), / north$/, 'any other line is for the world')
  zone.send(zone.note(1, 'You walk.'))
  await settled()
  t.match(terminal.seen(), `You walk.\n\n${PROMPT}`)
  await ask('who', 'who', WHO)
  terminal.type('password')
  await settled()
  t.match(terminal.seen(), 'Your password until now: ')
})

t.test('a screen reader hears of a page where the player waits for it', async (t) => {
  const capabilities = { screenReader: true }
  const { ask, terminal, zone } = await playing({ preferences: { pageLines: 5 }, capabilities })
  t.match(await ask('who', 'who', WHO), /P3\.\nPage 1 of 2: ENTER for more, Q to stop\.\n$/)
  zone.send(zone.note(1, 'It rains.'))
  await settled()
  t.equal(terminal.seen(), 'It rains.\n')
  terminal.type('')
  t.match(terminal.seen(), /And 11 more\.\n20 of 20 health\.\n$/)
})

t.test('posted texts stop, too, and a window’s height decides where nobody has', async (t) => {
  const capabilities = { rows: 10, sized: true }
  const { ask, services } = await playing({ capabilities })
  const text = Array.from({ length: 12 }, (_, i) => `line ${i + 1}`).join('\n')
  services.texts.posted.set('credits', text)
  const page = await ask('credits', 'posted', { text: 'credits' })
  t.match(page, /line 8\n\[Page 1 of 2: ENTER for more, Q to stop\] $/)
})
