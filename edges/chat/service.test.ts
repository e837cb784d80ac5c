import t from 'tap'
import { MemoryBus } from '#edges/session/testing.ts'
import { withTestDatabase } from '#migrations/testing.ts'
import { FakeChatEdge, makeCharacters, openChat } from './testChat.ts'

const database = await withTestDatabase(t)
await makeCharacters(database, 1, 'player', 'Ada', 'Bob', 'Cyd')
await makeCharacters(database, 11, 'builder', 'Bea')
const bus = new MemoryBus()
const { service, time } = openChat(bus, database)
t.teardown(() => service.stop())
let edges = 0

function edge(): FakeChatEdge {
  return new FakeChatEdge(bus, `edge${++edges}`)
}

/** Time enough for anybody to speak again. */
t.beforeEach(async () => {
  time.nowMs += 3_600_000
  await database.db.deleteFrom('chat_member').execute()
})

t.test('[C6] what is said is kept, then told to all edges', async (t) => {
  const [here, there] = [edge(), edge()]
  const said = await here.say(1, 'Ada', 'Good  morning.')
  const { number } = said.fields
  t.match(said, { verb: 'done', fields: { number: 1 } })
  const line = {
    ...{ number, atMs: time.nowMs, channel: 'gossip', area: '', acted: false },
    ...{ actor: { uid: 1, name: 'Ada' }, text: 'Good  morning.' },
  }
  t.same(here.lines, [line])
  t.same(there.lines, [line])
  const rows = await database.db.selectFrom('chat_line').select(['number', 'text']).execute()
  t.same(rows, [{ number, text: 'Good  morning.' }])
})

t.test('[C3] a repeat does nothing twice, and is answered alike', async (t) => {
  const here = edge()
  const wish = { actor: { uid: 1, name: 'Ada' }, channel: 'gossip', text: 'Once.' }
  const first = await here.ask('say', wish, 7)
  const again = await here.ask('say', wish, 7)
  t.same(again, first)
  t.equal(here.lines.length, 2, 'whoever has missed it hears it now')
  t.equal(here.lines[1]!.number, here.lines[0]!.number)
  const refused = await here.ask('say', { ...wish, channel: 'zzyzx' }, 8)
  t.match(refused, { verb: 'refused', fields: { text: /^There is no channel "zzyzx"/ } })
  t.same(await here.ask('say', wish, 8), refused, 'the answer goes by the number')
  const kept = await database.db
    .selectFrom('chat_line')
    .where('text', '=', 'Once.')
    .selectAll()
    .execute()
  t.equal(kept.length, 1)
})

t.test('[C5] lines are numbered without holes, however many speak at once', async (t) => {
  const here = edge()
  const { fields } = await here.ask('now', {})
  const last = Number(fields['last'])
  const speakers = [1, 2, 3, 11].map((uid) => ({ uid, name: `P${uid}` }))
  const answers = await Promise.all(
    speakers.flatMap(({ uid, name }) => [1, 2, 3].map((n) => here.say(uid, name, `${n}`))),
  )
  const numbers = answers.map((answer) => Number(answer.fields['number']))
  t.same(
    numbers.toSorted((a, b) => a - b),
    Array.from({ length: 12 }, (_, i) => last + 1 + i),
  )
  t.same(
    here.lines.map(({ number }) => number),
    numbers.toSorted((a, b) => a - b),
  )
  const caughtUp = await here.ask('lines', { after: last + 9 })
  t.match(caughtUp.fields, { last: last + 12, list: [{ number: last + 10 }, {}, {}] })
})

t.test('who listens is each one’s own choice', async (t) => {
  const here = edge()
  const who = async () =>
    (await here.ask('listeners', { uid: 1, channel: 'ooc', list: [1, 2, 3] })).fields['list']
  t.same(await who(), [1, 2, 3])
  t.match((await here.ask('member', { uid: 2, channel: 'oo', state: 'left' })).fields, {
    channel: 'ooc',
    state: 'left',
  })
  await here.ask('member', { uid: 3, channel: 'ooc', state: 'mute' })
  t.same(await who(), [1])
  const left = await here.say(2, 'Bob', 'Hm.', { channel: 'ooc' })
  t.match(left.fields['text'], /^You have left "ooc"/)
  t.match(await here.say(3, 'Cyd', 'Hm.', { channel: 'ooc' }), { verb: 'done' })
  const unmuted = await here.ask('member', { uid: 3, channel: 'ooc', state: 'mute' })
  t.equal(unmuted.fields['state'], 'joined')
  await here.ask('member', { uid: 2, channel: 'ooc', state: 'joined' })
  t.same(await who(), [1, 2, 3])
})

