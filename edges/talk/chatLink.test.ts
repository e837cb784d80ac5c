import t from 'tap'
import { FakeChat } from '#edges/session/testChat.ts'
import { KeptLog, ManualClock, MemoryBus, settled } from '#edges/session/testing.ts'
import type { Line } from '#protocol/chat.ts'
import type { WireEvent } from '#protocol/event.ts'
import { ChatLink, HOLE_MS, MARK_EVERY_MS } from './chatLink.ts'
import { REPEAT_MS } from './pendingAsks.ts'

const BOB = { uid: 2, name: 'Bob' }

/** An edge with one session, that knows where the talk stands. */
async function linked() {
  const bus = new MemoryBus()
  const clock = new ManualClock()
  const chat = new FakeChat(bus)
  const link = new ChatLink({ bus, edge: 'here', clock, log: new KeptLog() })
  const texts: string[] = []
  const session = {
    uid: 1,
    seen: 0,
    hear: ({ line }: { line: Line }) => {
      texts.push(line.text)
    },
    knock: (): WireEvent => ({ verb: 'done', fields: { away: 'tea' } }),
    notice: () => {},
  }
  link.join(session)
  await link.ready()
  /** What the session has heard since the last look. */
  const heard = () => texts.splice(0)
  const asked = (verb: string) => chat.asked.filter((event) => event.verb === verb)
  return { asked, bus, chat, clock, heard, link, session }
}

function lineOf(number: number): Line {
  const text = String(number)
  return { number, atMs: 0, channel: 'gossip', area: '', actor: BOB, acted: false, text }
}

t.test('[C5] lines come once and in order, however they arrive', async (t) => {
  const { chat, clock, heard, link, asked } = await linked()
  chat.lines.push(lineOf(1), lineOf(2), lineOf(3))
  for (const number of [2, 1, 1, 2]) chat.tell(lineOf(number))
  await settled()
  t.same(heard(), ['1', '2'], 'the one that came too early waits for the other')
  chat.tell(lineOf(3))
  await settled()
  t.same(heard(), ['3'])
  clock.advance(HOLE_MS)
  await settled()
  t.same(asked('lines'), [], 'nothing was missing')
  t.equal(link.upTo, 3)
})

t.test('[C5] what is missing is asked for', async (t) => {
  const { asked, bus, chat, clock, heard } = await linked()
  bus.isDown = true
  for (const text of ['one', 'two']) chat.says(BOB, text)
  bus.isDown = false
  chat.says(BOB, 'three')
  await settled()
  t.same(heard(), [])
  clock.advance(HOLE_MS)
  await settled()
  t.same(heard(), ['one', 'two', 'three'])
  t.same(asked('lines'), [{ verb: 'lines', fields: { after: 0 } }])
})

t.test('[C5] after a gap of the bus all is asked for, even if nothing follows', async (t) => {
  const { bus, chat, heard, link } = await linked()
  bus.isDown = true
  chat.says(BOB, 'unheard')
  bus.restore()
  await settled()
  t.same(heard(), ['unheard'])
  t.equal(link.upTo, 1)
  bus.restore()
  await settled()
  t.same(heard(), [])
})

t.test('[C3] what is not answered is asked again, under the same number', async (t) => {
  const { asked, bus, chat, clock, heard, link } = await linked()
  const wish = { actor: { uid: 1, name: 'Ada' }, channel: 'gossip', text: 'Once.' }
  chat.isAway = true
  let slow = 0
  const said = link.ask('say', wish, { slow: () => slow++ })
  for (let i = 0; i < 5; i++) clock.advance(REPEAT_MS)
  await settled()
  t.equal(slow, 1, 'whoever waits is told once')
  chat.isAway = false
  clock.advance(REPEAT_MS)
  await settled()
  t.match(await said, { verb: 'done', fields: { number: 1 } })
  clock.advance(REPEAT_MS)
  await settled()
  t.equal(asked('say').length, 1)
  t.same(heard(), ['Once.'])

  bus.isDown = true
  const lost = link.ask('say', wish)
  for (let i = 0; i < 40; i++) clock.advance(REPEAT_MS)
  await t.rejects(lost, { code: 'CHAT_AWAY' })
  t.equal(clock.timersWaiting, 0)
})

t.test('[C8] chat is told how far the edge has heard, and not beyond one who left', async (t) => {
  const { asked, chat, clock, link } = await linked()
  const later = async () => {
    clock.advance(MARK_EVERY_MS)
    await settled()
    return asked('marks').map(({ fields }) => fields['mark'])
  }
  chat.says(BOB, 'one')
  chat.says(BOB, 'two')
  await settled()
  t.same(await later(), [2], 'once for both')
  t.same(await later(), [2])
  chat.isAway = true
  link.sayLeft(7, 2, false)
  chat.says(BOB, 'three')
  await settled()
  t.same(await later(), [2], 'the farewell comes first')
  chat.isAway = false
  clock.advance(REPEAT_MS)
  await settled()
  t.same(await later(), [2, 3])
  t.same(asked('left'), [{ verb: 'left', fields: { uid: 7, mark: 2, over: false } }])
})

t.test('an edge is asked whether its players would hear', async (t) => {
  const { bus, clock, link } = await linked()
  const there = new ChatLink({ bus, edge: 'there', clock, log: new KeptLog() })
  t.same(await there.knock('here', 1, BOB), { verb: 'done', fields: { away: 'tea' } })
  t.same(await there.knock('here', 9, BOB), { verb: 'gone', fields: {} })
  t.same(await link.knock('here', 1, BOB), { verb: 'done', fields: { away: 'tea' } })
})

t.test('one session’s trouble is not the others’', async (t) => {
  const { chat, heard, link } = await linked()
  link.join({
    uid: 3,
    seen: 0,
    hear: () => {
      throw new Error('a fault')
    },
    knock: () => ({ verb: 'gone', fields: {} }),
    notice: () => {},
  })
  chat.says(BOB, 'one')
  chat.says(BOB, 'two')
  await settled()
  t.same(heard(), ['one', 'two'])
})
