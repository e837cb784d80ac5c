import t from 'tap'
import { MemoryBus } from '#edges/session/testing.ts'
import { withTestDatabase } from '#migrations/testing.ts'
import type { WireEvent } from '#protocol/event.ts'
import { POSTS_AN_HOUR_MAX, POSTS_MAX } from './boardStore.ts'
import { LETTERS_AN_HOUR_MAX, LETTERS_MAX } from './mailStore.ts'
import { FakeChatEdge, makeCharacters, openChat } from './testChat.ts'
import { TEXT_UNITS_MAX } from './texts.ts'

const database = await withTestDatabase(t)
await makeCharacters(database, 1, 'player', 'Ada', 'Bob', 'Cyd')
await makeCharacters(database, 11, 'builder', 'Bea')
const bus = new MemoryBus()
const { service, time } = openChat(bus, database)
t.teardown(() => service.stop())
const edge = new FakeChatEdge(bus, 'edge')
const [ADA, BOB, CYD, BEA] = [
  { uid: 1, name: 'Ada' },
  { uid: 2, name: 'Bob' },
  { uid: 3, name: 'Cyd' },
  { uid: 11, name: 'Bea' },
]
t.beforeEach(() => {
  time.nowMs += 2 * 3_600_000
})

const listIn = ({ fields }: WireEvent) => fields['list'] as Record<string, unknown>[]
const send = (actor: typeof ADA, name: string, text: string, number?: number) =>
  edge.ask('send', { actor, name, subject: 'the lantern', text }, number)

t.test('a letter waits for its receiver, who is told of it, reads and deletes it', async (t) => {
  t.match(await send(ADA, 'BOB', 'Dear Bob,\n\nhere it is.'), {
    verb: 'done',
    fields: { to: BOB, number: 1 },
  })
  t.same(edge.notices.splice(0), [{ verb: 'letterCame', fields: { to: BOB, actor: ADA } }])
  const heading = { number: 1, name: 'Ada', subject: 'the lantern', atMs: time.nowMs }
  t.same(listIn(await edge.ask('mail', { uid: 2 })), [{ ...heading, unread: true }])
  t.equal((await edge.ask('arrive', { uid: 2 })).fields['unread'], 1)
  const letter = await edge.ask('letter', { uid: 2, number: 1 })
  t.same({ ...letter.fields }, { ...heading, text: 'Dear Bob,\n\nhere it is.' })
  t.same(listIn(await edge.ask('mail', { uid: 2 })), [{ ...heading, unread: false }])
  t.equal((await edge.ask('arrive', { uid: 2 })).fields['unread'], 0)
  t.match(
    await edge.ask('letter', { uid: 3, number: 1 }),
    { verb: 'refused' },
    'it is nobody else’s',
  )
  t.match(await edge.ask('shred', { uid: 3, number: 1 }), { verb: 'refused' })
  t.match(await edge.ask('shred', { uid: 2, number: 1 }), { verb: 'done' })
  t.same(listIn(await edge.ask('mail', { uid: 2 })), [])
})

t.test('[C3] a letter that is sent again is sent once', async (t) => {
  const first = await send(ADA, 'cyd', 'Once.', 900)
  t.same(await send(ADA, 'cyd', 'Once.', 900), first)
  t.equal(listIn(await edge.ask('mail', { uid: 3 })).length, 1)
})

t.test('a letter of one whom its receiver ignores is refused', async (t) => {
  const words = 'Bob does not wish to hear from you.'
  const other = new FakeChatEdge(bus, 'other')
  const refusal = async () => (await send(ADA, 'bob', 'Hm.')).fields['text']
  await edge.ask('shred', { uid: 2, number: 1 })
  await edge.ask('here', { uid: 2, mark: 0, ignored: 'eve ada' })
  t.equal(await refusal(), words)
  t.match((await edge.ask('find', { uid: 1, name: 'bob' })).fields, { unwilling: true })
  t.match((await edge.ask('find', { uid: 3, name: 'bob' })).fields, { unwilling: false })
  await edge.ask('left', { uid: 2, mark: 0, over: true })
  t.equal(await refusal(), words, 'he is gone')
  await other.ask('here', { uid: 2, mark: 0, ignored: 'adams' })
  t.match(await send(ADA, 'bob', 'Hm.'), { verb: 'done' }, 'another is meant')
  await other.ask('ignores', { uid: 2, ignored: 'ada' })
  t.equal(await refusal(), words)
  await edge.ask('ignores', { uid: 2, ignored: '' })
  t.equal(await refusal(), words, 'he is not at that edge any more')
  await other.ask('ignores', { uid: 2, ignored: '' })
  t.match(await send(ADA, 'bob', 'Hm.'), { verb: 'done' })
  const letters = listIn(await edge.ask('mail', { uid: 2 })).map(({ number }) => Number(number))
  for (const number of letters) await edge.ask('shred', { uid: 2, number })
})

