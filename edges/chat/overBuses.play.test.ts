import t, { type Test } from 'tap'
import { realClock } from '#edges/session/clock.ts'
import { KeptLog } from '#edges/session/testing.ts'
import { ChatLink } from '#edges/talk/chatLink.ts'
import { LocalBus } from '#engine/bus/localBus.ts'
import { NatsBus } from '#engine/bus/natsBus.ts'
import { withTestDatabase } from '#migrations/testing.ts'
import type { Hub, Receive, Unsubscribe } from '#protocol/bus.ts'
import type { Line } from '#protocol/chat.ts'
import type { WireEvent } from '#protocol/event.ts'
import { cableTo } from '#tools/services/cable.ts'
import { natsServer } from '#tools/services/testing.ts'
import { FakeChatEdge, makeCharacters, openChat } from './testChat.ts'

/*
 * What the chat promises, whatever bus it is on: within one process with one chat, and over a real
 * NATS server between two chat processes and two edges.
 */

const database = await withTestDatabase(t)
const nats = await natsServer(t)

type Tap = { teardown(end: () => unknown): unknown }

/** What joins chats and edges. */
interface Joined {
  chats: readonly Hub[]
  here: Hub
  there: Hub
  /** Takes `there` off the bus, and back onto it: what was sent meanwhile is lost. */
  unplug(): void
  plugIn(): void
}

type Join = (t: Tap) => Promise<Joined>

/** An end of the bus of one process that can be taken off it. */
class LooseEnd implements Hub {
  isPlugged = true
  readonly #hub: Hub
  readonly #restored = new Set<() => void>()

  constructor(hub: Hub) {
    this.#hub = hub
  }

  publish(subject: string, payload: Uint8Array): void {
    if (this.isPlugged) this.#hub.publish(subject, payload)
  }

  subscribe(subject: string, receive: Receive): Unsubscribe {
    return this.#hub.subscribe(subject, (payload) => {
      if (this.isPlugged) receive(payload)
    })
  }

  serve(subject: string, receive: Receive): Unsubscribe {
    return this.#hub.serve(subject, receive)
  }

  onGap(restored: () => void): Unsubscribe {
    this.#restored.add(restored)
    return () => this.#restored.delete(restored)
  }

  plugIn(): void {
    this.isPlugged = true
    for (const restored of this.#restored) restored()
  }
}

async function inOneProcess(): Promise<Joined> {
  const hub = new LocalBus()
  const there = new LooseEnd(hub)
  const unplug = () => {
    there.isPlugged = false
  }
  return { chats: [hub], here: hub, there, unplug, plugIn: () => there.plugIn() }
}

async function overNats(t: Tap): Promise<Joined> {
  const cable = await cableTo(t, nats.port)
  const join = async (port: number) => {
    const bus = new NatsBus({ url: `nats://127.0.0.1:${port}`, world: 'chat' })
    t.teardown(() => bus.close())
    await bus.linked()
    return bus
  }
  const [one, other, here] = await Promise.all([1, 2, 3].map(() => join(nats.port)))
  const there = await join(cable.port)
  const { unplug, plugIn } = cable
  return { chats: [one!, other!], here: here!, there, unplug, plugIn }
}

/** An edge with one session, and all that it has heard. */
async function edgeOn(t: Tap, bus: Hub, name: string, uid: number) {
  const link = new ChatLink({ bus, edge: name, clock: realClock, log: new KeptLog() })
  t.teardown(() => link.stop())
  const lines: Line[] = []
  link.join({
    uid,
    seen: 0,
    hear: ({ line }) => {
      lines.push(line)
    },
    knock: ({ name }) => ({ verb: 'done', fields: { away: `tea with ${name}` } }),
    notice: () => {},
  })
  await link.ready()
  const texts = () => lines.map(({ text }) => text)
  return { link, lines, texts }
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2))
}

const textsIn = ({ fields }: WireEvent) =>
  (fields['list'] as { text: string }[]).map(({ text }) => text)

/** A world of its own on one bus: three players, an edge each for two of them, and all chats. */
async function settingOn(t: Test, first: number, join: Join) {
  const names = ['Ada', 'Bob', 'Cyd'].map((name) => `${name}${first}`)
  const [ada, bob, cyd] = names.map((name, i) => ({ uid: first + i, name }))
  await makeCharacters(database, first, 'player', ...names)
  const joined = await join(t)
  const chats = joined.chats.map((bus) => openChat(bus, database))
  for (const { service } of chats) t.teardown(() => service.stop())
  const here = await edgeOn(t, joined.here, `here${first}`, ada!.uid)
  const there = await edgeOn(t, joined.there, `there${first}`, bob!.uid)
  /** Time enough for anybody to speak again; what was said before has been heard, and is past. */
  const begin = async () => {
    for (const chat of chats) chat.time.nowMs += 3_600_000
    const last = Number((await here.link.ask('now', {})).fields['last'])
    await until(() => [here, there].every(({ link }) => link.upTo >= last))
    here.lines.length = 0
    there.lines.length = 0
  }
  const say = ({ link }: typeof here, actor = ada!, text = 'Hm.') =>
    link.ask('say', { actor, channel: 'gossip', text })
  return { joined, chats, here, there, ada: ada!, bob: bob!, cyd: cyd!, begin, say }
}

