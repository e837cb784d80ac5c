import { sql } from 'kysely'
import t from 'tap'
import { withTestDatabase } from '#migrations/testing.ts'
import { openBulk } from './backupStore.ts'
import { createDatabaseJournal } from './databaseJournal.ts'
import { trimHistory } from './databaseJournalHistory.ts'
import { earliestMoment } from './historyReach.ts'
import { recordOf, recordsOf } from './testJournal.ts'
import { makeCharacters, migratedStore, seeing } from './testStores.ts'

const database = await withTestDatabase(t)
let stores = 0

const STATE = Uint8Array.of(1, 2, 3)

/** A store of its own with one zone, in which time passes as a test says. */
async function newStore(historyHours: number) {
  stores += 1
  const store = await migratedStore(t, database, `history${stores}`)
  const { db, url } = store
  const journal = createDatabaseJournal(url, { historyHours })
  t.teardown(() => journal.stop())
  const lease = (await journal.acquire('crypt', 'test', 60_000))!
  let last = 0
  return {
    ...store,
    journal,
    lease,
    async append(records: number, more: Parameters<typeof recordOf>[2] = {}): Promise<void> {
      const from = last + 1
      last += records
      await journal.append(recordsOf(lease, from, last).map((record) => ({ ...record, ...more })))
    },
    async snapshot(): Promise<void> {
      const payload = Buffer.alloc(100)
      await journal.saveSnapshot(lease, { sequence: last, tick: last * 10, payload })
    },
    /** All that is kept has become so much older. */
    async pass(minutes: number): Promise<void> {
      const earlier = (column: string) =>
        sql`${sql.id(column)} = ${sql.id(column)} - ${minutes} * interval '1 minute'`
      await sql`update journal set ${earlier('written_at')}`.execute(db)
      await sql`update snapshot set ${earlier('taken_at')}`.execute(db)
      await sql`update character_history set ${earlier('since')}, ${earlier('until')}`.execute(db)
      await sql`update character set ${earlier('since')}, ${earlier('created_at')}`.execute(db)
    },
    async kept() {
      const snapshots = await db
        .selectFrom('snapshot')
        .select('sequence')
        .orderBy('sequence')
        .execute()
      const records = await db
        .selectFrom('journal')
        .select('sequence')
        .orderBy('sequence')
        .execute()
      return {
        snapshots: snapshots.map(({ sequence }) => sequence),
        records: [records[0]?.sequence, records.at(-1)?.sequence],
      }
    },
    /** How far back it can be put, in minutes; rounded, as the clock goes on. */
    async reach(): Promise<number> {
      const earliest = await seeing(url, earliestMoment)
      const { rows } = await sql<{ minutes: number }>`
        select round(extract(epoch from now() - ${earliest}::timestamptz) / 60)::int as minutes
      `.execute(db)
      return rows[0]!.minutes
    },
  }
}

t.test('any moment of the last hours has its snapshot and records', async (t) => {
  const { append, snapshot, pass, kept, reach } = await newStore(2)
  for (let n = 0; n < 10; n++) {
    await append(10)
    await snapshot()
    await pass(30)
  }
  const { snapshots, records } = await kept()
  t.equal(records[1], 100)
  t.equal(records[0], snapshots[0]! + 1)
  t.ok(snapshots[0]! >= 40 && snapshots[0]! <= 60, 'the newest from before them is the first')
  t.ok((await reach()) >= 120)
  t.ok((await reach()) <= 210)
  t.strictSame(snapshots.slice(-3), [80, 90, 100])
})

t.test('while nothing was dropped, the world can be put back to its beginning', async (t) => {
  const { append, snapshot, pass, kept, reach } = await newStore(24)
  await append(5)
  t.equal(await reach(), 0)
  await pass(100)
  await snapshot()
  await append(5)
  await snapshot()
  await pass(100)
  t.strictSame(await kept(), { snapshots: [5, 10], records: [1, 10] })
  t.equal(await reach(), 200)
})

t.test('without a history it reaches back to the second newest snapshot', async (t) => {
  const { append, snapshot, pass, kept, reach } = await newStore(0)
  for (let n = 0; n < 4; n++) {
    await append(5)
    await snapshot()
    await pass(10)
  }
  t.strictSame(await kept(), { snapshots: [10, 15, 20], records: [16, 20] })
  t.equal(await reach(), 20)
})

t.test('a shorter history drops the rest a little at a time', async (t) => {
  const { url, lease, append, snapshot, pass, kept } = await newStore(24)
  for (let n = 0; n < 12; n++) {
    await append(1_000)
    await snapshot()
    await pass(61)
  }
  t.strictSame((await kept()).records, [1, 12_000])
  const journal = createDatabaseJournal(url)
  t.teardown(() => journal.stop())
  await journal.append([recordOf(lease, 12_001)])
  await journal.saveSnapshot(lease, { sequence: 12_001, tick: 1, payload: STATE })
  t.strictSame(await kept(), { snapshots: [11_000, 12_000, 12_001], records: [12_001, 12_001] })
})

