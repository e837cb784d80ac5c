import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import t from 'tap'
import { MANOR } from '#engine/zone/testManor.ts'
import { connectDatabase, type Database } from '#migrations/connect.ts'
import { MIGRATIONS, migrateDown } from '#migrations/migrator.ts'
import { TABLES } from '#migrations/schema.ts'
import { testFolder, withTestDatabase } from '#migrations/testing.ts'
import { openBackup, writeBackup } from './backupFile.ts'
import type { BackupHeader } from './backupHeader.ts'
import { backUp } from './backupStore.ts'
import { createDatabaseJournal } from './databaseJournal.ts'
import { FencedError } from './journal.ts'
import { type Restored, type RestoreOptions, restore } from './restoreStore.ts'
import { recordOf } from './testJournal.ts'
import { emptyStore, KeptPlay, makeCharacters, migratedStore, worldOf } from './testStores.ts'

const database = await withTestDatabase(t)
const folder = testFolder(t)
const file = join(folder, 'world.backup')
let stores = 0

const newStore = () => emptyStore(database, `store${++stores}`)

const source = await migratedStore(t, database, 'source')
await makeCharacters(source, 'Ada', 'Bob', 'Cyd')
await fillOtherTables(source)
const play = await KeptPlay.begin(t, source, MANOR)
await play.enter(1, 'Ada')
await play.enter(2, 'Bob')
await play.type(1, 'get all', 'drop hat')
await play.settle()
await play.type(2, 'get hat', 'quit')
await play.settle()
const made = await backUp(source.url, file)

/** A row in each table that play does not fill. */
async function fillOtherTables({ db }: Database): Promise<void> {
  const now = new Date()
  const times = { expiresAt: now, updatedAt: now }
  await db
    .insertInto('session')
    .values({ ...times, id: 's', token: 'k', userId: 'u1' })
    .execute()
  await db
    .insertInto('account')
    .values({ id: 'a', accountId: 'a', providerId: 'p', userId: 'u1', updatedAt: now })
    .execute()
  const verification = { id: 'v', identifier: 'i', value: 'ünïcode \\. \t', expiresAt: now }
  await db.insertInto('verification').values(verification).execute()
  await db.insertInto('secret').values({ name: 'auth', value: 'quiet' }).execute()
  await db.insertInto('news_read').values({ account_id: 'u1', mark: 'm' }).execute()
  const ticket = { kind: 'bug', account_id: 'u1', character_uid: 1, character_name: 'Ada' }
  const told = { room: 'house:hall', text: 'It leans.', seen: '> look\nA hall.', said: '' }
  await db
    .insertInto('ticket')
    .values({ ...ticket, ...told })
    .execute()
  const pass = { kind: 'ticket' as const, character_uid: 1, expires_at: now }
  await db
    .insertInto('entry_pass')
    .values({ ...pass, hash: Buffer.alloc(32, 7) })
    .execute()
  await fillChat({ db }, now)
  const [payload, damage] = [Buffer.of(0, 1, 255), 'torn']
  const row = { zone: 1, sequence: 9, epoch: 1, tick: 1, checksum: -5, written_at: now }
  await db
    .insertInto('journal_damaged')
    .values({ ...row, payload, damage })
    .execute()
}

async function fillChat({ db }: Pick<Database, 'db'>, now: Date): Promise<void> {
  const line = { number: 1, said_at: now, channel: 'gossip', area: '', acted: false, text: 'Hm.' }
  await db
    .insertInto('chat_line')
    .values({ ...line, talker_uid: 1, talker_name: 'Ada' })
    .execute()
  await db.insertInto('chat_member').values({ uid: 1, channel: 'ooc', state: 'left' }).execute()
  const silence = { uid: 2, channel: '', until: now, by_name: 'Ada' }
  await db.insertInto('chat_silence').values(silence).execute()
  await db.insertInto('chat_done').values({ edge: 'e', number: 1 }).execute()
  const words = { subject: 'Hm', text: 'Hm.' }
  await db
    .insertInto('mail')
    .values({ ...words, to_uid: 1, number: 1, from_uid: 2, from_name: 'Bob', sent_at: now })
    .execute()
  await db
    .insertInto('board_post')
    .values({
      ...words,
      board: 'general',
      number: 1,
      author_uid: 1,
      author_name: 'Ada',
      posted_at: now,
    })
    .execute()
  await db.insertInto('chat_edge').values({ edge: 'e', mark: 1 }).execute()
  await db.insertInto('chat_place').values({ uid: 1, mark: 1, is_over: false }).execute()
}

