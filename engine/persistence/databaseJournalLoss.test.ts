import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import t from 'tap'
import { connectDatabase } from '#migrations/connect.ts'
import { testDataDir, withTestDatabase } from '#migrations/testing.ts'
import { createDatabaseJournal } from './databaseJournal.ts'
import type { Lease, Mending } from './journal.ts'
import { recordOf, recordsOf } from './testJournal.ts'

const { db, url } = await withTestDatabase(t)
const journal = createDatabaseJournal(url)
t.teardown(() => journal.stop())

let zones = 0

/** A zone of its own for each test, with some records. */
async function zoneWith(records: number): Promise<Lease> {
  zones += 1
  const lease = (await journal.acquire(`zone ${zones}`, 'ada', 60_000))!
  await journal.append(recordsOf(lease, 1, records))
  return lease
}

const numberOf = ({ zone }: Lease) => sql`(select number from zone where name = ${zone})`

async function damageRecord(lease: Lease, sequence: number): Promise<void> {
  await sql`update journal set checksum = 1
    where zone = ${numberOf(lease)} and sequence = ${sequence}`.execute(db)
}

async function countIn(table: 'journal' | 'journal_damaged', lease: Lease): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::integer as count
    from ${sql.id(table)} where zone = ${numberOf(lease)}`.execute(db)
  return rows[0]!.count
}

/** A zone of which nothing can be brought back, with Ada and Bob in it, and Cyd kept by herself. */
async function lostZone() {
  const lease = await zoneWith(9)
  for (const sequence of [4, 6]) {
    await journal.saveSnapshot(lease, { sequence, tick: 1, payload: Buffer.alloc(1000, 1) })
  }
  await sql`update snapshot_chunk set number = 1`.execute(db)
  await sql`delete from journal where zone = ${numberOf(lease)} and sequence <= 4`.execute(db)
  const [ada, bob, cyd] = await characters(lease, [true, true, false])
  const inWorld = async () =>
    (await rowsOf(lease)).filter((row) => row.in_world).map(({ uid }) => uid)
  const recover = (mending?: Partial<Mending>) =>
    journal.recover(lease.zone, { acceptsLoss: false, membersOf: () => [], ...mending })
  return { lease, ada, bob, cyd, inWorld, recover }
}

let lastUid = 0

/** Makes characters whose rows name the zone, each in its keeping or not. */
async function characters({ zone }: Lease, inWorld: readonly boolean[]): Promise<number[]> {
  const uids = inWorld.map(() => ++lastUid)
  const userId = `player of ${zone}`
  await sql`insert into "user" (id, name, email, "emailVerified", "updatedAt")
    values (${userId}, 'x', ${userId}, true, now())`.execute(db)
  for (const [i, uid] of uids.entries()) {
    await sql`insert into character (uid, account_id, name, name_key, zone, in_world)
      values (${uid}, ${userId}, ${`c${uid}`}, ${`c${uid}`}, ${zone}, ${inWorld[i]})`.execute(db)
  }
  return uids
}

async function rowsOf({ zone }: Lease) {
  const { rows } = await sql<{ uid: number; in_world: boolean }>`
    select uid, in_world from character where zone = ${zone} order by uid`.execute(db)
  return rows
}

t.test('a zone of which nothing is left is not opened, and nothing is put aside', async (t) => {
  const { lease, inWorld, recover, ada, bob } = await lostZone()
  const refused = {
    code: 'ZONE_LOST',
    message:
      `Cannot open zone "${lease.zone}": nothing of what was kept of it can be brought back ` +
      '(the snapshot after record 6 is damaged and was passed over; ' +
      'the snapshot after record 4 is damaged and was passed over; ' +
      'record 1 is missing: nothing from it to 9 can be used): restore the database from a ' +
      `backup, or go on without that by LOAM_ACCEPT_LOSS=${lease.zone}, which puts aside what is ` +
      'damaged',
  }
  await t.rejects(recover(), refused)
  await t.rejects(recover(), refused, 'however often it is tried')
  t.equal(await countIn('journal_damaged', lease), 0)
  t.strictSame(await inWorld(), [ada, bob])
})

t.test('a zone whose loss is accepted begins anew, and lets its characters go', async (t) => {
  const { lease, inWorld, recover } = await lostZone()
  const { snapshot, records, damage } = await recover({ acceptsLoss: true })
  t.strictSame([snapshot, records], [undefined, []])
  t.match(damage, [
    /snapshot after record 6 is damaged/,
    /snapshot after record 4 is damaged/,
    /record 1 is missing: .*; 5 rows were moved to the table journal_damaged/,
    /2 characters are as kept before that/,
  ])
  t.strictSame(await inWorld(), [])
  t.strictSame(await recover(), { snapshot: undefined, records: [], damage: [] }, 'once for all')
  await journal.append([recordOf(lease, 1)])
  t.match(await recover(), { records: [{ sequence: 1 }], damage: [] })
})

t.test('a zone that should hold somebody, and has no record at all, is lost as well', async (t) => {
  const lease = await zoneWith(0)
  await characters(lease, [true])
  await t.rejects(journal.recover(lease.zone), {
    code: 'ZONE_LOST',
    message: /\(1 characters should be in it, and no record is there\)/,
  })
  const mending = { acceptsLoss: true, membersOf: () => [] }
  t.equal((await journal.recover(lease.zone, mending)).damage.length, 2)
  t.strictSame(await journal.recover(lease.zone), { snapshot: undefined, records: [], damage: [] })
})

t.test('a zone whose database is damaged itself is not opened, and that is said', async (t) => {
  const dataDir = await testDataDir(t)
  const first = await connectDatabase({ dataDir, fsync: false })
  const before = createDatabaseJournal(first.url)
  const lease = (await before.acquire('vale', 'ada', 60_000))!
  await before.append(recordsOf(lease, 1, 3))
  await sql`checkpoint`.execute(first.db)
  const { rows } = await sql<{
    path: string
  }>`select pg_relation_filepath('journal') as path`.execute(first.db)
  await before.stop()
  await first.stop()
  const file = openSync(join(dataDir, 'postgres', rows[0]!.path), 'r+')
  writeSync(file, Buffer.alloc(100, 7), 0, 100, 4000)
  closeSync(file)

  const second = await connectDatabase({ dataDir, fsync: false })
  const after = createDatabaseJournal(second.url)
  t.teardown(async () => {
    await after.stop()
    await second.stop()
  })
  await t.rejects(after.recover('vale'), {
    code: 'ZONE_UNREADABLE',
    message:
      /^Cannot read the journal of zone "vale": "invalid page in .*restore it from a backup$/,
  })
})

t.test('rows agree with a zone that came back without its last records', async (t) => {
  const lease = await zoneWith(6)
  const [came, stayed, left] = await characters(lease, [true, true, false])
  await damageRecord(lease, 4)
  const mending = { acceptsLoss: false, membersOf: () => [stayed!, left!] }
  const { damage: told } = await journal.recover(lease.zone, mending)
  t.match(told, [/record 4 is damaged/, /2 characters are as kept before that/])
  t.strictSame(
    (await rowsOf(lease)).map(({ uid, in_world }) => [uid, in_world]),
    [
      [came, false],
      [stayed, true],
      [left, true],
    ],
  )
})

t.test('a zone that is whole leaves rows alone', async (t) => {
  const lease = await zoneWith(2)
  await characters(lease, [true])
  const mending = { acceptsLoss: true, membersOf: () => (t.fail('nobody is asked') ? [] : []) }
  t.strictSame((await journal.recover(lease.zone, mending)).damage, [])
  t.match(await rowsOf(lease), [{ in_world: true }])
})
