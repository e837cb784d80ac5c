import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { sql } from 'kysely'
import t from 'tap'
import { connectDatabase, type Database } from '#migrations/connect.ts'
import { type Test, testDataDir } from '#migrations/testing.ts'
import { createDatabaseJournal, type DatabaseJournal } from './databaseJournal.ts'
import { JournalWriter } from './groupCommit.ts'
import type { Lease } from './journal.ts'
import { recordOf, recordsOf } from './testJournal.ts'

/** Short, so that the tests are: a frozen server is given up after half a second. */
const LIMITS = { connectMs: 500, statementMs: 500 }

const clock = {
  now: () => performance.now(),
  after(ms: number, action: () => void) {
    const timer = setTimeout(action, ms)
    return () => clearTimeout(timer)
  },
}

interface World {
  database: Database
  dataDir: string
  journal: DatabaseJournal
  lease: Lease
}

async function setUp(t: Test): Promise<World> {
  const dataDir = await testDataDir(t)
  const database = await connectDatabase({ dataDir, fsync: false })
  const journal = createDatabaseJournal(database.url, LIMITS)
  t.teardown(async () => {
    await journal.stop()
    await database.stop()
  })
  const lease = (await journal.acquire('crypt', 'ada', 60_000))!
  return { database, dataDir, journal, lease }
}

function serverPid(dataDir: string): number {
  return Number.parseInt(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8'), 10)
}

/** The server and all its processes: the first alone would freeze no connection that is open. */
function serverPids(dataDir: string): number[] {
  const pid = serverPid(dataDir)
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
  return [pid, ...children.trim().split(' ').map(Number)]
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) process.kill(pid, name)
}

/** A writer, and what it says. */
function writerFor(t: Test, journal: DatabaseJournal) {
  const kept: number[] = []
  const trouble: string[] = []
  let onTrouble = () => {}
  const writer = new JournalWriter(journal, {
    clock,
    onFenced: ({ zone }) => trouble.push(`fenced: ${zone}`),
    onTrouble: (error) => {
      trouble.push((error as Error).message)
      onTrouble()
    },
  })
  writer.onKept((_, sequence) => kept.push(sequence))
  t.teardown(() => writer.stop())
  const troubled = (times: number) =>
    new Promise<void>((resolve) => {
      onTrouble = () => {
        if (trouble.length >= times) resolve()
      }
    })
  return { writer, kept, trouble, troubled }
}

async function sequences({ journal }: World): Promise<number[]> {
  const { records, damage } = await journal.recover('crypt')
  if (damage.length > 0) throw new Error(damage.join())
  return records.map(({ sequence }) => sequence)
}

const upTo = (last: number) => Array.from({ length: last }, (_, n) => n + 1)

t.test('a writer outlasts a frozen server', async (t) => {
  const world = await setUp(t)
  const { journal, lease, dataDir } = world
  const { writer, kept, trouble, troubled } = writerFor(t, journal)
  for (const record of recordsOf(lease, 1, 3)) writer.submit(record)
  await writer.drained()
  const pids = serverPids(dataDir)
  try {
    signal(pids, 'SIGSTOP')
    const gaveUp = troubled(3)
    for (const record of recordsOf(lease, 4, 6)) writer.submit(record)
    await gaveUp
    writer.submit(recordOf(lease, 7))
    t.equal(writer.waiting.records, 4)
  } finally {
    signal(pids, 'SIGCONT')
  }
  await writer.drained()
  t.equal(kept.at(-1), 7)
  t.match(trouble[0], /timeout/)
  t.notMatch(trouble.join(), /fenced/, 'our own repeat is not another')
  t.strictSame(await sequences(world), upTo(7))
})

t.test('a writer outlasts a server that is killed and comes back', async (t) => {
  const world = await setUp(t)
  const { journal, lease, dataDir } = world
  const { writer, kept, trouble } = writerFor(t, journal)
  for (let last = 0; last < 30; last += 10) {
    for (const record of recordsOf(lease, last + 1, last + 9)) writer.submit(record)
    process.kill(serverPid(dataDir), 'SIGKILL')
    writer.submit(recordOf(lease, last + 10))
    await writer.drained()
  }
  t.equal(kept.at(-1), 30)
  t.ok(trouble.length > 0)
  t.notMatch(trouble.join(), /fenced/)
  t.strictSame(await sequences(world), upTo(30))
})

t.test('a connection that breaks between two appends is made anew', async (t) => {
  const world = await setUp(t)
  const { journal, lease, database } = world
  await journal.append([recordOf(lease, 1)])
  const ended = await sql<{ ended: boolean }>`select pg_terminate_backend(pid, 1000) as ended
    from pg_stat_activity where application_name = 'loam-journal'`.execute(database.db)
  t.ok(ended.rows.every(({ ended }) => ended))
  await new Promise((resolve) => setImmediate(resolve))
  const { writer } = writerFor(t, journal)
  writer.submit(recordOf(lease, 2))
  await writer.drained()
  t.strictSame(await sequences(world), [1, 2])
})

t.test('a statement that waits too long fails, and is nobody’s later', async (t) => {
  const world = await setUp(t)
  const { journal, lease, database } = world
  await database.db.transaction().execute(async (locked) => {
    await sql`select from zone where name = 'crypt' for update`.execute(locked)
    await t.rejects(journal.append([recordOf(lease, 1)]), { message: /timeout/ })
    await t.rejects(journal.renew([lease], 'ada', 1000), { message: /timeout/ })
  })
  await journal.append([recordOf(lease, 1, { payload: Buffer.from('another one') })])
  t.strictSame(await sequences(world), [1])
})

t.test('a server that takes connections but says nothing is given up', async (t) => {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => sockets.add(socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const { port } = server.address() as { port: number }
  const journal = createDatabaseJournal(`postgresql://ada@127.0.0.1:${port}/loam`, LIMITS)
  await t.rejects(journal.append([recordOf({ zone: 'crypt', epoch: 1 }, 1)]), {
    message: /timeout/,
  })
  await t.rejects(journal.recover('crypt'), { message: /timeout/ })
  await journal.stop()
})

t.test('a snapshot that the database itself cannot read is passed over', async (t) => {
  const world = await setUp(t)
  const { journal, lease, dataDir, database } = world
  await journal.append(recordsOf(lease, 1, 5))
  for (const sequence of [2, 4]) {
    const payload = Buffer.alloc(300_000, sequence)
    await journal.saveSnapshot(lease, { sequence, tick: 1, payload })
  }
  const { rows } = await sql<{ path: string }>`
    select pg_relation_filepath(reltoastrelid) as path from pg_class
    where relname = 'snapshot_chunk'`.execute(database.db)
  await journal.stop()
  await database.stop()
  flipLastBits(join(dataDir, 'postgres', rows[0]!.path))

  const again = await connectDatabase({ dataDir, fsync: false })
  const after = createDatabaseJournal(again.url, LIMITS)
  t.teardown(async () => {
    await after.stop()
    await again.stop()
  })
  const { snapshot, records, damage } = await after.recover('crypt')
  t.equal(snapshot?.sequence, 2)
  t.strictSame(
    records.map(({ sequence }) => sequence),
    [3, 4, 5],
  )
  t.strictSame(damage, ['Zone "crypt": the snapshot after record 4 is damaged and was passed over'])
})

/** As a faulty disk does: PostgreSQL sums up its pages, and refuses one that is not as it was. */
function flipLastBits(path: string): void {
  const bytes = readFileSync(path)
  bytes[bytes.length - 100]! ^= 0xff
  writeFileSync(path, bytes)
}