async function restoreInto(url: string, more: Partial<RestoreOptions> = {}): Promise<Restored> {
  const backup = await openBackup(file)
  return restore({ url, isOurs: false, backup, force: false, ...more })
}

async function connected(url: string): Promise<Database> {
  const store = await connectDatabase({ url, dataDir: '', migrate: false })
  t.teardown(() => store.stop())
  return store
}

/** All rows of a table, as text. */
async function rowsOf({ db }: Database, table: string): Promise<string[]> {
  const { rows } = await sql<{ row: string }>`
    select (t.*)::text as row from ${sql.table(table)} as t order by 1`.execute(db)
  return rows.map(({ row }) => row)
}

t.test('every row of every table comes back', async (t) => {
  const url = await newStore()
  const { rows, checksum, anew, replaced } = await restoreInto(url)
  const store = await connected(url)
  let count = 0
  for (const table of Object.keys(TABLES)) {
    const wanted = await rowsOf(source, table)
    t.ok(wanted.length > 0, `there was something in ${table}`)
    count += wanted.length
    if (table !== 'zone') t.strictSame(await rowsOf(store, table), wanted, table)
  }
  t.equal(rows, count)
  t.strictSame([anew, replaced], [[], undefined])
  t.equal(checksum, made.checksum)
  t.match(await worldOf(url), { checksum: made.checksum, damage: [], contradictions: [] })
  t.match(made, { damage: [], contradictions: [] })
})

t.test('the world goes on where it was, and whoever ran it before cannot write', async (t) => {
  const url = await newStore()
  await restoreInto(url)
  const store = await connected(url)
  const zones = await store.db.selectFrom('zone').selectAll().orderBy('number').execute()
  t.match(zones, [
    { name: 'characters', number: 0 },
    { name: 'house', number: 1, epoch: 2, holder: null, lease_until: null },
  ])
  const journal = createDatabaseJournal(url)
  t.teardown(() => journal.stop())
  const old = journal.append([recordOf({ zone: 'house', epoch: 1 }, 900)])
  t.ok((await old.catch((error) => error)) instanceof FencedError)

  const lease = (await journal.acquire('house', 'new', 60_000))!
  t.equal(lease.epoch, 3)
  const { snapshot, records, damage } = await journal.recover('house')
  t.strictSame(damage, [])
  const sequence = (records.at(-1)?.sequence ?? snapshot!.sequence) + 1
  await journal.append([recordOf(lease, sequence, { entered: [3] })])
  await journal.saveSnapshot(lease, { sequence, tick: 1, payload: Buffer.of(1) })
  t.equal((await journal.acquire('tower', 'new', 60_000))?.epoch, 1)
  const tower = await store.db.selectFrom('zone').select('number').where('name', '=', 'tower')
  t.equal((await tower.executeTakeFirst())?.number, 2)
})

t.test('a world is replaced only by force', async (t) => {
  const url = await newStore()
  await restoreInto(url)
  const store = await connected(url)
  await sql`update zone set epoch = 70 where number = 1`.execute(store.db)
  await t.rejects(restoreInto(url), {
    code: 'STORE_NOT_EMPTY',
    message:
      /^Cannot restore: there is a world of 1 accounts, 3 characters and \d+ records already; /,
  })
  const { replaced } = await restoreInto(url, { force: true })
  t.match(replaced, { accounts: 1, characters: 3 })
  const epochs = await sql`select epoch from zone where number = 1`.execute(store.db)
  t.strictSame(epochs.rows, [{ epoch: 71 }], 'who had it in the world before cannot write either')
})

