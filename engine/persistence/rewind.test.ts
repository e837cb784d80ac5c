import { join } from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import t from 'tap'
import { KeptModel } from '#engine/zone/keptModel.ts'
import { line, MANOR, NAMES } from '#engine/zone/testManor.ts'
import { connectDatabase, type Database } from '#migrations/connect.ts'
import { testFolder, withTestDatabase } from '#migrations/testing.ts'
import { openBackup } from './backupFile.ts'
import { backUp } from './backupStore.ts'
import { createDatabaseJournal } from './databaseJournal.ts'
import { type Restored, restore } from './restoreStore.ts'
import { emptyStore, KeptPlay, makeCharacters, migratedStore, worldOf } from './testStores.ts'

const database = await withTestDatabase(t)
const folder = testFolder(t)
let count = 0

const RUNS = Number(process.env['LOAM_REWIND_RUNS'] ?? 3)

/** Which entity is where: a thing by its holder's uid, after its zone or the one who keeps it. */
type Places = Map<number, string>

/** Reads what is kept by other means than a restore does; nothing may be in two places. */
async function placesIn(store: Database): Promise<Places> {
  const places: Places = new Map()
  const add = (place: string, payloads: readonly Uint8Array[]) => {
    const model = new KeptModel()
    for (const payload of payloads) model.apply(payload)
    for (const { uid, components } of model.records()) {
      if (places.has(uid)) throw new Error(`${uid} is in ${place} and in ${places.get(uid)}`)
      places.set(uid, `${place} ${components['location']?.['holder']}`)
    }
  }
  const journal = createDatabaseJournal(store.url)
  const { snapshot, records } = await journal.recover('house')
  await journal.stop()
  const all = snapshot ? [snapshot, ...records] : records
  add(
    'house',
    all.map(({ payload }) => payload),
  )
  const rows = await store.db.selectFrom('character').selectAll().orderBy('uid').execute()
  for (const { uid, in_world, state } of rows) {
    if (in_world !== places.has(uid)) throw new Error(`character ${uid} is in both or in none`)
    if (!in_world && state) add(`character ${uid}`, [state])
  }
  return places
}

interface Remembered {
  moment: string
  checksum: string
  places: Places
  characters: unknown
}

const CHARACTERS = sql`
  select uid, zone, in_world, state_revision,
    case when not in_world then encode(state, 'hex') end as state
  from character order by uid`

async function remember(store: Database, moment: string): Promise<Remembered> {
  const { checksum } = await worldOf(store.url)
  const { rows: characters } = await CHARACTERS.execute(store.db)
  return { moment, checksum, places: await placesIn(store), characters }
}

async function restoreTo(file: string, until: string): Promise<[Database, Restored]> {
  const url = await emptyStore(database, `target${++count}`)
  const backup = await openBackup(file)
  const restored = await restore({ url, isOurs: false, backup, force: false, until })
  const store = await connectDatabase({ url, dataDir: '' })
  t.teardown(() => store.stop())
  return [store, restored]
}

const doing = fc.oneof(
  { weight: 4, arbitrary: fc.constant('quit') },
  { weight: 6, arbitrary: fc.constantFrom('get all', 'drop all', 'give all Ada', 'give all Bob') },
  { weight: 10, arbitrary: line },
)
const who = fc.nat(NAMES.length - 1)
const stretch = fc.array(fc.tuple(who, doing), { minLength: 1, maxLength: 6 })

t.test('any moment comes back as it was, with everything in one place', async (t) => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(stretch, { minLength: 3, maxLength: 8 }),
      fc.uniqueArray(fc.nat(), { minLength: 2, maxLength: 3 }),
      async (stretches, chosen) => {
        const store = await migratedStore(t, database, `played${++count}`)
        const play = await KeptPlay.begin(t, store, MANOR)
        await makeCharacters(store, ...NAMES)
        const remembered: Remembered[] = []
        for (const stretch of stretches) {
          for (const [who, line] of stretch) {
            await play.enter(who + 1, NAMES[who]!)
            await play.type(who + 1, line)
          }
          remembered.push(await remember(store, await play.settle()))
        }
        const file = join(folder, `${count}.backup`)
        await backUp(store.url, file)
        for (const n of chosen) {
          const then = remembered[n % remembered.length]!
          const [target, { checksum, anew }] = await restoreTo(file, then.moment)
          t.equal(checksum, then.checksum)
          t.strictSame(await placesIn(target), then.places)
          t.strictSame((await CHARACTERS.execute(target.db)).rows, then.characters)
          t.strictSame(anew, [])
          await target.stop()
        }
        await play.stop()
        await store.stop()
      },
    ),
    { numRuns: RUNS },
  )
})

t.test('a moment between two records of one doing is before it or after it', async (t) => {
  const store = await migratedStore(t, database, 'between')
  const play = await KeptPlay.begin(t, store, MANOR)
  await makeCharacters(store, 'Ada', 'Bob')
  await play.enter(1, 'Ada')
  await play.type(1, 'get key')
  const before = await remember(store, await play.settle())
  await play.type(1, 'quit')
  const after = await remember(store, await play.settle())
  const file = join(folder, 'between.backup')
  const { header } = await backUp(store.url, file)
  const { rows } = await sql<{ at: string; justBefore: string }>`
    select to_char(since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
      to_char(since at time zone 'UTC' - interval '1 microsecond',
        'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "justBefore"
    from character where uid = 1`.execute(store.db)
  const { at, justBefore } = rows[0]!
  t.equal((await restoreTo(file, justBefore))[1].checksum, before.checksum)
  t.equal((await restoreTo(file, at))[1].checksum, after.checksum)
  t.equal((await restoreTo(file, header.madeAt))[1].checksum, header.checksum)
})

