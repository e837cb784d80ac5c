import t from 'tap'
import { KEPT_VERSION } from '#engine/zone/durable.ts'
import type { ZoneKeeping } from '#engine/zone/keeping.ts'
import { SUBJECT } from '#protocol/bus.ts'
import { WorkerPool } from './pool.ts'
import { enter, HOUSES, hearFrames, poolOf, send } from './testPool.ts'

/*
 * Real threads. Each test waits for what it expects, and for nothing else.
 */

t.test('a pool runs its zones, and hands over what is to be kept when it stops', async (t) => {
  const { bus, reports, crashes, records, options } = poolOf()
  const frames = hearFrames(bus)
  const pool = await WorkerPool.start(options)
  const accepted = frames.next((item) => item === 'accepted 7')
  send(bus, 'house', enter(7))
  await accepted

  const { zone, stats } = await reports.next()
  t.same([zone, stats.sessions, stats.faults], ['house', 1, 0])
  const timed = reports.all.flatMap(({ times }) => times.tickMs)
  t.ok(stats.ticks > 0 && stats.ticks === timed.length)
  await pool.stop()
  t.same(
    records.all.flatMap(({ entered }) => entered),
    [7],
  )
  t.equal(frames.all.at(-1), 'farewell 7')
  t.same(crashes.all, [])
})

t.test('zones are shared out among workers, each with its own uids', async (t) => {
  const { bus, workers, reserved, options } = poolOf({
    zones: ['house', 'mill', 'inn'],
    workers: 2,
  })
  const frames = hearFrames(bus)
  const pool = await WorkerPool.start(options)
  t.equal(workers.length, 2)
  t.same(reserved.sort(), ['house', 'inn', 'mill'])
  for (const [i, zone] of ['house', 'mill', 'inn'].entries()) {
    const accepted = frames.next((item) => item === `accepted ${i + 1}`)
    send(bus, zone, enter(i + 1))
    await accepted
  }
  await pool.stop()
})

t.test('bytes that nobody can read kill no worker, and are told', async (t) => {
  const { bus, faults, crashes, options } = poolOf()
  const frames = hearFrames(bus)
  const pool = await WorkerPool.start(options)
  for (const subject of [SUBJECT.zone('house'), SUBJECT.uids('house')]) {
    bus.publish(subject, Uint8Array.from([250, 250]))
  }
  const accepted = frames.next((item) => item === 'accepted 7')
  send(bus, 'house', enter(7))
  await accepted
  await pool.stop()
  t.same(
    faults.all.map(({ zone, action }) => ({ zone, action })),
    [
      { zone: 'house', action: 'read intents' },
      { zone: '', action: 'receive "here.uids.house"' },
    ],
  )
  t.same(crashes.all, [])
})

t.test('a worker that crashes is started again, three times a minute', async (t) => {
  const { bus, workers, crashes, options, reserved } = poolOf()
  const frames = hearFrames(bus)
  const pool = await WorkerPool.start(options)
  for (let crash = 1; crash <= 3; crash++) {
    const crashed = crashes.next()
    await workers.at(-1)!.terminate()
    const { zones, error, gaveUp } = await crashed
    t.same(
      [zones, error.message, gaveUp],
      [['house'], 'A worker ended by itself with code 1', false],
    )
    const welcomed = frames.next((item) => item === `welcome ${crash}`)
    while (workers.length === crash) await new Promise(setImmediate)
    send(bus, 'house', enter(crash))
    const knocking = setInterval(() => send(bus, 'house', enter(crash)), 50)
    await welcomed
    clearInterval(knocking)
  }
  t.equal(reserved.length, 4, 'each time with new uids')
  t.equal(pool.isDown, false)

  const crashed = crashes.next()
  await workers.at(-1)!.terminate()
  t.equal((await crashed).gaveUp, true)
  t.equal(pool.isDown, true)
  t.equal(workers.length, 4)
  await pool.stop()
  t.pass('and a pool without its worker stops all the same')
})

t.test('without uids a worker is started again when there are some', async (t) => {
  const { bus, workers, crashes, store, options } = poolOf()
  const pool = await WorkerPool.start(options)
  const { reserveUids } = store
  store.reserveUids = async () => {
    store.reserveUids = reserveUids
    throw new Error('the database is down')
  }
  const frames = hearFrames(bus)
  const noUids = crashes.next(({ error }) => error.message === 'the database is down')
  await workers[0]!.terminate()
  t.equal((await noUids).gaveUp, false)
  const welcomed = frames.next((item) => item === 'welcome 1')
  const knocking = setInterval(() => send(bus, 'house', enter(1)), 50)
  await welcomed
  clearInterval(knocking)
  await pool.stop()
})

t.test(
  'a pool says in one sentence which zone a newer Loam has kept, or nobody can read',
  async (t) => {
    const start = (payload: Uint8Array) => {
      const kept = {
        snapshot: undefined,
        records: [{ sequence: 7, tick: 70, payload }],
        damage: [],
      }
      const take = async (): Promise<ZoneKeeping> => ({ epoch: 2, kept })
      return WorkerPool.start(poolOf({ take }).options)
    }
    await t.rejects(start(Uint8Array.of(KEPT_VERSION + 1)), {
      code: 'KEPT_BY_NEWER',
      message:
        /^Cannot read record 7 of zone "house": a newer Loam has kept it, in form \d+, [^\n]+$/,
    })
    await t.rejects(start(Uint8Array.of(KEPT_VERSION, 9)), {
      code: 'KEPT_UNREADABLE',
      message: /^Cannot make sense of record 7 of zone "house": "[^\n]+$/,
    })
  },
)

t.test('a pool that cannot start says why, and leaves no thread behind', async (t) => {
  const broken = { ...HOUSES[1]!, resets: [{ ...RESET, prefab: 'house:unicorn' }] }
  const areas = [HOUSES[0]!, broken]
  const { workers, crashes, options } = poolOf({ areas, zones: ['house', 'mill'], workers: 2 })
  await t.rejects(WorkerPool.start(options), {
    message: 'A reset names item "house:unicorn", which is not defined',
  })
  t.same(crashes.all, [])
  t.equal(workers.length, 2)
  t.same(
    workers.map(({ threadId }) => threadId),
    [-1, -1],
    'both have ended',
  )
})

const RESET = {
  room: 'house:hall',
  kind: 'item' as const,
  prefab: 'house:coin',
  max: 1,
  contains: [],
  source: { file: 'house.yaml', line: 1 },
}