t.test('a store that a program runs is refused, whatever the force', async (t) => {
  const url = await newStore()
  const store = await connectDatabase({ url, dataDir: '' })
  t.teardown(() => store.stop())
  const journal = createDatabaseJournal(url)
  t.teardown(() => journal.stop())
  const lease = (await journal.acquire('crypt', 'somebody', 60_000))!
  await t.rejects(restoreInto(url, { force: true }), {
    code: 'STORE_IN_USE',
    message: /^Cannot restore into this database: a program runs there, and holds "crypt"; /,
  })
  t.ok(await restoreInto(url, { isOurs: true }), 'who has the store alone knows better')
  t.ok((await journal.append([recordOf(lease, 1)]).catch((error) => error)) instanceof FencedError)
})

/** The backup again, with something in its header changed. */
async function altered(change: Partial<BackupHeader>): Promise<Partial<RestoreOptions>> {
  const whole = await openBackup(file)
  const tables = new Map<string, Uint8Array[]>()
  for await (const { table, rows } of whole.tables()) {
    const chunks: Uint8Array[] = []
    for await (const chunk of rows) chunks.push(chunk)
    tables.set(table.name, chunks)
  }
  const other = join(folder, `${++stores}.backup`)
  async function* rowsOf({ name }: { name: string }) {
    yield* tables.get(name)!
  }
  await writeBackup(other, { ...whole.header, ...change }, rowsOf)
  return { backup: await openBackup(other) }
}

t.test('what is not the world that was backed up is not left there', async (t) => {
  const url = await newStore()
  await t.rejects(restoreInto(url, await altered({ checksum: 'other' })), {
    code: 'BACKUP_WRONG',
    message:
      'What was restored is not the world that was backed up: its checksum is ' +
      `${made.checksum}, and ought to be other; nothing was changed`,
  })
  const { tables } = made.header
  const fewer = tables.map((table) => ({ ...table, rows: table.rows + 1 }))
  await t.rejects(restoreInto(url, await altered({ tables: fewer })), {
    code: 'BACKUP_WRONG',
    message: 'Cannot restore table "user": it has 1 rows, and ought to have 2; nothing was changed',
  })
  const { rows } = await sql`select from pg_tables where schemaname = 'public'`.execute(
    (await connected(url)).db,
  )
  t.equal(rows.length, 0)

  await restoreInto(url)
  const before = await rowsOf(await connected(url), 'journal')
  const wrong = await altered({ checksum: 'other' })
  await t.rejects(restoreInto(url, { ...wrong, force: true }), { code: 'BACKUP_WRONG' })
  t.strictSame(await rowsOf(await connected(url), 'journal'), before, 'nor is what was there lost')
})

t.test('who breaks a restore off has changed nothing', async (t) => {
  const url = await newStore()
  const stop = new AbortController()
  const onProgress = (what: string) => what === 'journal' && stop.abort()
  await t.rejects(restoreInto(url, { signal: stop.signal, onProgress }))
  t.ok(await restoreInto(url))
})

t.test('a backup of an older Loam becomes one of this', async (t) => {
  const later = {
    ...MIGRATIONS,
    '9999_later': {
      async up(db: Kysely<unknown>) {
        await sql`alter table secret add column colour text not null default 'red'`.execute(db)
      },
    },
  }
  const url = await newStore()
  await restoreInto(url, { known: later })
  const store = await connected(url)
  t.strictSame(await rowsOf(store, 'secret'), ['(auth,quiet,red)'])
  const names = await sql<{ name: string }>`select name from kysely_migration order by name`
  const applied = (await names.execute(store.db)).rows.map(({ name }) => name)
  t.strictSame(applied, Object.keys(later))

  await t.rejects(restoreInto(url, { force: true }), {
    code: 'STORE_NEWER',
    message: /a newer Loam has changed it by migration "9999_later"/,
  })
})

