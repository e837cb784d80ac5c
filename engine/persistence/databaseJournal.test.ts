import { sql } from 'kysely'
import t from 'tap'
import { withTestDatabase } from '#migrations/testing.ts'
import { createDatabaseJournal } from './databaseJournal.ts'
import { JournalConnection } from './databaseJournalConnection.ts'
import { FencedError, type JournalRecord, type Lease } from './journal.ts'
import { recordOf, recordsOf } from './testJournal.ts'

const LEASE_MS = 60_000

const { db, url } = await withTestDatabase(t)
const journal = createDatabaseJournal(url)
const other = createDatabaseJournal(url)
t.teardown(() => Promise.all([journal.stop(), other.stop()]))

async function acquire(zone: string, holder = 'ada', leaseMs = LEASE_MS): Promise<Lease> {
  const lease = await journal.acquire(zone, holder, leaseMs)
  if (!lease) throw new Error('another holds it')
  return lease
}

/** Makes a lease run out now. */
async function expire(zone: string): Promise<void> {
  await db
    .updateTable('zone')
    .set({ lease_until: sql`now() - interval '1 second'` })
    .where('name', '=', zone)
    .execute()
}

async function sequencesOf(zone: string): Promise<number[]> {
  const rows = await db
    .selectFrom('journal')
    .innerJoin('zone', 'zone.number', 'journal.zone')
    .where('zone.name', '=', zone)
    .select('sequence')
    .orderBy('sequence')
    .execute()
  return rows.map(({ sequence }) => sequence)
}

async function failure(action: Promise<unknown>): Promise<unknown> {
  return action.then(
    () => undefined,
    (error: unknown) => error,
  )
}

t.test('what may be done by one process at a time is done by one after the other', async (t) => {
  const done: string[] = []
  const gate = Promise.withResolvers<void>()
  const first = journal.alone(async () => {
    done.push('first begins')
    await gate.promise
    done.push('first ends')
    return 1
  })
  while (done.length === 0) await new Promise(setImmediate)
  const second = other.alone(async () => done.push('second'))
  await other.holderOf('crypt')
  gate.resolve()
  t.equal(await first, 1)
  await second
  t.strictSame(done, ['first begins', 'first ends', 'second'])
  await t.rejects(
    journal.alone(async () => {
      throw new Error('no')
    }),
    { message: 'no' },
  )
  t.equal(await other.alone(async () => 2), 2, 'and one that fails is over, too')
})

t.test('a zone has one holder, and each lease an epoch of its own', async (t) => {
  const first = await acquire('crypt')
  t.strictSame(first, { zone: 'crypt', epoch: 1 })
  t.equal(await other.acquire('crypt', 'bob', LEASE_MS), undefined)
  t.strictSame(await acquire('crypt'), { zone: 'crypt', epoch: 2 }, 'its holder may come again')
  t.strictSame(await journal.renew([first], 'ada', LEASE_MS), ['crypt'], 'the old epoch is gone')
  const second = { zone: 'crypt', epoch: 2 }
  t.strictSame(await journal.renew([second], 'bob', LEASE_MS), ['crypt'])
  t.strictSame(await journal.renew([second], 'ada', LEASE_MS), [])
  await journal.release(second, 'bob')
  t.equal(await other.acquire('crypt', 'bob', LEASE_MS), undefined, 'it was not his to give back')
  await journal.release(second, 'ada')
  t.strictSame(await other.acquire('crypt', 'bob', LEASE_MS), { zone: 'crypt', epoch: 3 })
})

t.test('a lease that has run out is anybody’s, and its holder’s until then', async (t) => {
  const lease = await acquire('tower')
  await expire('tower')
  t.strictSame(await journal.renew([lease], 'ada', LEASE_MS), [], 'nobody has taken it')
  t.equal(await other.acquire('tower', 'bob', LEASE_MS), undefined)
  await expire('tower')
  t.strictSame(await other.acquire('tower', 'bob', LEASE_MS), { zone: 'tower', epoch: 2 })
  const well = await acquire('well')
  t.strictSame(await journal.renew([lease, well], 'ada', LEASE_MS), ['tower'])
})

t.test(
  'a lease from before the clock was set back is anybody’s, and its holder’s until then',
  async (t) => {
    const lease = await acquire('clock')
    const setBack = () =>
      sql`update zone set lease_until = lease_until + interval '1 hour'
      where name = 'clock'`.execute(db)
    await setBack()
    t.strictSame(await journal.renew([lease], 'ada', LEASE_MS), [], 'nobody has taken it')
    t.equal(await other.acquire('clock', 'bob', LEASE_MS), undefined, 'it ends in a minute again')
    await setBack()
    t.strictSame(await other.acquire('clock', 'bob', LEASE_MS), { zone: 'clock', epoch: 2 })
    t.strictSame(await journal.renew([lease], 'ada', LEASE_MS), ['clock'])
  },
)

