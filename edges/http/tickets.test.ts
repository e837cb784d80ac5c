import t from 'tap'
import type { NewTicket } from '#edges/session/tickets.ts'
import { withTestDatabase } from '#migrations/testing.ts'
import { OPEN_TICKETS_MAX, StoredTickets, TICKETS_AN_HOUR_MAX } from './tickets.ts'

const { db } = await withTestDatabase(t)
const tickets = new StoredTickets(db)
let accounts = 0

/** An account with characters of these names; their uids. */
async function account(...names: string[]): Promise<number[]> {
  const id = `u${++accounts}`
  const user = { id, name: names[0]!, email: `${id}@players.invalid`, emailVerified: false }
  await db.insertInto('user').values(user).execute()
  const uids = names.map((_, at) => accounts * 100 + at)
  const rows = names.map((name, at) => ({
    uid: uids[at]!,
    account_id: id,
    name,
    name_key: name.toLowerCase(),
  }))
  await db.insertInto('character').values(rows).execute()
  return uids
}

function bug(characterUid: number, more: Partial<NewTicket> = {}): NewTicket {
  const texts = { room: 'vale:mill', text: 'It leans.', seen: '> look\nA mill.', said: '' }
  return { kind: 'bug', characterUid, about: '', ...texts, ...more }
}

const close = (id: number) =>
  db.updateTable('ticket').set({ closed_at: new Date(), answer: 'Mended.' }).where('id', '=', id)
const age = () => db.updateTable('ticket').set({ made_at: new Date(0) })

t.test('a ticket is kept with all that was told, and its number is given', async (t) => {
  const [ada = 0, eve = 0] = await account('Ada', 'Eve')
  const number = await tickets.keep(bug(ada))
  t.equal(number, 1)
  const rows = await db.selectFrom('ticket').selectAll().execute()
  t.match(rows, [
    {
      ...{ id: 1, kind: 'bug', account_id: 'u1', character_uid: ada, character_name: 'Ada' },
      ...{ about_uid: null, about_name: null, room: 'vale:mill', text: 'It leans.' },
      ...{ seen: '> look\nA mill.', said: '', made_at: Date, taken_at: null, closed_at: null },
    },
  ])
  const own = { number: 1, kind: 'bug', about: '', text: 'It leans.', state: 'open', answer: '' }
  t.match(await tickets.own(ada), [own])
  t.match(await tickets.own(eve, 1), [own], 'it is the account’s')
  t.same(await tickets.own(ada, 2), [])
  const [bob = 0] = await account('Bob')
  t.same([await tickets.own(bob), await tickets.own(bob, 1)], [[], []], 'and nobody else’s')
})

t.test('a report finds whom it is about, in any case, or is refused', async (t) => {
  const [cyd = 0, dot = 0] = await account('Cyd', 'Dot')
  const report = { kind: 'report', about: 'DOT', said: 'Dot says, "Boo"' } as const
  const number = await tickets.keep(bug(cyd, report))
  t.match(await tickets.own(cyd), [{ number, kind: 'report', about: 'Dot' }])
  const row = db.selectFrom('ticket').selectAll().where('id', '=', Number(number))
  t.match(await row.execute(), [{ about_uid: dot, about_name: 'Dot', said: 'Dot says, "Boo"' }])
  const words = 'Nobody here is called "Zed", so nobody was reported.'
  t.same(await tickets.keep(bug(cyd, { ...report, about: 'zed' })), { refused: 'unknown', words })
  t.match(await tickets.keep(bug(9_999)), { refused: 'unknown' })
})

t.test('an account has so many an hour and so many open, however many come at once', async (t) => {
  const [fay = 0, gil = 0] = await account('Fay', 'Gil')
  const burst = Array.from({ length: TICKETS_AN_HOUR_MAX + 5 }, (_, i) =>
    tickets.keep(bug(i % 2 === 0 ? fay : gil)),
  )
  const kept = (await Promise.all(burst)).filter((outcome) => typeof outcome === 'number')
  t.equal(kept.length, TICKETS_AN_HOUR_MAX)
  t.same(await tickets.keep(bug(fay)), {
    refused: 'too-fast',
    words: 'You have made 10 tickets within an hour. Please wait a while.',
  })
  await age().execute()
  for (let i = kept.length; i < OPEN_TICKETS_MAX; i++) await tickets.keep(bug(fay))
  await age().execute()
  t.match(await tickets.keep(bug(gil)), {
    refused: 'too-many-open',
    words: /^You have 20 tickets that nobody has closed yet/,
  })
  await close(Number(kept[0])).execute()
  t.type(await tickets.keep(bug(gil)), 'number')
  const own = await tickets.own(fay)
  t.equal(own.length, OPEN_TICKETS_MAX, 'no more are shown')
  t.notOk(
    own.some(({ state }) => state === 'closed'),
    'open ones come first',
  )
  t.match(await tickets.own(fay, Number(kept[0])), [{ state: 'closed', answer: 'Mended.' }])
})

t.test('texts are bounded, and a ticket outlives its account', async (t) => {
  const [hal = 0] = await account('Hal')
  const number = Number(await tickets.keep(bug(hal, { text: '\u{1f986}'.repeat(5_000) })))
  await db.deleteFrom('user').where('name', '=', 'Hal').execute()
  const row = db.selectFrom('ticket').selectAll().where('id', '=', number)
  const [kept] = await row.execute()
  t.equal(kept?.text.length, 8_192)
  t.match(kept, { account_id: null, character_name: 'Hal' })
})

t.test('the news that an account has read last is remembered', async (t) => {
  const [ivo = 0, jan = 0] = await account('Ivo', 'Jan')
  t.equal(await tickets.lastRead(ivo), '')
  for (const mark of ['one', 'one', 'two']) await tickets.noteRead(ivo, mark)
  t.equal(await tickets.lastRead(jan), 'two')
  t.equal(await tickets.lastRead(9_999), '')
  await tickets.noteRead(9_999, 'three')
})