t.test('the tables of an older Loam can be backed up before they are migrated', async (t) => {
  const old = await migratedStore(t, database, 'old')
  await makeCharacters(old, 'Ada')
  await migrateDown(old.db)
  const journal = createDatabaseJournal(old.url)
  t.teardown(() => journal.stop())
  const lease = (await journal.acquire('house', 'old', 60_000))!
  await journal.append([recordOf(lease, 1, { payload: Buffer.of(1) })])
  const other = join(folder, 'old.backup')
  const { header } = await backUp(old.url, other)
  t.strictSame(header.migrations, Object.keys(MIGRATIONS).slice(0, -1))
  const url = await newStore()
  await restoreInto(url, { backup: await openBackup(other) })
  t.equal((await rowsOf(await connected(url), 'journal')).length, 1)

  // The journal itself is what no backup can do without.
  const steps = Object.keys(MIGRATIONS)
  const since = steps.slice(steps.indexOf('0003_journal'), -1)
  for (const _ of since) await migrateDown(old.db)
  await t.rejects(backUp(old.url, join(folder, 'older.backup')), { code: 'STORE_OLD' })
})

t.test('a backup of a newer Loam is refused', async (t) => {
  const { '0004_history': _, ...fewer } = MIGRATIONS
  const url = await newStore()
  await t.rejects(restoreInto(url, { known: fewer }), {
    code: 'BACKUP_NEWER',
    message: /a newer Loam has made it, whose migration "0004_history" this one does not know/,
  })
  await t.rejects(restoreInto(url, await altered({ form: 999 })), {
    code: 'BACKUP_NEWER',
    message: /whose form 999 this one does not know/,
  })
})

t.test('a backup is of one moment, however much is done meanwhile', async (t) => {
  const busy = await migratedStore(t, database, 'busy')
  await makeCharacters(busy, 'Ada', 'Bob')
  const play = await KeptPlay.begin(t, busy, MANOR)
  await play.enter(1, 'Ada')
  await play.enter(2, 'Bob')
  await play.type(1, 'get all')
  const before = await worldOf(busy.url)
  const doings: Promise<void>[] = []
  const onProgress = (what: string) => {
    if (what === 'summing up') doings.push(play.type(1, 'give all Bob'))
    if (what === 'zone') doings.push(play.type(1, 'quit'))
  }
  const other = join(folder, 'busy.backup')
  const meanwhile = await backUp(busy.url, other, onProgress)
  await Promise.all(doings)
  t.equal(doings.length, 2)
  t.equal(meanwhile.checksum, before.checksum)
  const restored = await restoreInto(await newStore(), { backup: await openBackup(other) })
  t.match(restored, { checksum: before.checksum, contradictions: [] })
  t.not((await worldOf(busy.url)).checksum, before.checksum)
})

t.test('damage comes along, is told, and does not hide that all is there', async (t) => {
  const url = await newStore()
  await restoreInto(url)
  const store = await connected(url)
  const { rows } = await sql<{ sequence: number }>`
    update snapshot set checksum = 1 where sequence = (select max(sequence) from snapshot)
    returning sequence`.execute(store.db)
  const other = join(folder, 'damaged.backup')
  const damage = [`the snapshot after record ${rows[0]!.sequence} of zone "house" is damaged`]
  t.strictSame((await backUp(url, other)).damage, damage)
  const backup = await openBackup(other)
  t.strictSame((await restoreInto(await newStore(), { backup })).damage, damage)
})

t.test('a backup that is changed between being checked and being read is noticed', async (t) => {
  const copy = join(folder, 'changed.backup')
  const bytes = readFileSync(file)
  writeFileSync(copy, bytes)
  const backup = await openBackup(copy)
  writeFileSync(copy, bytes.subarray(0, bytes.length / 2))
  await t.rejects(restoreInto(await newStore(), { backup }))
})
