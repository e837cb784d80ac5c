import { mock } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import t from 'tap'
import type { LocalBus } from '#engine/bus/localBus.ts'
import { DISK_FULL_WORDS } from '#migrations/diskSpace.ts'
import { SUBJECT } from '#protocol/bus.ts'
import type { KeptSnapshot } from './journal.ts'
import { encodeSnapshotPiece } from './journalWire.ts'
import { keeping, VALE } from './testKeeper.ts'

t.test('what a zone writes is kept, and then it is told', async (t) => {
  const { keeper, write, hold, store, told } = keeping(t)
  t.strictSame(await keeper.take('vale'), {
    epoch: 1,
    kept: { snapshot: undefined, records: [], damage: [] },
  })
  const answer = hold()
  write(VALE, 1)
  write(VALE, 2)
  await setImmediate()
  t.strictSame([keeper.waiting, told], [2, []])
  await answer()
  t.strictSame([keeper.waiting, told], [0, [2]])
  t.equal(store.records.length, 2)
})

t.test('a zone is taken again when all that its last run has written is kept', async (t) => {
  const { keeper, write, hold, store, fenced } = keeping(t)
  await keeper.take('vale')
  await keeper.take('moor')
  const answer = hold()
  write(VALE, 1)
  write(VALE, 2)
  await setImmediate()
  let hasTaken = false
  const taking = keeper.take('vale').then((taken) => {
    hasTaken = true
    return taken
  })
  await setImmediate()
  t.strictSame([hasTaken, store.epochs.get('vale')], [false, 1])
  t.equal((await keeper.take('moor')).epoch, 2, 'others need not wait for it')

  await answer()
  const { epoch, kept } = await taking
  t.equal(epoch, 2)
  t.strictSame(
    kept.records.map(({ sequence }) => sequence),
    [1, 2],
  )
  write({ zone: 'vale', epoch }, 3)
  await setImmediate()
  t.strictSame([store.records.length, fenced], [3, []])
})

t.test('a zone that another holds is asked for again and again, and that is said', async (t) => {
  const { keeper, store, errors, pass } = keeping(t)
  store.taken.add('vale')
  let asked = 0
  const acquire = store.acquire.bind(store)
  store.acquire = (zone) => {
    asked++
    return acquire(zone)
  }
  const taking = keeper.take('vale')
  await setImmediate()
  const held = 'zone "vale" is held by "box, process 7" until 1970-01-01T00:00:00.000Z'
  t.strictSame([asked, errors], [1, [`${held}, and waited for`]])
  await pass(9_500)
  t.strictSame([asked, errors.length], [20, 1])
  await pass(500)
  t.equal(errors.length, 2)
  store.taken.clear()
  await pass(500)
  t.equal((await taking).epoch, 1)
})

t.test(
  'a zone that another goes on holding is given up, with the name of who has it',
  async (t) => {
    const { keeper, store, pass } = keeping(t)
    store.taken.add('vale')
    const refused = t.rejects(keeper.take('vale'), {
      code: 'ZONE_HELD',
      message:
        'Cannot run zone "vale": it is held by "box, process 7" until 1970-01-01T00:00:00.000Z, ' +
        'and that is prolonged: stop that program, or give this one a database of its own',
    })
    await pass(30_500)
    await refused
  },
)

t.test('the loss of a zone is accepted only if that is said', async (t) => {
  const { keeper, store } = keeping(t)
  await keeper.take('vale')
  await keeper.take('moor')
  t.strictSame(store.mendings, [
    ['vale', false],
    ['moor', true],
  ])
})

/** Sends a snapshot of a zone on its way to be kept, in two pieces. */
function send(bus: LocalBus, zone: string, sequence: number, length = 2): Promise<void> {
  const halves = [new Uint8Array(length / 2), new Uint8Array(length / 2)]
  for (const [number, bytes] of halves.entries()) {
    const piece = { zone, epoch: 1, sequence, tick: 1, number, isLast: number === 1, bytes }
    bus.publish(SUBJECT.snapshot, encodeSnapshotPiece(piece))
  }
  return setImmediate()
}

const sequencesOf = (snapshots: readonly KeptSnapshot[]) =>
  snapshots.map(({ sequence }) => sequence)

t.test('snapshots are kept one after the other, and only for zones that are ours', async (t) => {
  const { bus, keeper, store, errors } = keeping(t)
  await keeper.take('vale')
  await send(bus, 'moor', 1)
  await send(bus, 'vale', 2)
  store.isDown = true
  await send(bus, 'vale', 3)
  store.isDown = false
  await send(bus, 'vale', 4)
  t.strictSame(sequencesOf(store.snapshots), [2, 4])
  t.match(errors, ['could not keep snapshots: the database is down', /^could again keep snapshots/])
})