t.test('whoever has a zone can be named, with the end of its lease', async (t) => {
  t.equal(await journal.holderOf('mill'), undefined)
  const lease = await acquire('mill')
  const { holder, until } = (await other.holderOf('mill'))!
  t.equal(holder, 'ada')
  t.ok(until.getTime() > Date.now())
  await journal.release(lease, 'ada')
  t.equal(await journal.holderOf('mill'), undefined)
})

t.test('for want of room all goes that no recovery needs', async (t) => {
  const keeping = createDatabaseJournal(url, { historyHours: 24 })
  t.teardown(() => keeping.stop())
  const lease = await acquire('attic')
  await keeping.append(recordsOf(lease, 1, 50))
  for (const sequence of [10, 20, 30, 40, 45]) {
    await keeping.saveSnapshot(lease, { sequence, tick: 1, payload: Buffer.alloc(9, 1) })
  }
  t.equal((await sequencesOf('attic')).length, 50)
  await keeping.dropHistory('attic')
  t.strictSame(await sequencesOf('attic'), [41, 42, 43, 44, 45, 46, 47, 48, 49, 50])
})

t.test('of many who want a zone at once, one gets it', async (t) => {
  const holders = Array.from({ length: 8 }, (_, n) => `holder ${n}`)
  const asked = holders.map((holder, n) =>
    (n % 2 ? journal : other).acquire('bridge', holder, LEASE_MS),
  )
  const leases = (await Promise.all(asked)).filter((lease) => lease !== undefined)
  t.strictSame(leases, [{ zone: 'bridge', epoch: 1 }])
})

t.test('taking zones again and again does not use up their numbers', async (t) => {
  for (let n = 0; n < 5; n++) await acquire('often')
  const before = await db.selectFrom('zone').select(sql<number>`max(number)`.as('max')).execute()
  await acquire('after')
  const after = await db.selectFrom('zone').select(sql<number>`max(number)`.as('max')).execute()
  t.equal(after[0]!.max, before[0]!.max + 1)
})

t.test('records of several zones are kept in one append', async (t) => {
  const [a, b] = [await acquire('north'), await acquire('a "south", {zone}')]
  await journal.append([recordOf(a, 1), recordOf(b, 1), recordOf(a, 2), recordOf(b, 2)])
  await journal.append([recordOf(b, 3, { payload: Buffer.alloc(300_000, 7), tick: 2 ** 40 })])
  const [north, south] = [await journal.recover(a.zone), await journal.recover(b.zone)]
  t.strictSame(north.records.map(plain), [plain(recordOf(a, 1)), plain(recordOf(a, 2))])
  t.strictSame(
    south.records.map(({ sequence }) => sequence),
    [1, 2, 3],
  )
  t.strictSame(plain(south.records[2]!), {
    sequence: 3,
    tick: 2 ** 40,
    payload: [...Buffer.alloc(300_000, 7)],
  })
  await journal.append([])
})

function plain({ sequence, tick, payload }: Pick<JournalRecord, 'sequence' | 'tick' | 'payload'>) {
  return { sequence, tick, payload: [...payload] }
}

t.test('an empty record is refused', async (t) => {
  const lease = await acquire('empty')
  const record = recordOf(lease, 1, { payload: new Uint8Array() })
  await t.rejects(journal.append([recordOf(lease, 2), record]), { code: 'ERR_ASSERTION' })
  await t.rejects(journal.saveSnapshot(lease, { ...record, sequence: 0 }), {
    code: 'ERR_ASSERTION',
  })
  t.strictSame(await sequencesOf('empty'), [])
})

t.test('an append with an old epoch is refused with all that goes with it', async (t) => {
  const [old, sound] = [await acquire('lake'), await acquire('shore')]
  await journal.append([recordOf(old, 1)])
  await expire('lake')
  const next = await other.acquire('lake', 'bob', LEASE_MS)
  t.strictSame(next, { zone: 'lake', epoch: 2 })
  const refused = await failure(journal.append([recordOf(sound, 1), recordOf(old, 2)]))
  t.ok(refused instanceof FencedError)
  t.strictSame((refused as FencedError).leases, [old])
  t.match(refused, { code: 'ZONE_FENCED', message: /"lake" \(epoch 1\)/ })
  t.strictSame(await sequencesOf('lake'), [1])
  t.strictSame(await sequencesOf('shore'), [])
  t.ok((await failure(journal.append([recordOf(old, 1)]))) instanceof FencedError, 'kept or not')
  await other.append([recordOf(next!, 2)])
  await journal.append([recordOf(sound, 1)])
})

t.test('a zone that nobody knows is nobody’s', async (t) => {
  const lease = { zone: 'nowhere', epoch: 0 }
  t.ok((await failure(journal.append([recordOf(lease, 1)]))) instanceof FencedError)
  t.strictSame(await journal.recover('nowhere'), { snapshot: undefined, records: [], damage: [] })
})

