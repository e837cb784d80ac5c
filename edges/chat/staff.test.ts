import t from 'tap'
import { MemoryBus } from '#edges/session/testing.ts'
import { withTestDatabase } from '#migrations/testing.ts'
import type { WireEvent } from '#protocol/event.ts'
import { BOARDS_MAX } from './boardDeeds.ts'
import { LINES_A_MINUTE_MAX } from './rules.ts'
import { CHANNELS_MAX } from './staffAsks.ts'
import { FakeChatEdge, makeCharacters, openChat } from './testChat.ts'

const database = await withTestDatabase(t)
await makeCharacters(database, 1, 'player', 'Ada', 'Bob')
await makeCharacters(database, 11, 'builder', 'Bea')
await makeCharacters(database, 21, 'admin', 'Abe')
const bus = new MemoryBus()
const { service, time } = openChat(bus, database)
t.teardown(() => service.stop())
const edge = new FakeChatEdge(bus, 'edge')
t.beforeEach(() => {
  time.nowMs += 3_600_000
})

const wordsOf = ({ fields }: WireEvent) => String(fields['text'] ?? 'said')
const says = async (uid: number, channel = 'gossip') =>
  wordsOf(await edge.say(uid, `P${uid}`, 'Hm.', { channel }))

/** `zzaa`, `zzba`, …: names that nothing has. */
const namesFor = (count: number) => {
  const letter = (i: number) => String.fromCodePoint('a'.codePointAt(0)! + i)
  return Array.from({ length: count }, (_, i) => `zz${letter(i % 26)}${letter(Math.floor(i / 26))}`)
}

t.test('nobody keeps order whose role does not allow it', async (t) => {
  const silence = { name: 'bob', minutes: 10 }
  t.equal(wordsOf(await edge.ask('silence', { uid: 1, ...silence })), 'Only builders may do that.')
  const title = { channel: 'music', title: 'Songs.' }
  t.equal(wordsOf(await edge.ask('create', { uid: 11, ...title })), 'Only admins may do that.')
  const board = { board: 'songs', title: 'Songs.' }
  for (const uid of [1, 11]) {
    t.equal(wordsOf(await edge.ask('createBoard', { uid, ...board })), 'Only admins may do that.')
  }
  t.same(edge.notices, [])
})

t.test('who is silenced does not speak on channels, until the time is over', async (t) => {
  const silence = (minutes: number, more = {}) =>
    edge.ask('silence', { uid: 11, by: 'Bea', name: 'BOB', minutes, ...more })
  t.equal(wordsOf(await silence(10)), 'Bob may not speak on channels for 10 minutes.')
  t.equal(await says(2), 'You may not speak on channels for another 10 minutes.')
  t.equal(await says(1), 'said')
  const tell = { actor: { uid: 2, name: 'Bob' }, target: { uid: 11, name: 'Bea' }, text: 'Why?' }
  t.match(await edge.ask('tell', tell), { verb: 'done' }, 'but may ask why')
  time.nowMs += 600_000
  t.equal(await says(2), 'said')
  await silence(10, { channel: 'ooc' })
  t.equal(await says(2), 'said')
  t.match(await says(2, 'ooc'), /^You may not speak on "ooc"/)
  t.equal(wordsOf(await silence(0, { channel: 'oo' })), 'Bob may speak on "ooc" again.')
  t.equal(await says(2, 'ooc'), 'said')
  t.match(wordsOf(await silence(10, { name: 'zoe' })), 'Nobody is called "zoe".')
  t.match(wordsOf(await silence(99_999)), /more than 10080 minutes/)
})

t.test('on a slow channel each speaks once in a while', async (t) => {
  const slow = (seconds: number) => edge.ask('slow', { uid: 11, channel: 'ooc', seconds })
  t.equal(wordsOf(await slow(30)), 'On "ooc" each may speak once in 30 seconds.')
  t.match(edge.notices.splice(0), [
    { verb: 'channelChanged', fields: { channel: { name: 'ooc', slowSeconds: 30 } } },
  ])
  t.equal(await says(1, 'ooc'), 'said')
  t.match(await says(1, 'ooc'), /^"ooc" is slow now: you may speak again in 30 seconds/)
  await slow(600)
  for (let i = 0; i <= LINES_A_MINUTE_MAX; i++) {
    time.nowMs += 5_000
    t.equal(await says(1), 'said')
  }
  t.match(await says(1, 'ooc'), /^"ooc" is slow now/, 'however much was said elsewhere')
  t.equal(await says(2, 'ooc'), 'said')
  t.match(wordsOf(await slow(0)), /as they like/)
  t.equal(await says(1, 'ooc'), 'said')
})