t.test('a snapshot that was begun by then and knows of later things is not used', async (t) => {
  const store = await migratedStore(t, database, 'slow')
  const play = await KeptPlay.begin(t, store, MANOR)
  await makeCharacters(store, 'Ada')
  await play.enter(1, 'Ada')
  await play.type(1, 'get key')
  const then = await remember(store, await play.settle())
  const sequence = play.world.records.length
  await play.type(1, 'drop key', 'quit')
  while ((await play.journal.recover('house')).records.length > 0) await play.settle()
  const { snapshot } = await play.journal.recover('house')
  await sql`delete from snapshot`.execute(store.db)
  await play.journal.saveSnapshot(play.lease, { ...snapshot!, sequence })
  const file = join(folder, 'slow.backup')
  await backUp(store.url, file)
  const [target, { checksum }] = await restoreTo(file, then.moment)
  t.equal(checksum, then.checksum)
  t.strictSame(await placesIn(target), then.places)
})

t.test('who was made after the moment begins anew, and goes on from there', async (t) => {
  const store = await migratedStore(t, database, 'born')
  const play = await KeptPlay.begin(t, store, MANOR)
  await makeCharacters(store, 'Ada')
  await play.enter(1, 'Ada')
  await play.type(1, 'get key')
  const then = await remember(store, await play.settle())
  await makeCharacters(store, 'Bob', 'Cyd', 'Dot')
  await play.enter(2, 'Bob')
  await play.enter(3, 'Cyd')
  await play.type(1, 'give key to Bob', 'quit')
  await play.type(2, 'get hat', 'quit')
  await play.settle()
  const file = join(folder, 'born.backup')
  await backUp(store.url, file)

  const [target, { checksum, anew }] = await restoreTo(file, then.moment)
  t.strictSame(anew, ['Bob', 'Cyd'], 'Dot had never played')
  t.equal(checksum, then.checksum)
  t.strictSame(await placesIn(target), then.places)
  const blank = {
    zone: null,
    in_world: false,
    state: null,
    state_revision: 0,
    last_played_at: null,
  }
  const rows = await target.db.selectFrom('character').selectAll().orderBy('uid').execute()
  t.match(rows[0], { name: 'Ada', in_world: true, zone: 'house' })
  t.match(rows.slice(1), [blank, blank, blank])

  const again = join(folder, 'again.backup')
  const { header } = await backUp(target.url, again)
  t.equal(header.checksum, then.checksum)
  t.equal(header.reachesBackTo, (await openBackup(file)).header.reachesBackTo)
})

t.test('a moment that is not kept is refused with those that are', async (t) => {
  const store = await migratedStore(t, database, 'unkept')
  const play = await KeptPlay.begin(t, store, MANOR, 0)
  await makeCharacters(store, 'Ada')
  await play.enter(1, 'Ada')
  const early = await play.settle()
  for (let n = 0; n < 8; n++) {
    await play.type(1, 'get all', 'drop all')
    await play.settle()
  }
  const file = join(folder, 'unkept.backup')
  const { header } = await backUp(store.url, file)
  const { reachesBackTo, madeAt } = header
  t.ok(reachesBackTo > early)
  for (const until of [early, '2999-01-01T00:00:00Z', '1999-01-01T00:00:00Z']) {
    await t.rejects(restoreTo(file, until), {
      code: 'MOMENT_NOT_KEPT',
      message:
        `Cannot restore the world of ${until}: ` +
        `this backup reaches from ${reachesBackTo} to ${madeAt}`,
    })
  }
  t.ok(await restoreTo(file, reachesBackTo))
  for (const until of ['yesterday', '2026-11-24', '2026-11-24T10:15:00', '2026-13-24T10:15:00Z']) {
    await t.rejects(restoreTo(file, until), {
      code: 'MOMENT_INVALID',
      message:
        `Cannot restore the world of "${until}": ` +
        'a moment looks like 2026-11-24T10:15:00Z or 2026-11-24T11:15:00+01:00',
    })
  }
})

t.test('a moment that damage has taken away is refused', async (t) => {
  const store = await migratedStore(t, database, 'damaged')
  const play = await KeptPlay.begin(t, store, MANOR)
  await makeCharacters(store, 'Ada')
  await play.enter(1, 'Ada')
  await play.type(1, 'get key', 'get hat')
  const then = await play.settle()
  await sql`delete from snapshot`.execute(store.db)
  await sql`update journal set checksum = 1 where sequence = 2`.execute(store.db)
  const file = join(folder, 'damaged.backup')
  await backUp(store.url, file)
  await t.rejects(restoreTo(file, then), {
    code: 'MOMENT_NOT_KEPT',
    message:
      `Cannot restore the world of ${then}: record 2 of zone "house" is damaged; ` +
      'choose another moment, or leave --until out',
  })
})