t.test('a snapshot leaves the last bytes of a disk to the journal', async (t) => {
  const { bus, keeper, store, errors, disk } = keeping(t)
  await keeper.take('vale')
  disk.free = 19 * 2 ** 20
  await send(bus, 'vale', 1, 2 ** 20)
  disk.free -= 1
  await send(bus, 'vale', 2, 2 ** 20)
  await send(bus, 'vale', 3, 1000)
  t.strictSame(sequencesOf(store.snapshots), [1, 3])
  t.strictSame(store.trimmed, ['vale'], 'and so does what only the history needs')
  t.match(errors, [
    'could not keep snapshots: the disk of the database has 18 MB left, for the journal alone',
    /^could again/,
  ])
})

t.test('after a snapshot that found no room there is none for ten minutes', async (t) => {
  const { bus, keeper, store, errors, pass } = keeping(t)
  await keeper.take('vale')
  store.isFull = true
  await send(bus, 'vale', 1)
  store.isFull = false
  t.strictSame(errors, [`could not keep snapshots: ${DISK_FULL_WORDS}`])
  await pass(599_500)
  await send(bus, 'vale', 2)
  t.strictSame(store.snapshots, [])
  await pass(500)
  await send(bus, 'vale', 3)
  t.strictSame(sequencesOf(store.snapshots), [3])
})

t.test(
  'while the disk is full nothing is told that is not kept, and the operator is',
  async (t) => {
    const { keeper, write, store, errors, told, pass } = keeping(t)
    await keeper.take('vale')
    write(VALE, 1)
    await setImmediate()
    store.isFull = true
    write(VALE, 2)
    write(VALE, 3)
    await setImmediate()
    t.equal(keeper.trouble, undefined, 'a moment is no trouble')
    await pass(29_000)
    const words = `could not write the journal: ${DISK_FULL_WORDS}`
    t.equal(keeper.trouble, words)
    t.strictSame([errors.filter((each) => each === words).length, told], [1, [1]])
    await pass(4_000)
    t.equal(errors.filter((each) => each === words).length, 2)
    store.isFull = false
    await pass(2_000)
    t.strictSame([keeper.trouble, told, store.records.length], [undefined, [1, 3], 3])
    const over = errors.filter((each) => each.startsWith('could again write the journal'))
    t.match(over, [/after 3\d s$/])
  },
)

t.test('a snapshot of an earlier run is not kept under the lease of a later one', async (t) => {
  const { bus, keeper, store } = keeping(t)
  await keeper.take('vale')
  await keeper.take('vale')
  await send(bus, 'vale', 5)
  t.strictSame(store.snapshots, [])
})

t.test('who has lost a zone is told, by its records or by its leases', async (t) => {
  const { keeper, write, store, fenced } = keeping(t)
  await keeper.take('vale')
  await keeper.take('moor')
  store.epochs.set('vale', 9)
  write(VALE, 1)
  await setImmediate()
  t.strictSame(fenced, ['Zone "vale" is another\'s now'])
  store.lost = ['moor']
  mock.timers.tick(1_500)
  await setImmediate()
  t.strictSame(fenced.slice(1), ['Zone "moor" is another\'s now'])
  mock.timers.tick(1_500)
  write(VALE, 2)
  await setImmediate()
  t.equal(fenced.length, 2, 'once for each')
  store.lost = []
  store.epochs.set('vale', 10)
  t.equal((await keeper.tryTake('vale'))?.epoch, 11, 'and may have it again')
  write({ zone: 'vale', epoch: 11 }, 1)
  await setImmediate()
  t.equal(store.records.length, 1)
})

t.test('while the database is away, leases and records are tried again', async (t) => {
  const { keeper, write, store, errors, told } = keeping(t)
  await keeper.take('vale')
  store.isDown = true
  write(VALE, 1)
  await setImmediate()
  mock.timers.tick(1_500)
  await setImmediate()
  t.strictSame(errors, [
    'could not write the journal: the database is down',
    'could not prolong the leases: the database is down',
  ])
  t.strictSame([keeper.waiting, told], [1, []])
  store.isDown = false
  mock.timers.tick(2_000)
  await setImmediate()
  t.strictSame([keeper.waiting, told], [0, [1]])
})

t.test('a stop keeps what waits, gives all up, and hears of no more', async (t) => {
  const { keeper, write, hold, store } = keeping(t)
  await keeper.take('vale')
  const answer = hold()
  write(VALE, 1)
  await setImmediate()
  const stopped = keeper.stop()
  write(VALE, 2)
  await answer()
  await stopped
  t.equal(store.records.length, 1)
  t.strictSame(store.released, [VALE])
})

t.test('a stop without a database ends all the same', async (t) => {
  const { keeper, write, store, errors } = keeping(t)
  await keeper.take('vale')
  store.isDown = true
  write(VALE, 1)
  await setImmediate()
  const stopped = keeper.stop()
  mock.timers.tick(2_000)
  await stopped
  t.ok(errors.includes('give zone "vale" up'))
  const tries = errors.length
  mock.timers.tick(60_000)
  await setImmediate()
  t.equal(errors.length, tries, 'and nothing is tried after it')
})