t.test('channels are made, opened to some, and taken away', async (t) => {
  const admin = (verb: string, fields: WireEvent['fields']) =>
    edge.ask(verb, { uid: 21, ...fields })
  const music = { channel: 'Music', title: 'Songs and their singers.' }
  t.equal(wordsOf(await admin('create', music)), 'There is a channel "music" now.')
  t.equal(await says(1, 'music'), 'said')
  t.match(wordsOf(await admin('create', music)), /a channel "music" already/)
  for (const channel of ['x', 'mute', 'two words', 'a'.repeat(13)]) {
    t.match(
      wordsOf(await admin('create', { ...music, channel })),
      /^A channel is called by/,
      channel,
    )
  }
  await admin('permit', { channel: 'music', what: 'speak', role: 'builders' })
  t.match(await says(1, 'music'), /You may listen to "music", not speak there/)
  t.equal(await says(11, 'music'), 'said')
  await admin('permit', { channel: 'music', what: 'hear', role: 'admin' })
  t.match(await says(11, 'music'), /^There is no channel "music"/)
  t.match(
    wordsOf(await admin('permit', { channel: 'music', what: 'sing', role: 'admin' })),
    /^Whom\?/,
  )
  t.match(
    wordsOf(await admin('remove', { channel: 'mus' })),
    /^There is no channel "mus"/,
    'in full',
  )
  t.match(wordsOf(await admin('remove', { channel: 'music' })), /no channel "music" any more/)
  const kept = await database.db
    .selectFrom('chat_line')
    .where('channel', '=', 'music')
    .selectAll()
    .execute()
  t.same(kept, [])
  t.match(edge.notices.at(-1)?.fields, { channel: { name: 'music', gone: true } })
  for (const channel of namesFor(CHANNELS_MAX)) await admin('create', { channel, title: 'Hm.' })
  t.match(wordsOf(await admin('create', music)), 'There are 50 channels already.')
})

const admin = async (verb: string, fields: WireEvent['fields']) =>
  wordsOf(await edge.ask(verb, { uid: 21, ...fields }))
const writes = async (uid: number, board: string) => {
  const text = { board, subject: 'A cat', text: 'It is black.' }
  return wordsOf(await edge.ask('write', { uid, actor: { uid, name: `P${uid}` }, ...text }))
}

t.test('boards are made, and opened to some', async (t) => {
  const songs = { board: 'Songs', title: 'Songs and their singers.' }
  t.equal(await admin('createBoard', songs), 'There is a board "songs" now.')
  t.equal(await writes(1, 'songs'), 'said')
  t.match(await admin('createBoard', songs), /^There is a board "songs" already/)
  for (const board of ['x', 'remove', 'two words', 'a'.repeat(13)]) {
    t.match(await admin('createBoard', { ...songs, board }), /^A board is called by/, board)
  }
  for (const title of [' ', 'x'.repeat(101)]) {
    t.match(await admin('createBoard', { board: 'hymns', title }), /^Say what it is for/)
  }
  const permit = (what: string, role: string) => admin('permitBoard', { board: 'son', what, role })
  t.equal(await permit('write', 'builders'), 'It takes a builder now to write on "songs".')
  t.match(await writes(1, 'songs'), /^You may read what is on "songs"/)
  t.equal(await writes(11, 'songs'), 'said')
  t.equal(await permit('read', 'admin'), 'It takes an admin now to read on "songs".')
  t.match(await writes(11, 'songs'), /^There is no board "songs"/)
  const read = await edge.ask('board', { uid: 11, board: 'songs' })
  t.match(wordsOf(read), /^There is no board "songs"/)
  t.equal((await edge.ask('board', { uid: 21, board: 'songs' })).verb, 'done')
  t.match(await permit('sing', 'admin'), /^Whom\?/)
  t.match(await permit('write', 'bard'), /^Whom\?/)
  t.match(await admin('permitBoard', { board: 'x', what: 'read' }), /^There is no board "x"/)
})

t.test('a board with posts is removed by whoever says how many are lost', async (t) => {
  const remove = (board: string, more = {}) => admin('removeBoard', { board, ...more })
  await admin('createBoard', { board: 'hymns', title: 'Hymns.' })
  t.match(await remove('hym'), /^There is no board "hym"/, 'in full')
  await writes(1, 'hymns')
  await writes(2, 'hymns')
  const refusal = 'That would lose 2 posts for good: "board remove hymns with 2 posts" does it.'
  t.equal(await remove('hymns'), refusal)
  t.equal(await remove('hymns', { posts: 1 }), refusal, 'another was written meanwhile')
  t.equal(await remove('HYMNS', { posts: 2 }), 'There is no board "hymns" any more.')
  t.match(await writes(1, 'hymns'), /^There is no board "hymns"/)
  const kept = await database.db.selectFrom('board_post').select('board').execute()
  t.notMatch(kept, [{ board: 'hymns' }])
  await admin('createBoard', { board: 'hymns', title: 'Hymns.' })
  t.equal(await remove('hymns'), 'There is no board "hymns" any more.', 'nothing was on it')
  for (const board of namesFor(BOARDS_MAX)) await admin('createBoard', { board, title: 'Hm.' })
  t.equal(
    await admin('createBoard', { board: 'hymns', title: 'Hymns.' }),
    'There are 50 boards already.',
  )
})