t.test('two who write one zone at once: what the later one read is all there is', async (t) => {
  for (let round = 0; round < 20; round++) {
    const zone = `contested ${round}`
    const old = await acquire(zone, 'ada')
    await expire(zone)
    const appends = recordsOf(old, 1, 5).map((record) => failure(journal.append([record])))
    const next = await other.acquire(zone, 'bob', LEASE_MS)
    const { records } = await other.recover(zone)
    await other.append([recordOf(next!, records.length + 1, { payload: Buffer.from('bob') })])
    const outcomes = await Promise.all(appends)
    const kept = outcomes.filter((outcome) => outcome === undefined).length
    t.equal(kept, records.length)
    t.ok(outcomes.slice(kept).every((outcome) => outcome instanceof FencedError))
  }
})

t.test('a repeat is harmless, also one that brings more', async (t) => {
  const [a, b] = [await acquire('east'), await acquire('west')]
  const first = [recordOf(a, 1), recordOf(b, 1), recordOf(a, 2)]
  await journal.append(first)
  await journal.append(first)
  await journal.append([...first, recordOf(a, 3), recordOf(b, 2)])
  t.strictSame(await sequencesOf('east'), [1, 2, 3])
  t.strictSame(await sequencesOf('west'), [1, 2])
  const together = recordsOf(a, 4, 40)
  await Promise.all([journal.append(together), other.append(together.slice(0, 20))])
  t.equal((await sequencesOf('east')).length, 40)
})

t.test('another record under a number that is taken is refused', async (t) => {
  const lease = await acquire('taken')
  await journal.append(recordsOf(lease, 1, 2))
  const forged = recordOf(lease, 2, { payload: Buffer.from('other') })
  const refused = await failure(journal.append([forged, recordOf(lease, 3)]))
  t.strictSame((refused as FencedError).leases, [lease])
  t.strictSame(await sequencesOf('taken'), [1, 2])
})

t.test('characters come and go with the records that say so', async (t) => {
  await db
    .insertInto('user')
    .values({ id: 'u1', name: 'Ada', email: 'ada@players.invalid', emailVerified: false })
    .execute()
  for (const uid of [1, 2, 3]) {
    await db
      .insertInto('character')
      .values({ uid, account_id: 'u1', name: `A${uid}`, name_key: `a${uid}` })
      .execute()
  }
  const shown = async () => {
    const rows = await db.selectFrom('character').selectAll().orderBy('uid').execute()
    return rows.map(({ in_world, zone, state, state_revision, last_played_at }) => [
      in_world,
      zone,
      state && [...state],
      state_revision,
      last_played_at !== null,
    ])
  }
  const lease = await acquire('inn')
  const state = Uint8Array.of(0, 255, 7)
  const entering = recordOf(lease, 1, { entered: [3, 1, 2] })
  await journal.append([entering])
  t.strictSame(await shown(), Array(3).fill([true, 'inn', null, 0, false]))

  const leaving = recordOf(lease, 2, { left: [{ uid: 2, state }] })
  const back = recordOf(lease, 3, { entered: [2], left: [{ uid: 1, state: Uint8Array.of(1) }] })
  await journal.append([leaving])
  t.strictSame((await shown())[1], [false, 'inn', [0, 255, 7], 1, true])
  await journal.append([leaving, back, recordOf(lease, 4, { left: [{ uid: 2, state }] })])
  const expected = [
    [false, 'inn', [1], 1, true],
    [false, 'inn', [0, 255, 7], 2, true],
    [true, 'inn', null, 0, false],
  ]
  t.strictSame(await shown(), expected, 'what had been kept is not done again')
  await journal.append([leaving, back])
  t.strictSame(await shown(), expected)

  const old = { ...lease, epoch: 0 }
  const refused = journal.append([recordOf(old, 5, { left: [{ uid: 3, state }] })])
  t.ok((await failure(refused)) instanceof FencedError)
  t.strictSame(await shown(), expected)
  await journal.append([recordOf(lease, 5, { entered: [404], left: [{ uid: 405, state }] })])
  t.strictSame(await sequencesOf('inn'), [1, 2, 3, 4, 5], 'a deleted character stops nobody')
})

t.test('a commit is on the disk, whatever the server is set to', async (t) => {
  await sql`alter role current_user set synchronous_commit = off`.execute(db)
  const connection = new JournalConnection(url, { connectMs: 1500, statementMs: 5000 })
  const shown = await connection.use((client) => client.query('show synchronous_commit'))
  t.strictSame(shown.rows, [{ synchronous_commit: 'on' }])
  await sql`alter role current_user reset synchronous_commit`.execute(db)
  await connection.stop()
  await t.rejects(
    connection.use(async () => {}),
    { message: 'The journal has been closed' },
  )
})
