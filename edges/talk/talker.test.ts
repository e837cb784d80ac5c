import t from 'tap'
import { UNASKED_EVERY_MS } from '#edges/session/pacer.ts'
import { FakeChat } from '#edges/session/testChat.ts'
import { FakeServices } from '#edges/session/testDesk.ts'
import {
  FakeAccounts,
  FakeTerminal,
  KeptLog,
  ManualClock,
  MemoryBus,
  settled,
} from '#edges/session/testing.ts'
import { FakeZone } from '#edges/session/testWorld.ts'
import { createTextEdge } from '#edges/session/textEdge.ts'
import { SUBJECT } from '#protocol/bus.ts'
import { encodeChat, fieldsOfLine, type Line } from '#protocol/chat.ts'
import type { WireEvent } from '#protocol/event.ts'
import { DOUBT_MS } from './chatLink.ts'
import { REPEAT_MS } from './pendingAsks.ts'

const PROMPT = '20/20hp> '
const ADA = { uid: 101, name: 'Ada' }
const BOB = { uid: 102, name: 'Bob' }
const CYD = { uid: 103, name: 'Cyd' }

interface Setting {
  arrival?: WireEvent['fields']
  /** Lines that were said before anybody came. */
  said?: readonly Line[]
  gmcp?: boolean
}

/** Ada and Bob at one edge, both in the hall, their screens read. */
async function playing({ arrival = {}, said = [], gmcp = false }: Setting = {}) {
  const bus = new MemoryBus()
  const chat = new FakeChat(bus)
  chat.arrival = arrival
  chat.lines.push(...said)
  const zone = new FakeZone(bus)
  const clock = new ManualClock()
  const accounts = new FakeAccounts()
  for (const name of ['Ada', 'Bob']) accounts.add(name, 'lovelace')
  const options = { bus, edge: 'test', accounts, services: new FakeServices(), clock }
  const log = new KeptLog()
  const edge = createTextEdge({ ...options, log, trusted: () => true, msspReply: () => '' })
  const enter = async (session: number, { uid, name }: { uid: number; name: string }) => {
    const terminal = new FakeTerminal({ gmcp })
    edge.welcome(terminal)
    await settled()
    terminal.type(`connect ${name} lovelace`)
    await settled()
    zone.takeIn(session, uid)
    await settled()
    const greeting = terminal.seen()
    let sequence = 1
    /** Types a line by which the world asks for a deed of the chat. @returns the screen */
    const wish = async (deed: string, fields: WireEvent['fields'] = {}) => {
      terminal.type(deed)
      const event = { verb: 'chat', fields: { deed, ...fields } }
      zone.send(zone.ownEvent(session, event), zone.accepted(session, ++sequence))
      await settled()
      return terminal.seen().replace(`${deed}\n`, '')
    }
    return { greeting, terminal, wish }
  }
  const ada = await enter(1, ADA)
  const bob = await enter(2, BOB)
  ada.terminal.seen()
  return { ada, bob, bus, chat, clock, edge, enter, log, zone }
}

function line(text: string, more: Partial<Line> = {}): Line {
  return {
    number: 1,
    atMs: 0,
    channel: 'gossip',
    area: '',
    actor: CYD,
    acted: false,
    text,
    ...more,
  }
}

t.test('what one says on a channel, all hear who listen, each with a prompt', async (t) => {
  const { ada, bob } = await playing()
  const words = '[gossip] Ada: Good morning.\n'
  t.equal(
    await ada.wish('say', { channel: 'gossip', text: 'Good morning.' }),
    `${words}\n${PROMPT}`,
  )
  t.equal(bob.terminal.seen(), `\n${words}\n${PROMPT}`)
})

t.test('a tell reaches its player alone, and can be answered', async (t) => {
  const { ada, bob, chat } = await playing()
  t.equal(
    await ada.wish('tell', { name: 'bo', text: 'Come here.' }),
    `You tell Bob, "Come here."\n\n${PROMPT}`,
  )
  t.equal(bob.terminal.seen(), `\nAda tells you, "Come here."\n\n${PROMPT}`)
  t.equal(await bob.wish('reply', { text: 'Coming.' }), `You tell Ada, "Coming."\n\n${PROMPT}`)
  t.equal(ada.terminal.seen(), `\nBob tells you, "Coming."\n\n${PROMPT}`)
  chat.says(CYD, 'elsewhere', { channel: '', target: BOB })
  await settled()
  t.equal(ada.terminal.seen(), '')
})

