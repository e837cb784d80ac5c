import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
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

/** Short, so that the tests are: a server that does not answer is given up in half a second. */
const HASTY = { connectMs: 500, statementMs: 500 }

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
  /** The same, of less patience. */
  hasty: DatabaseJournal
}

async function setUp(t: Test): Promise<World> {
  const dataDir = await testDataDir(t)
  const database = await connectDatabase({ dataDir, fsync: false })
  const journal = createDatabaseJournal(database.url)
  const hasty = createDatabaseJournal(database.url, HASTY)
  t.teardown(async () => {
    await Promise.all([journal.stop(), hasty.stop()])
    await database.stop()
  })
  return { database, dataDir, journal, hasty }
}

async function acquire({ journal }: World, zone: string): Promise<Lease> {
  return (await journal.acquire(zone, 'ada', 60_000))!
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

/** One that has ended by itself meanwhile is no matter. */
function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    if (existsSync(`/proc/${pid}`)) process.kill(pid, name)
  }
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

async function sequences({ journal }: World, { zone }: Lease): Promise<number[]> {
  const { records, damage } = await journal.recover(zone)
  if (damage.length > 0) throw new Error(damage.join())
  return records.map(({ sequence }) => sequence)
}

const shared = await setUp(t)

const upTo = (last: number) => Array.from({ length: last }, (_, n) => n + 1)

t.test('a writer outlasts a frozen server', async (t) => {
  const world = shared
  const { hasty, dataDir } = world
  const lease = await acquire(world, 'frozen')
  const { writer, kept, trouble, troubled } = writerFor(t, hasty)
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
  t.strictSame(await sequences(world, lease), upTo(7))
})

t.test('a writer outlasts a server that is killed and comes back', async (t) => {
  const world = await setUp(t)
  const { hasty, dataDir } = world
  const lease = await acquire(world, 'killed')
  const { writer, kept, trouble } = writerFor(t, hasty)
  for (const record of recordsOf(lease, 1, 9)) writer.submit(record)
  signal(serverPids(dataDir), 'SIGKILL')
  writer.submit(recordOf(lease, 10))
  await writer.drained()
  t.equal(kept.at(-1), 10)
  t.ok(trouble.length > 0)
  t.notMatch(trouble.join(), /fenced/)
  t.strictSame(await sequences(world, lease), upTo(10))
})

t.test('a connection that breaks between two appends is made anew', async (t) => {
  const world = shared
  const { journal, database } = world
  const lease = await acquire(world, 'broken')
  await journal.append([recordOf(lease, 1)])
  const ended = await sql<{ ended: boolean }>`select pg_terminate_backend(pid, 1000) as ended
    from pg_stat_activity where application_name = 'loam-journal'`.execute(database.db)
  t.ok(ended.rows.every(({ ended }) => ended))
  await new Promise((resolve) => setImmediate(resolve))
  const { writer } = writerFor(t, journal)
  writer.submit(recordOf(lease, 2))
  await writer.drained()
  t.strictSame(await sequences(world, lease), [1, 2])
})

t.test('a statement that waits too long fails, and is nobody’s later', async (t) => {
  const world = shared
  const { journal, hasty, database } = world
  const lease = await acquire(world, 'waiting')
  await database.db.transaction().execute(async (locked) => {
    await sql`select from zone where name = 'waiting' for update`.execute(locked)
    await t.rejects(hasty.append([recordOf(lease, 1)]), { message: /timeout/ })
    await t.rejects(hasty.renew([lease], 'ada', 1000), { message: /timeout/ })
  })
  await journal.append([recordOf(lease, 1, { payload: Buffer.from('another one') })])
  t.strictSame(await sequences(world, lease), [1])
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
  const journal = createDatabaseJournal(`postgresql://ada@127.0.0.1:${port}/loam`, HASTY)
  await t.rejects(journal.append([recordOf({ zone: 'crypt', epoch: 1 }, 1)]), {
    message: /timeout/,
  })
  await t.rejects(journal.recover('crypt'), { message: /timeout/ })
  await journal.stop()
})

t.test('a snapshot that the database itself cannot read is passed over', async (t) => {
  const world = await setUp(t)
  const { journal, dataDir, database } = world
  const lease = await acquire(world, 'unreadable')
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
  const after = createDatabaseJournal(again.url)
  t.teardown(async () => {
    await after.stop()
    await again.stop()
  })
  const { snapshot, records, damage } = await after.recover('unreadable')
  t.equal(snapshot?.sequence, 2)
  t.strictSame(
    records.map(({ sequence }) => sequence),
    [3, 4, 5],
  )
  t.strictSame(damage, [
    'Zone "unreadable": the snapshot after record 4 is damaged and was passed over',
  ])
})

/** As a faulty disk does: PostgreSQL sums up its pages, and refuses one that is not as it was. */
function flipLastBits(path: string): void {
  const bytes = readFileSync(path)
  bytes[bytes.length - 100]! ^= 0xff
  writeFileSync(path, bytes)
}