t.test('channels of the staff are for nobody else', async (t) => {
  const here = edge()
  const names = async (uid: number) => {
    const { list } = (await here.ask('channels', { uid })).fields
    return (list as { name: string }[]).map(({ name }) => name)
  }
  t.same(await names(1), ['area', 'gossip', 'newbie', 'ooc'])
  t.same(await names(11), ['area', 'gossip', 'newbie', 'ooc', 'staff'])
  t.match(await here.say(1, 'Ada', 'Hm.', { channel: 'staff' }), { verb: 'refused' })
  t.match(await here.say(11, 'Bea', 'Hm.', { channel: 'staff' }), { verb: 'done' })
  t.match(await here.ask('history', { uid: 1, channel: 'staff' }), { verb: 'refused' })
})

t.test('the talk of an area is that of each by itself', async (t) => {
  const here = edge()
  await here.say(1, 'Ada', 'In the vale.', { channel: 'area', area: 'Vale' })
  await here.say(2, 'Bob', 'On the tops.', { channel: 'area', area: 'Tops' })
  const heard = async (area: string) => {
    const { list } = (await here.ask('history', { uid: 1, channel: 'area', area })).fields
    return (list as { text: string }[]).map(({ text }) => text)
  }
  t.same(await heard('Vale'), ['In the vale.'])
  t.same(await heard('Tops'), ['On the tops.'])
  t.same(await heard(''), [], 'who is nowhere hears nothing')
})

t.test('what is told to one is recalled by those two alone', async (t) => {
  const here = edge()
  const [ada, bob] = [
    { uid: 1, name: 'Ada' },
    { uid: 2, name: 'Bob' },
  ]
  await here.ask('tell', { actor: ada, target: bob, text: 'A secret.' })
  t.match(here.lines, [{ channel: '', actor: ada, target: bob, text: 'A secret.' }])
  const recalled = async (uid: number) => {
    const { list } = (await here.ask('recall', { uid, tells: true, count: 1 })).fields
    return (list as { text: string }[]).map(({ text }) => text)
  }
  t.same([await recalled(1), await recalled(2)], [['A secret.'], ['A secret.']])
  t.same(await recalled(3), [])
  t.same((await here.ask('teller', { uid: 2 })).fields, { target: ada })
  t.same((await here.ask('teller', { uid: 1 })).fields, {})
  t.same((await here.ask('find', { name: 'BOB' })).fields, { target: bob, unwilling: false })
  t.same((await here.ask('find', { name: 'zoe' })).fields, {})
})

t.test('[C8] who comes back is told what was missed, unless it had quit', async (t) => {
  const here = edge()
  const other = edge()
  const arrive = async (at: FakeChatEdge) => {
    const { fields } = await at.ask('arrive', { uid: 3 })
    await at.ask('here', { uid: 3, mark: fields['last'] })
    const { last, count, missed } = fields
    const texts = (missed as { text: string }[] | undefined)?.map(({ text }) => text)
    return { last: Number(last), count, texts }
  }
  const first = await arrive(here)
  t.match(first, { count: undefined, texts: undefined }, 'who was never there has missed nothing')

  await here.say(1, 'Ada', 'one')
  await here.ask('marks', { mark: first.last + 1 })
  await here.say(1, 'Ada', 'two')
  await here.say(1, 'Ada', 'elsewhere', { channel: 'staff' })
  await here.ask('tell', {
    actor: { uid: 1, name: 'Ada' },
    target: { uid: 2, name: 'Bob' },
    text: 'no',
  })
  await here.ask('tell', {
    actor: { uid: 2, name: 'Bob' },
    target: { uid: 3, name: 'Cyd' },
    text: 'you',
  })
  const second = await arrive(other)
  t.match(second, { count: 2, texts: ['two', 'you'] }, 'its edge was killed')

  await here.ask('left', { uid: 3, mark: 0, over: true })
  t.match(await arrive(other), { count: 0, texts: undefined }, 'it is not at the old edge any more')

  await other.ask('left', { uid: 3, mark: second.last, over: false })
  await here.say(1, 'Ada', 'three')
  t.match(await arrive(here), { count: 1, texts: ['three'] }, 'its link was lost')

  await here.say(1, 'Ada', 'unseen')
  const takenOver = await here.ask('arrive', { uid: 3, seen: second.last + 1 })
  t.match(takenOver.fields, { count: 1, missed: [{ text: 'unseen' }] }, 'its client had not read')
  const elsewhere = await other.ask('arrive', { uid: 3, seen: 0 })
  t.match(elsewhere.fields, { count: 1 }, 'what another edge remembers is past')

  await here.ask('left', { uid: 3, mark: second.last + 2, over: true })
  await here.say(1, 'Ada', 'four')
  t.match(await arrive(here), { count: 1, texts: undefined }, 'it had quit')
})

t.test('what nobody knows of is not answered, and what is not whole is refused', async (t) => {
  const here = edge()
  void here.ask('juggle', {})
  t.match(await here.ask('say', { channel: 'gossip', text: 'Hm.' }), { verb: 'refused' })
  t.match(await here.ask('tell', { actor: { uid: 1, name: 'Ada' }, text: 'Hm.' }), {
    verb: 'refused',
  })
  t.match(await here.ask('member', { uid: 1, channel: 'ooc', state: 'x' }), { verb: 'refused' })
  t.equal(service.waiting, 0)
})
