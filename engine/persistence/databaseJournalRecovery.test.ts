import fc from 'fast-check'
import { sql } from 'kysely'
import t from 'tap'
import { withTestDatabase } from '#migrations/testing.ts'
import { createDatabaseJournal } from './databaseJournal.ts'
import { checksumOf } from './databaseJournalSums.ts'
import { FencedError, type Lease } from './journal.ts'
import { recordsOf } from './testJournal.ts'

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

const zoneNumber = (zone: string) => sql`(select number from zone where name = ${zone})`

/** Damages rows of the journal as a faulty disk would: behind everybody's back. */
async function damage({ zone }: Lease, sequence: number, set: string): Promise<void> {
  await sql`update journal set ${sql.raw(set)}
    where zone = ${zoneNumber(zone)} and sequence = ${sequence}`.execute(db)
}

async function lose({ zone }: Lease, from: number, to = from): Promise<void> {
  await sql`delete from journal where zone = ${zoneNumber(zone)}
    and sequence between ${from} and ${to}`.execute(db)
}

async function damageSnapshot({ zone }: Lease, sequence: number, set: string): Promise<void> {
  await sql`update snapshot_chunk set ${sql.raw(set)} where number = 0 and snapshot =
    (select id from snapshot where zone = ${zoneNumber(zone)} and sequence = ${sequence}
      and damage is null)`.execute(db)
}

async function sequencesIn(table: 'journal' | 'journal_damaged' | 'snapshot', { zone }: Lease) {
  const { rows } = await sql<{ sequence: number }>`select sequence from ${sql.id(table)}
    where zone = ${zoneNumber(zone)} order by sequence`.execute(db)
  return rows.map(({ sequence }) => sequence)
}

function snapshotAt(sequence: number, bytes = 1000) {
  return { sequence, tick: sequence * 10, payload: Buffer.alloc(bytes, sequence) }
}

/** What a recovery brings, in short. */
async function recovered({ zone }: Lease) {
  const { snapshot, records, damage } = await journal.recover(zone)
  const sequences = records.map(({ sequence }) => sequence)
  return { snapshot: snapshot?.sequence, records: sequences, damage }
}

