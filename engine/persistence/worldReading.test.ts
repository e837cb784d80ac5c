import { sql } from 'kysely'
import t from 'tap'
import { MANOR } from '#engine/zone/testManor.ts'
import { withTestDatabase } from '#migrations/testing.ts'
import { KeptPlay, makeCharacters, migratedStore, seeing, worldOf } from './testStores.ts'
import { readWorld } from './worldReading.ts'

const database = await withTestDatabase(t)

t.test('the same world has the same sum, whichever snapshot it is read from', async (t) => {
  const store = await migratedStore(t, database, 'cuts')
  await makeCharacters(store, 'Ada', 'Bob')
  const play = await KeptPlay.begin(t, store, MANOR)
  await play.enter(1, 'Ada')
  await play.enter(2, 'Bob')
  for (let round = 0; round < 4; round++) {
    await play.type(1, 'get all', 'put coin in sack', 'give hat to Bob', 'drop all')
    await play.type(2, 'wear hat', 'up', 'get all', 'down', 'drop purse')
    await play.settle()
  }
  await play.type(2, 'quit')
  await play.settle()
  const whole = await worldOf(store.url)
  t.ok(whole.entities > 5)
  t.match(whole, { damage: [], contradictions: [] })

  const { rows } = await sql<{ sequence: number }>`
    select sequence from snapshot order by sequence desc`.execute(store.db)
  t.ok(rows.length > 2)
  for (const { sequence } of rows) {
    await sql`delete from snapshot where sequence = ${sequence}`.execute(store.db)
    t.equal((await worldOf(store.url)).checksum, whole.checksum, `without that of ${sequence}`)
  }
  await play.type(1, 'alias hi say Hello')
  t.not((await worldOf(store.url)).checksum, whole.checksum)
})

t.test('what cannot be is told', async (t) => {
  const store = await migratedStore(t, database, 'contradictions')
  await makeCharacters(store, 'Ada', 'Bob')
  const play = await KeptPlay.begin(t, store, MANOR)
  await play.enter(1, 'Ada')
  await play.enter(2, 'Bob')
  await play.type(1, 'get key')
  await play.type(1, 'quit')
  await sql`delete from journal where sequence >= 4`.execute(store.db)
  const [ada, bob, key] = (await worldOf(store.url)).contradictions
  t.equal(ada, 'entity 1 is in what is kept of character 1 and in zone "house"')
  t.match(bob, /^entity \d+ is in what is kept of character 1 and in zone "house"$/)
  t.equal(key, undefined)
  await sql`delete from journal where sequence >= 2`.execute(store.db)
  t.strictSame((await worldOf(store.url)).contradictions.slice(-1), [
    'Bob should be in zone "house" and is not',
  ])
})

t.test('what is damaged is passed over and told', async (t) => {
  const store = await migratedStore(t, database, 'damages')
  await makeCharacters(store, 'Ada')
  const play = await KeptPlay.begin(t, store, MANOR)
  await play.enter(1, 'Ada')
  await play.type(1, 'get key', 'get hat', 'get coin')
  const whole = await worldOf(store.url)
  await sql`update journal set checksum = checksum + 1 where sequence = 3`.execute(store.db)
  const cut = await worldOf(store.url)
  t.strictSame(cut.damage, ['record 3 of zone "house" is damaged'])
  t.not(cut.checksum, whole.checksum)
  await sql`delete from journal where sequence = 1`.execute(store.db)
  t.strictSame((await worldOf(store.url)).damage, ['record 1 of zone "house" is missing'])
})

t.test('a sum is that of the form in which it was made', async (t) => {
  const store = await migratedStore(t, database, 'forms')
  await makeCharacters(store, 'Ada')
  const play = await KeptPlay.begin(t, store, MANOR)
  await play.enter(1, 'Ada')
  const reading = await seeing(store.url, (client) => readWorld(client, 0))
  t.match(reading, { entities: 0, damage: [/a newer Loam has kept it, in form \d/] })
})