t.test('a tell that would not be heard is refused with a reason', async (t) => {
  const { ada, chat, zone } = await playing()
  const persona = (session: number, uid: number, values: Record<string, string | number>) =>
    zone.ownChange(session, uid, 'persona', { away: '', undisturbed: 0, ignored: '', ...values })
  t.match(await ada.wish('tell', { name: 'zoe', text: 'Hm.' }), /There is no player "zoe" here now/)
  t.match(await ada.wish('tell', { name: 'ada', text: 'Hm.' }), /You need no words/)
  t.match(await ada.wish('reply', { text: 'Hm.' }), /^Nobody has told you anything yet/)
  zone.send(persona(2, BOB.uid, { undisturbed: 1 }))
  await settled()
  t.match(
    await ada.wish('tell', { name: 'bob', text: 'Hm.' }),
    /^Bob does not wish to be disturbed/,
  )
  zone.send(persona(2, BOB.uid, { undisturbed: 0, ignored: 'eve ada' }))
  await settled()
  t.match(
    await ada.wish('tell', { name: 'bob', text: 'Hm.' }),
    /^Bob does not wish to hear from you/,
  )
  zone.send(persona(2, BOB.uid, { ignored: '', away: 'tea' }))
  await settled()
  t.match(
    await ada.wish('tell', { name: 'bob', text: 'Hm.' }),
    /^You tell Bob, "Hm\."\nBob is away: tea\.\n/,
  )
  zone.send(persona(1, ADA.uid, { ignored: 'bob' }))
  await settled()
  t.match(await ada.wish('tell', { name: 'bob', text: 'Hm.' }), /^You ignore Bob\. "unignore bob"/)
  t.equal(chat.asked.filter(({ verb }) => verb === 'tell').length, 1)
})

t.test('who ignores somebody, or is not to be disturbed, hears nothing of it', async (t) => {
  const { ada, bob, chat, zone } = await playing()
  const persona = (values: Record<string, string | number>) =>
    zone.ownChange(1, ADA.uid, 'persona', { away: '', undisturbed: 0, ignored: '', ...values })
  zone.send(persona({ ignored: 'cyd' }))
  await settled()
  chat.says(CYD, 'one')
  await settled()
  t.equal(ada.terminal.seen(), '')
  zone.send(persona({ ignored: '', undisturbed: 1 }))
  await settled()
  chat.says(CYD, 'two')
  await settled()
  t.equal(ada.terminal.seen(), '')
  t.match(bob.terminal.seen(), /one.*two/s)
})

t.test(
  'the talk of an area is for who is there, and that of unknown channels for nobody',
  async (t) => {
    const { ada, chat } = await playing()
    for (const more of [{ area: 'Tops' }, { channel: 'staff' }]) chat.says(CYD, 'Hm.', more)
    await settled()
    t.equal(ada.terminal.seen(), '')
  },
)

t.test('what was missed is shown to who comes back, and nothing twice', async (t) => {
  const said = [line('before'), line('missed', { number: 2 })]
  const missed = [fieldsOfLine(said[1]!)]
  const { ada, chat } = await playing({ said, arrival: { mark: 1, count: 3, missed } })
  t.match(ada.greeting, /Said while your link was lost, or just before:\n2 more lines were .+\n/)
  t.match(ada.greeting, /lines were .+\n1970-01-01 00:00 \[gossip\] Cyd: missed\n/)
  chat.tell(said[1]!)
  await settled()
  t.equal(ada.terminal.seen(), '')
  chat.says(CYD, 'new')
  await settled()
  t.match(ada.terminal.seen(), /\[gossip\] Cyd: new/)
})

t.test('who had quit is told how much was said, and may have it shown', async (t) => {
  const said = [line('before'), line('missed', { number: 2 })]
  const { ada, chat } = await playing({ said, arrival: { mark: 1, count: 1 } })
  t.match(ada.greeting, /One line was said on your channels while you were away: "replay" shows/)
  await ada.wish('replay')
  await ada.wish('replay')
  const asked = chat.asked.filter(({ verb }) => verb === 'recall').map(({ fields }) => fields)
  t.match(asked, [
    { after: 1, count: 200 },
    { after: undefined, count: 0 },
  ])
})

t.test('while chat does not answer the player is told, and has the prompt', async (t) => {
  const { ada, chat, clock } = await playing()
  chat.isAway = true
  t.equal(await ada.wish('say', { channel: 'gossip', text: 'Hm.' }), '', 'it is waited for')
  for (let i = 0; i < 3; i++) clock.advance(REPEAT_MS)
  await settled()
  t.match(ada.terminal.seen(), /^The chat does not answer just now\..*20\/20hp> $/s)
  chat.isAway = false
  clock.advance(REPEAT_MS)
  await settled()
  t.equal(ada.terminal.seen(), `\n[gossip] Ada: Hm.\n\n${PROMPT}`)

  chat.isAway = true
  await ada.wish('say', { channel: 'gossip', text: 'Hm.' })
  for (let i = 0; i < 40; i++) clock.advance(REPEAT_MS)
  await settled()
  t.match(ada.terminal.seen(), /may not have been heard/)
})

