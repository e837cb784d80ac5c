import t from 'tap'
import { KEPT_VERSION } from '#engine/zone/durable.ts'
import { NOTHING_KEPT, type ZoneKeeping } from '#engine/zone/keeping.ts'
import { WorkerPool } from './pool.ts'
import { enter, Heard, HOUSES, hearFrames, poolOf, send } from './testPool.ts'

/*
 * Zones that come and go while a pool runs.
 */

/** A pool that begins without zones, and notes which it opens and closes. */
function emptyPool(more: Parameters<typeof poolOf>[0] = {}) {
  const noted: string[] = []
  return {
    noted,
    ...poolOf({
      zones: [],
      onOpened: (zone, epoch) => noted.push(`+${zone} ${epoch}`),
      onClosed: (zone, isOver) => noted.push(`-${zone}${isOver ? '' : ' for now'}`),
      ...more,
    }),
  }
}

t.test('zones are opened and closed while others go on', async (t) => {
  const { bus, noted, workers, records, options } = emptyPool({ workers: 2 })
  const frames = hearFrames(bus)
  const pool = await WorkerPool.start(options)
  t.equal(workers.length, 2, 'threads for zones to come')
  t.same(await Promise.all(['house', 'mill', 'inn'].map((zone) => pool.open(zone))), [
    true,
    true,
    true,
  ])
  for (const [i, zone] of ['house', 'mill'].entries()) {
    const accepted = frames.next((item) => item === `accepted ${i + 1}`)
    send(bus, zone, enter(i + 1))
    await accepted
  }
  await pool.close('house')
  await pool.close('house')
  t.same(records.all.find(({ zone }) => zone === 'house')?.entered, [1], 'what it has is kept')
  t.notOk(
    frames.all.some((item) => item.startsWith('farewell')),
    'its players are another’s now',
  )
  send(bus, 'house', enter(3))
  const accepted = frames.next((item) => item === 'accepted 4')
  send(bus, 'mill', enter(4))
  await accepted
  t.notOk(frames.all.includes('accepted 3'), 'nobody hears what is said to it')
  t.equal(await pool.open('house'), true)
  const again = frames.next((item) => item === 'accepted 5')
  send(bus, 'house', enter(5))
  await again
  await pool.stop()
  t.same(
    noted.slice(0, 5).sort(),
    ['+house 1', '+house 1', '+inn 1', '+mill 1', '-house'],
    'and it may come back',
  )
})

t.test(
  'a zone that another has is not run, and one that cannot be read harms no other',
  async (t) => {
    const spoilt = { sequence: 7, tick: 70, payload: Uint8Array.of(KEPT_VERSION, 9) }
    const kept = { snapshot: undefined, records: [spoilt], damage: [] }
    const take = async (zone: string): Promise<ZoneKeeping | undefined> => {
      if (zone === 'inn') return undefined
      return zone === 'mill' ? { epoch: 2, kept } : NOTHING_KEPT
    }
    const { bus, noted, crashes, options } = emptyPool({ take })
    const frames = hearFrames(bus)
    const pool = await WorkerPool.start(options)
    await pool.open('house')
    t.equal(await pool.open('inn'), false)
    await t.rejects(pool.open('mill'), { code: 'KEPT_UNREADABLE' })
    const accepted = frames.next((item) => item === 'accepted 1')
    send(bus, 'house', enter(1))
    await accepted
    await pool.stop()
    t.same([noted, crashes.all], [['+house 1'], []])
  },
)

t.test('a zone that is another’s now ends at once, whatever it has not kept', async (t) => {
  const { bus, noted, records, options } = emptyPool()
  const frames = hearFrames(bus)
  const pool = await WorkerPool.start(options)
  await pool.open('house')
  const entered = records.next()
  send(bus, 'house', enter(1))
  await entered
  await pool.abandon('house')
  t.same(noted, ['+house 1', '-house'])
  t.notOk(frames.all.some((item) => item.startsWith('farewell')))
  await pool.stop()
})

t.test('after a crash zones are begun again, but for those that another has taken', async (t) => {
  let epoch = 0
  const lost = new Set<string>()
  const take = async (zone: string) =>
    lost.has(zone) ? undefined : { ...NOTHING_KEPT, epoch: ++epoch }
  const zones = ['house', 'mill']
  const opened = new Heard<string>()
  const onOpened = (zone: string, its: number) => opened.add(`+${zone} ${its}`)
  const { noted, workers, crashes, options } = emptyPool({ take, onOpened })
  const pool = await WorkerPool.start({ ...options, zones })
  t.same(opened.all.sort(), ['+house 1', '+mill 2'])
  lost.add('mill')
  const crashed = crashes.next()
  const again = opened.next()
  await workers[0]!.terminate()
  t.same((await crashed).zones, zones)
  t.equal(await again, '+house 3')
  t.same(noted.sort(), ['-house for now', '-mill', '-mill for now'])
  await pool.stop()
})

t.test('a zone that is closed while its worker crashes is closed', async (t) => {
  const { workers, options } = emptyPool({ zones: ['house'] })
  const pool = await WorkerPool.start(options)
  const closed = pool.close('house')
  await Promise.all([workers[0]!.terminate(), closed])
  t.equal(await pool.open('house'), true)
  await pool.stop()
})

t.test('a thread can hold as much after many zones as after one', async (t) => {
  const { reports, options } = emptyPool()
  const pool = await WorkerPool.start(options)
  for (let time = 0; time < 5; time++) {
    for (const { zone } of HOUSES) await pool.open(zone)
    for (const { zone } of HOUSES) await pool.close(zone)
  }
  await pool.open('house')
  const { stats } = await reports.next(({ zone }) => zone === 'house')
  t.ok(stats.entities > 0)
  await pool.stop()
})