t.test('letters that cannot be sent are refused with a reason', async (t) => {
  t.match((await send(ADA, 'zoe', 'Hm.')).fields['text'], 'Nobody is called "zoe".')
  t.match((await send(ADA, 'bob', ' \n ')).fields['text'], /nothing in it/)
  t.match((await send(ADA, 'bob', 'x'.repeat(TEXT_UNITS_MAX + 1))).fields['text'], /8,000 letters/)
  for (let i = 0; i < LETTERS_AN_HOUR_MAX; i++) await send(BEA, 'bob', 'Hm.')
  t.match(
    (await send(BEA, 'bob', 'Hm.')).fields['text'],
    /^You have sent 20 letters within an hour/,
  )
  for (let i = LETTERS_AN_HOUR_MAX; i < LETTERS_MAX; i++) {
    if (i % LETTERS_AN_HOUR_MAX === 0) time.nowMs += 2 * 3_600_000
    await send(BEA, 'bob', 'Hm.')
  }
  t.equal((await send(ADA, 'bob', 'Hm.')).fields['text'], 'The letter box of Bob is full.')
})

const write = (actor: typeof ADA, board: string, text: string) =>
  edge.ask('write', { actor, uid: actor.uid, board, subject: '', text })

t.test('boards are written on and read, and what is one’s own is taken off', async (t) => {
  t.match(listIn(await edge.ask('boards', { uid: 1 })), [
    { name: 'general', writes: true, count: 0 },
    { name: 'market', writes: true },
    { name: 'notices', writes: false },
  ])
  t.match((await write(ADA, 'gen', 'A cat.')).fields, { board: 'general', number: 1 })
  t.match((await write(BOB, 'general', 'A dog.')).fields, { number: 2 })
  t.match(listIn(await edge.ask('board', { uid: 3, board: 'general' })), [
    { number: 1, name: 'Ada', subject: 'no subject' },
    { number: 2, name: 'Bob' },
  ])
  const post = await edge.ask('post', { uid: 3, board: 'general', number: 2 })
  t.match(post.fields, { board: 'general', number: 2, name: 'Bob', text: 'A dog.' })
  const takeOff = (uid: number, number: number) =>
    edge.ask('takeOff', { uid, board: 'general', number })
  t.match(await takeOff(1, 2), { verb: 'refused' })
  t.match(await takeOff(2, 2), { verb: 'done' })
  t.match(await takeOff(11, 1), { verb: 'done' }, 'who keeps order takes off anything')
  t.match((await write(CYD, 'general', 'Hm.')).fields, { number: 3 }, 'no number comes twice')
})

t.test('who may not write on a board does not, and nobody writes without end', async (t) => {
  t.match((await write(ADA, 'notices', 'Hm.')).fields['text'], /^You may read what is on "notices"/)
  t.match(await write(BEA, 'notices', 'Hm.'), { verb: 'done' })
  t.match((await write(ADA, 'x', 'Hm.')).fields['text'], /^There is no board "x"/)
  for (let i = 0; i < POSTS_AN_HOUR_MAX; i++) await write(ADA, 'market', 'Hm.')
  t.match((await write(ADA, 'market', 'Hm.')).fields['text'], /^You have written 10 times/)
  await database.db
    .updateTable('board')
    .set({ last_number: 500 })
    .where('name', '=', 'market')
    .execute()
  const values = Array.from({ length: POSTS_MAX }, (_, i) => ({
    ...{ board: 'market', number: 301 + i, author_uid: 2, author_name: 'Bob', subject: 'Hm' },
    ...{ text: 'Hm.', posted_at: new Date(0) },
  }))
  await database.db.insertInto('board_post').values(values).execute()
  await write(CYD, 'market', 'The newest.')
  const posts = listIn(await edge.ask('board', { uid: 1, board: 'market' }))
  t.equal(posts.length, POSTS_MAX)
  t.match([posts[0], posts.at(-1)], [{ number: 302 }, { number: 501 }], 'the oldest are gone')
})