t.test('wishes of one player are fulfilled one after the other', async (t) => {
  const { ada, bob, clock, zone } = await playing()
  const say = (text: string) =>
    zone.ownEvent(1, { verb: 'chat', fields: { deed: 'say', channel: 'gossip', text } })
  zone.send(...Array.from({ length: 20 }, (_, i) => say(`line ${i}`)))
  for (let i = 0; i < 5; i++) {
    await settled()
    clock.advance(UNASKED_EVERY_MS)
  }
  const heard = bob.terminal.seen().match(/line \d+/g)
  t.same(
    heard,
    Array.from({ length: 17 }, (_, i) => `line ${i}`),
  )
  t.match(ada.terminal.seen(), /One moment: the chat has not caught up/)
})

t.test('a letter is written line by line, and what cannot be sent is not lost', async (t) => {
  const { ada, chat, zone } = await playing()
  t.equal(
    await ada.wish('send', { name: 'bob', subject: 'the lantern' }),
    'A letter to Bob, about "the lantern".\nWrite as many lines as you like. A full stop alone ' +
      'on a line ends it; "~q"\nthrows it away, "~u" takes back the last line, "~p" shows ' +
      'what you ' +
      'have.\n 1> ',
  )
  zone.heard()
  ada.terminal.type('look')
  await settled()
  ada.terminal.type('Yours.')
  await settled()
  t.equal(ada.terminal.seen(), 'look\n 2> Yours.\n 3> ')
  t.same(zone.heard(), [], 'no zone hears of it')
  chat.says(CYD, 'Hm.')
  await settled()
  t.equal(ada.terminal.seen(), '\n[gossip] Cyd: Hm.\n 3> ')
  chat.refusal = 'The letter box of Bob is full.'
  ada.terminal.type('.')
  await settled()
  t.match(ada.terminal.seen(), /^\.\nThe letter box of Bob is full\.\nWhat you wrote is still here/)
  chat.refusal = ''
  ada.terminal.type('.')
  await settled()
  t.equal(ada.terminal.seen(), `.\nYour letter to Bob is on its way.\n\n${PROMPT}`)
  const sent = chat.asked.filter(({ verb }) => verb === 'send').at(-1)
  t.match(sent?.fields, { actor: ADA, name: 'Bob', subject: 'the lantern', text: 'look\nYours.' })
})

t.test('a letter to one who ignores its writer, or is ignored, is not begun', async (t) => {
  const { ada, bob, chat, zone } = await playing()
  const ignoring = (values: Record<string, string>) =>
    zone.ownChange(1, ADA.uid, 'persona', { away: '', undisturbed: 0, ...values })
  chat.isUnwilling = true
  t.match(await ada.wish('send', { name: 'bob' }), /^Bob does not wish to hear from you\./)
  bob.terminal.hangUp()
  await settled()
  t.match(await ada.wish('tell', { name: 'bob', text: 'Hm.' }), /^Bob does not wish to hear/)
  chat.isUnwilling = false
  t.match(await ada.wish('tell', { name: 'bob', text: 'Hm.' }), /^Bob is not in the world now/)
  zone.send(ignoring({ ignored: 'bob' }))
  await settled()
  t.match(await ada.wish('send', { name: 'bob' }), /^You ignore Bob\. "unignore bob" changes that/)
})

t.test('chat knows whom a player ignores', async (t) => {
  const { chat, zone } = await playing()
  const values = { away: '', undisturbed: 0, ignored: 'eve bob' }
  zone.send(zone.ownChange(1, ADA.uid, 'persona', values))
  zone.send(zone.ownChange(1, ADA.uid, 'persona', { ...values, away: 'tea' }))
  await settled()
  zone.send(zone.farewell(1, 'quit'))
  await settled()
  const told = chat.asked.filter(({ fields }) => fields['uid'] === ADA.uid)
  t.match(told.slice(1), [
    { verb: 'here', fields: { ignored: '' } },
    { verb: 'ignores', fields: { ignored: 'eve bob' } },
    { verb: 'left', fields: { over: true } },
  ])
})

