import { sql } from 'kysely'
import t from 'tap'
import { Identity } from '#components/identity.ts'
import { Location } from '#components/location.ts'
import { modelOf } from '#engine/zone/keptMembers.ts'
import { FakeEdge, TestWorld } from '#engine/zone/testing.ts'
import { UidSource } from '#engine/zone/uids.ts'
import { withTestDatabase } from '#migrations/testing.ts'
import { spawnItem } from '#systems/spawn.ts'
import { HOUSE } from '#systems/testHouse.ts'
import { createDatabaseJournal } from './databaseJournal.ts'
import type { Lease } from './journal.ts'
import { makeCharacters } from './testStores.ts'
import { emptyVanishedZones, type VanishedOptions } from './vanishedZones.ts'

const database = await withTestDatabase(t)
const journal = createDatabaseJournal(database.url)
t.teardown(() => journal.stop())
await makeCharacters(database, 'Ada', 'Bob', 'Cyd')

const LEASE_MS = 60_000
let houses = 0

/**
 * A house whose zone is no more: Ada stands in its hall with a hat on, which holds a ring in her
 * sack; Bob has left with a coin; Cyd stands in the cellar. A key that was Ada's lies there, too.
 */
async function house() {
  const zone = `house ${++houses}`
  const world = new TestWorld([{ ...HOUSE, zone }])
  const edge = new FakeEdge(world)
  const [ada, bob, cyd] = ['Ada', 'Bob', 'Cyd'].map((name, i) => edge.enter(i + 1, name))
  world.turn()
  const { runner } = world
  const uids: Record<string, number> = {}
  for (const word of ['hat', 'sack', 'ring', 'key']) uids[word] = give(world, word, 1)
  uids['coin'] = give(world, 'coin', 2)
  edge.resync(ada!)
  world.turn()
  for (const line of ['wear hat', 'put ring in sack', 'down', 'drop key', 'up'])
    edge.type(ada!, line)
  edge.type(cyd!, 'down')
  edge.type(bob!, 'quit')
  world.tick(10)
  const lease = (await journal.acquire(zone, 'before', LEASE_MS))!
  await journal.append(world.records.map((record) => ({ ...record, epoch: lease.epoch })))
  await journal.release(lease, 'before')
  const room = (name: string) => Identity.uid[runner.zone.rooms.get(`house:${name}`)!]!
  return { zone, uids, room }
}

function give({ runner: { zone } }: TestWorld, word: string, to: number): number {
  const uid = zone.newUid()
  spawnItem(zone, zone.items.get(`house:${word}`)!, zone.byUid.get(to)!, uid)
  return uid
}

async function leave(zone: string, more: Partial<VanishedOptions> = {}): Promise<string[]> {
  const said: string[] = []
  await emptyVanishedZones({
    journal,
    holder: 'test',
    zones: [zone],
    rooms: { zoneOf: () => undefined, startZone: `manor ${houses}` },
    acceptsLoss: new Set(),
    say: (words) => said.push(words),
    ...more,
  })
  return said
}

/** A zone as it starts with what is kept of it. */
async function wake(zone: string): Promise<TestWorld> {
  const lease = (await journal.acquire(zone, 'after', LEASE_MS))!
  const kept = await journal.recover(zone)
  await journal.release(lease, 'after')
  const uids = new UidSource({ first: 2 ** 40, last: 2 ** 41 }, () => {})
  return new TestWorld([{ ...HOUSE, zone }], { uids, keeping: { epoch: lease.epoch, kept } })
}

/** Lets a character in with what its row says, as the doorkeeper would. */
async function enter(world: TestWorld, uid: number): Promise<void> {
  const { rows } = await sql<{ name: string; state: Buffer; state_revision: number; zone: string }>`
    select name, state, state_revision, zone from character where uid = ${uid}`.execute(database.db)
  const { name, state, state_revision: revision, zone } = rows[0]!
  if (zone !== world.runner.zone.name) throw new Error(`${name} is in "${zone}"`)
  new FakeEdge(world, name).enter(uid, name, { state, revision, epoch: world.epoch })
  world.turn()
}

/** Where things and people are, by the uid of what holds them. */
function places({ runner: { zone } }: TestWorld, uids: Iterable<number>) {
  return [...uids].map((uid) => {
    const entity = zone.byUid.get(uid)
    return entity === undefined ? undefined : Identity.uid[Location.holder[entity]!]
  })
}

async function inWorld(): Promise<unknown> {
  const { rows } = await sql`select uid from character where in_world`.execute(database.db)
  return rows
}

t.test('a zone that was given another name is found under that, with all it had', async (t) => {
  const { zone, uids, room } = await house()
  const manor = `manor ${houses}`
  const said = await leave(zone, { rooms: { zoneOf: () => manor, startZone: 'elsewhere' } })
  t.strictSame(said, [`zone "${zone}" is no more: 6 of what it kept went to "${manor}"`])
  t.strictSame(await inWorld(), [])

  const world = await wake(manor)
  t.strictSame(places(world, Object.values(uids)), [
    undefined,
    undefined,
    undefined,
    room('cellar'),
    undefined,
  ])
  for (const uid of [1, 2, 3]) await enter(world, uid)
  const { hat, sack, ring, key, coin } = uids as Record<string, number>
  t.strictSame(places(world, [hat!, sack!, ring!, key!, coin!]), [1, 1, sack, room('cellar'), 2])
  t.strictSame(places(world, [1, 2, 3]), [room('hall'), room('hall'), room('cellar')])
  t.equal(await left(zone), 0)
  t.strictSame(await leave(zone), [], 'once and for all')
})

t.test(
  'who was in a zone that is gone wakes where all begin; things stay where they were',
  async (t) => {
    const { zone, uids } = await house()
    const manor = `manor ${houses}`
    await leave(zone)
    const world = await wake(manor)
    for (const uid of [1, 2, 3]) await enter(world, uid)
    const { hat, sack, ring, key, coin } = uids as Record<string, number>
    t.strictSame(places(world, [hat!, sack!, ring!, key!, coin!]), [1, 1, sack, undefined, 2])
    t.equal(await left(zone), 1, 'the key')

    const back = await wake(zone)
    t.equal(back.runner.zone.byUid.has(key!), true, 'and is there if the zone comes back')
  },
)

/** How many entities are kept of a zone. */
async function left(zone: string): Promise<number> {
  return modelOf(await journal.recover(zone)).size
}

t.test('a zone that is moved into one with a journal follows that', async (t) => {
  const first = await house()
  const second = await house()
  await leave(first.zone, { rooms: { zoneOf: () => second.zone, startZone: 'elsewhere' } })
  const world = await wake(second.zone)
  t.strictSame(places(world, [first.uids['key']!, second.uids['key']!]), [
    first.room('cellar'),
    second.room('cellar'),
  ])
})

t.test('a zone that another program has is left to it', async (t) => {
  const { zone } = await house()
  const other = (await journal.acquire(zone, 'other', LEASE_MS)) as Lease
  const words = `zone "${zone}" is no more here: it stays as it is, as another has "${zone}"`
  t.strictSame(await leave(zone), [words])
  await journal.release(other, 'other')

  const manor = `manor ${houses}`
  const rooms = { zoneOf: () => manor, startZone: manor }
  const held = (await journal.acquire(manor, 'other', LEASE_MS)) as Lease
  t.match(await leave(zone, { rooms }), [/it stays as it is, as another has "manor/])
  t.equal((await left(zone)) > 4, true)
  await journal.release(held, 'other')
  t.match(await leave(zone, { rooms }), [/went to "manor/], 'until it can be moved')
})