type Setting = Awaited<ReturnType<typeof settingOn>>

function promises(t: Test, { here, there, ada, bob, cyd, begin, say }: Setting): void {
  t.test('[C5] what is said at once is heard everywhere, in one order', async (t) => {
    await begin()
    const said = [1, 2, 3, 4].flatMap((n) => [
      say(here, ada, `ada ${n}`),
      say(there, bob, `bob ${n}`),
    ])
    const answers = await Promise.all(said)
    const numbers = answers.map(({ fields }) => Number(fields['number']))
    for (const edge of [here, there]) await until(() => edge.lines.length === 8)
    t.same(here.lines, there.lines)
    t.same(
      here.lines.map(({ number }) => number),
      numbers.toSorted((a, b) => a - b),
    )
    t.equal(here.lines.at(-1)!.number - here.lines[0]!.number, 7, 'without holes')
    t.same(
      textsIn(await there.link.ask('history', { uid: 1, channel: 'gossip', count: 8 })),
      here.texts(),
    )
  })

  t.test('[C9] who is told something was asked before, at its own edge', async (t) => {
    await begin()
    const knocked = await here.link.knock(there.link.edge, bob.uid, ada)
    t.same(knocked.fields, { away: `tea with ${ada.name}` })
    t.equal((await here.link.knock(there.link.edge, cyd.uid, ada)).verb, 'gone')
    await here.link.ask('tell', { actor: ada, target: bob, text: 'A secret.' })
    await until(() => there.lines.length === 1)
    t.match(there.lines, [{ channel: '', actor: ada, target: bob, text: 'A secret.' }])
    const recalled = (uid: number) => there.link.ask('recall', { uid, tells: true, count: 1 })
    t.same(textsIn(await recalled(bob.uid)), ['A secret.'])
    t.same(textsIn(await recalled(cyd.uid)), [])
  })

  t.test('[C8] who comes back is told what was missed, by whichever chat', async (t) => {
    await begin()
    const arrive = async ({ link }: typeof here) => {
      const { fields } = await link.ask('arrive', { uid: cyd.uid })
      await link.ask('here', { uid: cyd.uid, mark: fields['last'] })
      return fields
    }
    const { last } = await arrive(there)
    await there.link.ask('left', { uid: cyd.uid, mark: last, over: false })
    await say(here, ada, 'missed')
    t.match(await arrive(here), { count: 1, missed: [{ text: 'missed' }] })
  })
}

function losesNothing(
  t: Test,
  { joined, chats, here, there, ada, bob, begin, say }: Setting,
): void {
  t.test('[C3] what is asked again and again is done once', async (t) => {
    await begin()
    const edge = new FakeChatEdge(joined.here, `again${ada.uid}`)
    const wish = { actor: ada, channel: 'gossip', text: 'Once.' }
    const answers = new Set<unknown>()
    for (let i = 0; i < 10; i++) {
      answers.add(JSON.stringify(await edge.ask('say', wish, 7)))
      edge.send([{ number: 7, event: { verb: 'say', fields: wish } }])
    }
    t.equal(answers.size, 1)
    t.match([...answers], [/"done"/])
    await until(() => there.lines.length === 1)
    const kept = database.db
      .selectFrom('chat_line')
      .select('number')
      .where('talker_uid', '=', ada.uid)
    t.same((await kept.where('text', '=', 'Once.').execute()).length, 1)
    await say(here)
    await until(() => there.lines.length === 2 && here.lines.length === 2)
    t.same(
      [here.texts(), there.texts()],
      [
        ['Once.', 'Hm.'],
        ['Once.', 'Hm.'],
      ],
      'and heard once',
    )
  })

  t.test('[C5] who was cut off hears what it has missed, and is heard then', async (t) => {
    await begin()
    await say(here, ada, 'before')
    await until(() => there.lines.length === 1)
    joined.unplug()
    for (const text of ['one', 'two']) await say(here, ada, text)
    t.same(there.texts(), ['before'])
    joined.plugIn()
    await until(() => there.lines.length === 3)
    t.same(there.texts(), ['before', 'one', 'two'], 'though nothing follows')
    joined.unplug()
    const late = say(there, bob, 'late')
    joined.plugIn()
    await late
    await until(() => here.lines.length >= 4 && there.lines.length >= 4)
    t.same(here.texts(), ['before', 'one', 'two', 'late'])
    t.same(there.texts(), here.texts())
    t.ok(there.link.counters.lineHoles > 0)
  })

  t.test('every chat has had its share', async (t) => {
    for (const { service, log } of chats) {
      t.ok(service.counters.asked > 0)
      t.equal(service.counters.failed, 0, log.lines.join(' '))
    }
  })
}

const WAYS: [way: string, join: Join][] = [
  ['in one process', inOneProcess],
  ['over NATS', overNats],
]
for (const [i, [way, join]] of WAYS.entries()) {
  t.test(way, async (t) => {
    const setting = await settingOn(t, 10 * i + 1, join)
    promises(t, setting)
    losesNothing(t, setting)
  })
}