/** Does something while another takes the zone over, who is seen only when all else is done. */
async function whileTaken<T>({ zone }: Lease, action: () => Promise<T>): Promise<T> {
  return db
    .transaction()
    .execute(async (taking) => {
      await sql`update zone set epoch = epoch + 1 where name = ${zone}`.execute(taking)
      const result = action()
      for (let tries = 0; tries < 500; tries += 1) {
        const { rows } = await sql`select from pg_stat_activity
        where application_name = 'loam-journal' and wait_event_type = 'Lock'`.execute(db)
        if (rows.length > 0) return { result }
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
      throw new Error('nobody waits for the zone')
    })
    .then(({ result }) => result)
}

t.test('a zone comes back as its newest snapshot and what follows it', async (t) => {
  const lease = await zoneWith(7)
  t.strictSame(await recovered(lease), {
    snapshot: undefined,
    records: [1, 2, 3, 4, 5, 6, 7],
    damage: [],
  })
  const payload = Buffer.from(Uint8Array.from({ length: 700_001 }, (_, n) => n * n))
  await journal.saveSnapshot(lease, { sequence: 5, tick: 2 ** 40, payload })
  const { snapshot, records, damage } = await journal.recover(lease.zone)
  t.strictSame([snapshot?.sequence, snapshot?.tick], [5, 2 ** 40])
  t.ok(payload.equals(snapshot!.payload))
  t.strictSame(
    records.map(({ tick, payload }) => [tick, `${payload}`]),
    [
      [60, `${lease.zone} 6`],
      [70, `${lease.zone} 7`],
    ],
  )
  t.strictSame(damage, [])
})

t.test('more records than are read at once come back in order', async (t) => {
  const lease = await zoneWith(1234)
  const { records, damage } = await recovered(lease)
  t.strictSame(
    records,
    Array.from({ length: 1234 }, (_, n) => n + 1),
  )
  t.strictSame(damage, [])
})

t.test('three snapshots are kept, and the journal behind the second newest', async (t) => {
  const lease = await zoneWith(50)
  await journal.saveSnapshot(lease, snapshotAt(10))
  t.equal((await sequencesIn('journal', lease)).length, 50, 'one snapshot might be damaged')
  for (const sequence of [20, 30, 40]) await journal.saveSnapshot(lease, snapshotAt(sequence))
  t.strictSame(await sequencesIn('snapshot', lease), [20, 30, 40])
  t.equal((await sequencesIn('journal', lease))[0], 31)
  const chunks = await sql<{ count: number }>`select count(*)::integer as count
    from snapshot_chunk where snapshot not in (select id from snapshot)`.execute(db)
  t.strictSame(chunks.rows, [{ count: 0 }])
})

t.test('a snapshot taken again replaces the one of the same place', async (t) => {
  const lease = await zoneWith(3)
  await journal.saveSnapshot(lease, snapshotAt(3))
  await journal.saveSnapshot(lease, snapshotAt(3))
  await journal.saveSnapshot(lease, { ...snapshotAt(3), tick: 999 })
  t.strictSame(await sequencesIn('snapshot', lease), [3])
  t.equal((await journal.recover(lease.zone)).snapshot?.tick, 999)
})

t.test('a zone has a snapshot before its first record', async (t) => {
  const lease = await zoneWith(0)
  await journal.saveSnapshot(lease, snapshotAt(0))
  t.strictSame(await recovered(lease), { snapshot: 0, records: [], damage: [] })
})

t.test('a snapshot ahead of the journal, or of one who lost the zone, is refused', async (t) => {
  const lease = await zoneWith(3)
  await t.rejects(journal.saveSnapshot(lease, snapshotAt(4)), {
    message: `Cannot keep a snapshot of zone "${lease.zone}" after record 4, which is not kept yet`,
  })
  await journal.acquire(lease.zone, 'ada', 60_000)
  const refused = await journal.saveSnapshot(lease, snapshotAt(3)).catch((error) => error)
  t.ok(refused instanceof FencedError)
  t.strictSame(await sequencesIn('snapshot', lease), [])
})

/** Each does to record 4 what no program of ours does. */
const FAULTS = {
  'one bit is flipped': 'payload = set_bit(payload, 9, 1 - get_bit(payload, 9))',
  'its end is missing': 'payload = substring(payload for 3)',
  'it goes on with zeros': String.raw`payload = payload || '\x0000'`,
  'it is all zeros': "payload = decode(repeat('00', length(payload)), 'hex')",
  'it is all zeros with a sum of zero': String.raw`payload = '\x00000000', checksum = 0`,
  'it is empty': "payload = ''",
  'it is empty with a sum of zero': "payload = '', checksum = 0",
  'its tick is another': 'tick = tick + 1',
  'its tick is beyond all numbers': 'tick = 9223372036854775807',
  'its epoch is another': 'epoch = epoch + 1',
  'its sum is another': 'checksum = checksum + 1',
}

for (const [fault, set] of Object.entries(FAULTS)) {
  t.test(`a record is cut off with all behind it when ${fault}`, async (t) => {
    const lease = await zoneWith(6)
    await damage(lease, 4, set)
    const words =
      `Zone "${lease.zone}": record 4 is damaged: nothing from it to 6 can be used; ` +
      '3 rows were moved to the table journal_damaged'
    t.strictSame(await recovered(lease), {
      snapshot: undefined,
      records: [1, 2, 3],
      damage: [words],
    })
    t.strictSame(await sequencesIn('journal_damaged', lease), [4, 5, 6])
    await journal.append(recordsOf(lease, 4, 5))
    t.strictSame(await recovered(lease), {
      snapshot: undefined,
      records: [1, 2, 3, 4, 5],
      damage: [],
    })
  })
}

t.test('a record with the content of its neighbour is damaged', async (t) => {
  const lease = await zoneWith(6)
  await sql`update journal set payload = n.payload, checksum = n.checksum from journal n
    where n.zone = ${zoneNumber(lease.zone)} and n.sequence = 3
      and journal.zone = n.zone and journal.sequence = 4`.execute(db)
  const { records, damage: told } = await recovered(lease)
  t.strictSame(records, [1, 2, 3])
  t.match(told, [/record 4 is damaged/])
})

t.test('a torn tail is the last record only', async (t) => {
  const lease = await zoneWith(6)
  await damage(lease, 6, 'payload = substring(payload for 2)')
  const { records, damage: told } = await recovered(lease)
  t.strictSame(records, [1, 2, 3, 4, 5])
  t.match(told, [/record 6 is damaged: it was the last; 1 rows were moved/])
})

t.test('a hole ends what can be used', async (t) => {
  const lease = await zoneWith(9)
  await lose(lease, 4, 6)
  const { records, damage: told } = await recovered(lease)
  t.strictSame(records, [1, 2, 3])
  t.match(told, [/record 4 is missing: nothing from it to 9 can be used; 3 rows were moved/])
  t.strictSame(await sequencesIn('journal_damaged', lease), [7, 8, 9])
})

t.test('a record under a number that is not its own is a hole', async (t) => {
  const lease = await zoneWith(5)
  await damage(lease, 5, 'sequence = 9007199254740993')
  const { records, damage: told } = await recovered(lease)
  t.strictSame(records, [1, 2, 3, 4])
  t.match(told, [/record 5 is missing/])
  t.equal((await sequencesIn('journal', lease)).length, 4)
})

const SNAPSHOT_FAULTS = {
  'a bit is flipped': 'payload = set_bit(payload, 77, 1 - get_bit(payload, 77))',
  'it is cut short': 'payload = substring(payload for 10)',
  'it is all zeros': "payload = decode(repeat('00', length(payload)), 'hex')",
  'a chunk is missing': 'number = 7',
}

for (const [fault, set] of Object.entries(SNAPSHOT_FAULTS)) {
  t.test(`the older snapshot and more of the journal are used when ${fault}`, async (t) => {
    const lease = await zoneWith(9)
    for (const sequence of [2, 5, 8]) {
      await journal.saveSnapshot(lease, snapshotAt(sequence, 300_000))
    }
    await damageSnapshot(lease, 8, set)
    const words = `Zone "${lease.zone}": the snapshot after record 8 is damaged and was passed over`
    const sound = { snapshot: 5, records: [6, 7, 8, 9] }
    t.strictSame(await recovered(lease), { ...sound, damage: [words] })
    t.strictSame(await recovered(lease), { ...sound, damage: [] }, 'it is told once')
    await journal.saveSnapshot(lease, snapshotAt(8))
    t.strictSame(await recovered(lease), { snapshot: 8, records: [9], damage: [] })
    t.equal((await sequencesIn('journal', lease))[0], 6, 'a damaged one does not count')
  })
}

t.test('a snapshot whose row is damaged is passed over', async (t) => {
  const lease = await zoneWith(4)
  await journal.saveSnapshot(lease, snapshotAt(2))
  for (const set of ['bytes = -1', 'bytes = 2000000000', 'tick = 3', 'sequence = 4', 'epoch = 0']) {
    await journal.saveSnapshot(lease, snapshotAt(3))
    await sql`update snapshot set ${sql.raw(set)}
      where zone = ${zoneNumber(lease.zone)} and sequence = 3 and damage is null`.execute(db)
    const { snapshot, records, damage: told } = await recovered(lease)
    t.strictSame([snapshot, records, told.length], [2, [3, 4], 1], set)
  }
})

t.test('without a whole snapshot the journal must reach back to its beginning', async (t) => {
  const lease = await zoneWith(9)
  await journal.saveSnapshot(lease, snapshotAt(3))
  await damageSnapshot(lease, 3, 'number = 1')
  t.match(await recovered(lease), { snapshot: undefined, records: { length: 9 } })
})

t.test('who loses the zone while writing a snapshot has written none', async (t) => {
  const lease = await zoneWith(9)
  for (const sequence of [1, 2, 3]) await journal.saveSnapshot(lease, snapshotAt(sequence))
  const save = () => journal.saveSnapshot(lease, snapshotAt(9, 600_000)).catch((error) => error)
  t.ok((await whileTaken(lease, save)) instanceof FencedError)
  t.strictSame(await sequencesIn('snapshot', lease), [1, 2, 3])
  t.equal((await sequencesIn('journal', lease)).length, 7)
})

t.test('who loses the zone while recovering it sets nothing aside', async (t) => {
  const lease = await zoneWith(6)
  await damage(lease, 4, 'checksum = 1')
  const recover = () => journal.recover(lease.zone).catch((error: Error) => error.message)
  const words = `Cannot recover zone "${lease.zone}": another is writing it`
  t.equal(await whileTaken(lease, recover), words)
  t.strictSame(await sequencesIn('journal_damaged', lease), [])
})

t.test('two who recover a zone at once set nothing aside twice', async (t) => {
  const lease = await zoneWith(6)
  await damage(lease, 4, 'checksum = 1')
  const second = createDatabaseJournal(url)
  t.teardown(() => second.stop())
  const tries = [journal, second].map((one) => one.recover(lease.zone))
  const outcomes = await Promise.allSettled(tries)
  const told = outcomes.map((one) =>
    one.status === 'fulfilled' ? one.value.damage.length : `${one.reason}`,
  )
  t.ok(told.includes(1), 'one tells the damage, the other sees it too late or not at all')
  t.strictSame(await sequencesIn('journal_damaged', lease), [4, 5, 6])
})

t.test('no two payloads or places share a sum by being cut, filled up or moved', async (t) => {
  const place = { zone: 'crypt', epoch: 1, sequence: 2, tick: 3 }
  const whole = fc.uint8Array({ minLength: 1, maxLength: 50 })
  await fc.assert(
    fc.asyncProperty(whole, fc.nat(9), fc.nat(50), async (payload, more, at) => {
      const sum = checksumOf(place, [payload])
      t.equal(checksumOf(place, [payload.subarray(0, at), payload.subarray(at)]), sum)
      const longer = Buffer.concat([payload, Buffer.alloc(more + 1)])
      const moved = { ...place, sequence: place.sequence + more + 1 }
      const others = [
        checksumOf(place, [longer]),
        checksumOf(place, [payload.subarray(1)]),
        checksumOf(moved, [payload]),
        checksumOf({ ...place, zone: 'crypt ' }, [payload]),
      ]
      t.notOk(others.includes(sum))
      t.ok(Math.abs(sum) <= 2 ** 31)
    }),
    { numRuns: 200 },
  )
})