t.test('above its limit of bytes the oldest history goes first', async (t) => {
  const { db, url, append, snapshot, pass, kept } = await newStore(24)
  for (let n = 0; n < 6; n++) {
    await append(10, { payload: Buffer.alloc(1_000) })
    await snapshot()
    await pass(61)
  }
  const { rows } = await sql`select journal_bytes from snapshot order by sequence`.execute(db)
  t.strictSame(
    rows,
    [10, 20, 30, 40, 50, 60].map((records) => ({ journal_bytes: records * 1_000 })),
  )
  const trim = (bytes: number) => trimTo(url, bytes)
  await trim(60_600)
  t.strictSame(await kept(), { snapshots: [10, 20, 30, 40, 50, 60], records: [1, 60] })
  await trim(45_000)
  t.strictSame(await kept(), { snapshots: [20, 30, 40, 50, 60], records: [21, 60] })
  await trim(1)
  t.strictSame(await kept(), { snapshots: [40, 50, 60], records: [51, 60] })
})

/** Trims by a limit of a test's own. */
async function trimTo(url: string, bytesMax: number): Promise<void> {
  const client = await openBulk(url)
  while (await trimHistory(client, 'crypt', 24, bytesMax)) {}
  await client.end()
}

async function historyOf({ db }: { db: typeof database.db }) {
  const rows = await db.selectFrom('character_history').selectAll().orderBy('id').execute()
  return rows.map(({ uid, in_world, zone, state, state_revision }) => [
    uid,
    in_world,
    zone,
    state && [...state],
    state_revision,
  ])
}

const left = (uid: number, state = STATE) => ({ left: [{ uid, state }] })

t.test('what a character was is remembered when it comes or goes', async (t) => {
  const store = await newStore(24)
  const { db, append, journal, lease } = store
  await makeCharacters(store, 'Ada', 'Bob')
  await append(1, { entered: [1, 2] })
  t.strictSame(await historyOf(store), [
    [1, false, null, null, 0],
    [2, false, null, null, 0],
  ])
  await append(1, left(1))
  await append(1, { entered: [1] })
  t.strictSame((await historyOf(store)).slice(2), [
    [1, true, 'crypt', null, 0],
    [1, false, 'crypt', [1, 2, 3], 1],
  ])
  const seamless = await sql`
    select from (
      select uid, since, lag(until) over (partition by uid order by since) as before from (
        select uid, since, until from character_history
        union all select uid, since, 'infinity' from character
      ) as lives
    ) as seams where before <> since`.execute(db)
  t.equal(seamless.rows.length, 0, 'each begins when the one before it ends')
  const stamps = await sql`
    select from character_history where until not in (select written_at from journal)`.execute(db)
  t.equal(stamps.rows.length, 0, 'and has the time of a record')

  await journal.append([recordOf(lease, 3, { entered: [1] })])
  await journal.append([recordOf({ ...lease, epoch: 9 }, 4, left(1))]).catch(() => {})
  t.equal((await historyOf(store)).length, 4, 'what is not kept is not remembered')
})

t.test('what characters were is forgotten like the rest', async (t) => {
  const store = await newStore(1)
  const { append, pass, reach, snapshot } = store
  await makeCharacters(store, 'Ada')
  await append(1, { entered: [1] })
  await pass(20)
  await append(1, left(1))
  await pass(50)
  await append(1, { entered: [1] })
  t.equal(await reach(), 70)
  await snapshot()
  t.strictSame(
    (await historyOf(store)).map(([, isInWorld]) => isInWorld),
    [true, false],
  )
  t.equal(await reach(), 70, 'the first has ended over an hour ago, and the second began then')
  await pass(20)
  await snapshot()
  t.equal(await reach(), 70 - 20 + 20)
})

t.test('what characters were takes no more room than it may', async (t) => {
  const store = await newStore(24)
  const { db, url, append } = store
  await makeCharacters(store, 'Ada')
  await append(1, { entered: [1] })
  for (let n = 1; n <= 9; n++) {
    await append(1, left(1, Buffer.alloc(1_000, n)))
    await append(1, { entered: [1] })
  }
  await trimTo(url, 2 ** 20)
  t.equal((await historyOf(store)).length, 19, 'the table itself is small')
  await trimTo(url, 3_500)
  const { rows } = await sql<{ bytes: number }>`
    select sum(octet_length(state))::int as bytes from character_history`.execute(db)
  t.strictSame(rows, [{ bytes: 3_000 }])
})