t.test('who comes is told of letters, and so is whoever gets one', async (t) => {
  const { ada, bob, bus } = await playing({ arrival: { unread: 2 } })
  t.match(ada.greeting, /You have 2 letters that you have not read yet: "mail" lists them\./)
  const told = [{ verb: 'letterCame', fields: { to: BOB, actor: ADA } }]
  bus.publish(SUBJECT.chatTold, encodeChat({ told }))
  await settled()
  t.match(bob.terminal.seen(), /A letter from Ada has come\. \("mail read" shows it\.\)/)
  t.equal(ada.terminal.seen(), '')
})

t.test('by GMCP clients hear of channels and all that is said there', async (t) => {
  const { ada, chat } = await playing({ gmcp: true })
  const heard = (name: string) =>
    ada.terminal.gmcpSent.flatMap(([sent, value]) => (sent === name ? [value] : []))
  t.same(heard('Comm.Channel.List'), [
    [{ name: 'gossip', caption: 'Talk.', command: 'channel gossip' }],
  ])
  chat.says(CYD, 'Hm.')
  chat.says(CYD, 'waves', { acted: true })
  await settled()
  t.same(heard('Comm.Channel.Text'), [
    { channel: 'gossip', talker: 'Cyd', text: '[gossip] Cyd: Hm.' },
    { channel: 'gossip', talker: 'Cyd', text: '[gossip] Cyd waves.' },
  ])
  ada.terminal.sendsGmcp('Comm.Channel.Players')
  ada.terminal.sendsGmcp('Comm.Channel.Enable', 'newbie')
  await settled()
  t.match(
    chat.asked.filter(({ verb }) => verb === 'players' || verb === 'member'),
    [
      { verb: 'players', fields: { list: [ADA.uid, BOB.uid] } },
      { verb: 'member', fields: { channel: 'newbie', state: 'joined' } },
    ],
  )
  t.same(heard('Comm.Channel.Players'), [[]])
})

t.test('what was missed comes by GMCP, too', async (t) => {
  const told = line('psst', { number: 2, channel: '', target: ADA })
  const said = [line('before'), told]
  const missed = [fieldsOfLine(told)]
  const { ada } = await playing({ gmcp: true, said, arrival: { mark: 1, count: 1, missed } })
  const texts = ada.terminal.gmcpSent.filter(([name]) => name === 'Comm.Channel.Text')
  t.same(texts, [
    ['Comm.Channel.Text', { channel: 'tell', talker: 'Cyd', text: 'Cyd tells you, "psst"' }],
  ])
})

t.test('a channel that is new, or gone, is known at once', async (t) => {
  const { ada, bus, chat } = await playing()
  const change = (channel: WireEvent['fields']) => {
    const told = [{ verb: 'channelChanged', fields: { channel } }]
    bus.publish(SUBJECT.chatTold, encodeChat({ told }))
    chat.says(CYD, 'la', { channel: 'music' })
  }
  change({ name: 'music', title: 'Songs.', hearRole: 'player', speakRole: 'player' })
  await settled()
  t.match(ada.terminal.seen(), /\[music\] Cyd: la/)
  change({ name: 'music', title: 'Songs.', hearRole: 'builder', speakRole: 'builder' })
  await settled()
  t.equal(ada.terminal.seen(), '')
  change({ name: 'music', hearRole: 'player', gone: true })
  await settled()
  t.equal(ada.terminal.seen(), '')
})

t.test('chat hears how each player left, and what it had heard', async (t) => {
  const { ada, bob, chat, zone } = await playing()
  chat.says(CYD, 'one')
  await settled()
  zone.send(zone.farewell(1, 'quit'))
  await settled()
  bob.terminal.hangUp()
  await settled()
  t.ok(ada.terminal.isClosed)
  const left = chat.asked.filter(({ verb }) => verb === 'left').map(({ fields }) => fields)
  t.same(left, [
    { uid: ADA.uid, mark: 1, over: true },
    { uid: BOB.uid, mark: 0, over: false },
  ])
})

t.test('what a client may not have seen is told again to who comes back', async (t) => {
  const { bob, chat, clock, enter } = await playing()
  const seen = () =>
    chat.asked.flatMap(({ verb, fields }) => (verb === 'arrive' ? [fields['seen']] : []))
  chat.says(CYD, 'one')
  await settled()
  bob.terminal.type('look')
  chat.says(CYD, 'two')
  await settled()
  await enter(3, BOB)
  t.same(seen(), [undefined, undefined, 1], 'he looked before the second')
  clock.advance(DOUBT_MS)
  chat.says(CYD, 'three')
  await settled()
  clock.advance(DOUBT_MS)
  await enter(4, BOB)
  t.equal(seen().at(-1), 2, 'so late a loss would have been noticed')
})
