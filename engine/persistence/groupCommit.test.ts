import t from 'tap'
import type { Timer } from '#engine/timer.ts'
import { JournalWriter } from './groupCommit.ts'
import { FencedError, type JournalRecord, type Lease } from './journal.ts'
import { recordOf, recordsOf } from './testJournal.ts'

const crypt: Lease = { zone: 'crypt', epoch: 1 }
const tower: Lease = { zone: 'tower', epoch: 4 }

/** A clock that only moves by `advance`. */
class HandClock implements Timer {
  #nowMs = 0
  #timers: { atMs: number; action: () => void }[] = []

  now(): number {
    return this.#nowMs
  }

  after(ms: number, action: () => void): () => void {
    const timer = { atMs: this.#nowMs + ms, action }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer)
    }
  }

  /** When the timers go off, from now. */
  get pendingMs(): number[] {
    return this.#timers.map(({ atMs }) => atMs - this.#nowMs)
  }

  async advance(ms: number): Promise<void> {
    this.#nowMs += ms
    const due = this.#timers.filter(({ atMs }) => atMs <= this.#nowMs)
    this.#timers = this.#timers.filter(({ atMs }) => atMs > this.#nowMs)
    for (const { action } of due) action()
    await settled()
  }
}

/** A store whose appends end when the test says so, and how. */
class HandStore {
  readonly appends: (readonly JournalRecord[])[] = []
  #answers: { resolve: () => void; reject: (error: unknown) => void }[] = []

  append(records: readonly JournalRecord[]): Promise<void> {
    this.appends.push(records)
    return new Promise((resolve, reject) => this.#answers.push({ resolve, reject }))
  }

  /** The appends so far, each as the names of its records. */
  get names(): string[][] {
    return this.appends.map(names)
  }

  get underWay(): number {
    return this.#answers.length
  }

  async keep(): Promise<void> {
    this.#answers.shift()!.resolve()
    await settled()
  }

  async fail(error: unknown): Promise<void> {
    this.#answers.shift()!.reject(error)
    await settled()
  }
}

function names(records: readonly JournalRecord[]): string[] {
  return records.map(({ zone, epoch, sequence }) => `${zone}@${epoch}:${sequence}`)
}

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function setUp(random = () => 1) {
  const clock = new HandClock()
  const store = new HandStore()
  const fenced: Lease[] = []
  const trouble: [message: string, retryMs: number][] = []
  const kept: string[] = []
  const writer = new JournalWriter(store, {
    clock,
    random,
    onFenced: (lease) => fenced.push(lease),
    onTrouble: (error, retryMs) => trouble.push([(error as Error).message, retryMs]),
  })
  const unlisten = writer.onKept((zone, sequence) => kept.push(`${zone}:${sequence}`))
  const submit = async (...records: JournalRecord[]) => {
    for (const record of records) writer.submit(record)
    await settled()
  }
  return { clock, store, fenced, trouble, kept, writer, unlisten, submit }
}

t.test('what comes while an append is under way goes into the next', async (t) => {
  const { store, kept, writer, submit, unlisten } = setUp()
  await submit(recordOf(crypt, 1), recordOf(tower, 8))
  await submit(recordOf(crypt, 2))
  await submit(recordOf(crypt, 3), recordOf(tower, 9))
  t.strictSame(store.names, [['crypt@1:1', 'tower@4:8']])
  t.strictSame(writer.waiting, { records: 5, bytes: 35 })
  await store.keep()
  t.strictSame(store.names[1], ['crypt@1:2', 'crypt@1:3', 'tower@4:9'])
  t.strictSame(kept, ['crypt:1', 'tower:8'])
  await store.keep()
  t.strictSame(kept, ['crypt:1', 'tower:8', 'crypt:3', 'tower:9'], 'once for each zone')
  t.strictSame(writer.waiting, { records: 0, bytes: 0 })
  unlisten()
  await submit(recordOf(crypt, 4))
  await store.keep()
  t.equal(kept.length, 4)
})

t.test('what listeners submit is kept too', async (t) => {
  const { store, writer, submit } = setUp()
  writer.onKept((_, sequence) => {
    if (sequence < 3) writer.submit(recordOf(crypt, sequence + 1))
  })
  await submit(recordOf(crypt, 1))
  for (let n = 0; n < 3; n++) await store.keep()
  t.strictSame(store.names, [['crypt@1:1'], ['crypt@1:2'], ['crypt@1:3']])
})

t.test('a batch has its limits, and always room for one record', async (t) => {
  const { store, submit } = setUp()
  const big = (sequence: number, bytes: number) =>
    recordOf(crypt, sequence, { payload: new Uint8Array(bytes) })
  const state = new Uint8Array(2 ** 21)
  await submit(big(1, 1), big(2, 9 * 2 ** 20), big(3, 2 ** 21), big(4, 2 ** 21), big(5, 1))
  await submit(recordOf(tower, 1, { left: [{ uid: 1, state }] }), ...recordsOf(tower, 2, 6000))
  for (let n = 0; n < 5; n++) await store.keep()
  const sizes = store.appends.map(({ length }) => length)
  t.strictSame(sizes, [1, 1, 2, 5000, 1001])
  t.strictSame(store.appends.flat().length, 6005)
})

t.test('an append that fails is tried again, later each time, in order', async (t) => {
  const { clock, store, trouble, kept, submit } = setUp()
  await submit(recordOf(crypt, 1))
  for (const waitMs of [100, 200, 400, 800, 1600, 2000, 2000]) {
    await store.fail(new Error('away'))
    t.strictSame(trouble.at(-1), ['away', waitMs])
    t.strictSame(clock.pendingMs, [waitMs])
    await submit(recordOf(crypt, trouble.length + 1))
    t.equal(store.underWay, 0, 'what comes meanwhile waits as well')
    await clock.advance(waitMs - 1)
    t.equal(store.underWay, 0)
    await clock.advance(1)
    t.strictSame(store.names.at(-1), names(recordsOf(crypt, 1, trouble.length + 1)))
  }
  await store.keep()
  t.strictSame(kept, ['crypt:8'])
  await submit(recordOf(crypt, 9))
  await store.fail(new Error('away again'))
  t.strictSame(trouble.at(-1), ['away again', 100], 'all is forgotten that went well')
})

t.test('tries are spread over half their time', async (t) => {
  const { clock, store, submit } = setUp(() => 0)
  await submit(recordOf(crypt, 1))
  await store.fail(new Error('away'))
  t.strictSame(clock.pendingMs, [50])
})

t.test('what may have been too much at once is tried in smaller batches', async (t) => {
  const { clock, store, submit } = setUp()
  const payload = new Uint8Array(2 ** 20)
  await submit(...recordsOf(crypt, 1, 8).map((record) => ({ ...record, payload })))
  for (let n = 0; n < 4; n++) {
    await store.fail(new Error('took too long'))
    await clock.advance(2000)
  }
  await store.keep()
  t.strictSame(
    store.appends.map(({ length }) => length),
    [4, 2, 1, 1, 1, 4],
  )
})

t.test('nothing runs while nothing waits', async (t) => {
  const { clock, store, writer, submit } = setUp()
  await writer.drained()
  await submit(recordOf(crypt, 1))
  t.strictSame(clock.pendingMs, [])
  let isDrained = false
  const drained = writer.drained().then(() => {
    isDrained = true
  })
  await store.fail(new Error('away'))
  await clock.advance(100)
  t.notOk(isDrained)
  await store.keep()
  await drained
  t.strictSame([clock.pendingMs, store.underWay], [[], 0])
})

t.test('it tells how long the oldest record has waited', async (t) => {
  const { clock, store, writer, submit } = setUp()
  t.equal(writer.stalledMs, 0)
  await submit(recordOf(crypt, 1))
  await clock.advance(30)
  await submit(recordOf(crypt, 2))
  await clock.advance(5)
  t.equal(writer.stalledMs, 35)
  await store.keep()
  t.equal(writer.stalledMs, 5)
  await store.keep()
  t.equal(writer.stalledMs, 0)
})

t.test('a lost lease costs its own records only', async (t) => {
  const { clock, store, fenced, trouble, kept, submit, writer } = setUp()
  await submit(recordOf(crypt, 1), recordOf(tower, 1))
  await submit(recordOf(crypt, 2), recordOf(tower, 2))
  await store.fail(new FencedError([crypt]))
  t.strictSame(fenced, [crypt])
  t.strictSame(store.names[1], ['tower@4:1', 'tower@4:2'], 'at once')
  t.strictSame([trouble, clock.pendingMs], [[], []])
  await submit(recordOf(crypt, 3))
  t.strictSame(fenced, [crypt, crypt], 'whoever goes on is told again')
  await store.keep()
  t.strictSame(kept, ['tower:2'])
  t.strictSame(writer.waiting, { records: 0, bytes: 0 })

  await submit(recordOf({ ...crypt, epoch: 2 }, 2))
  await submit(recordOf(crypt, 4))
  await store.keep()
  t.strictSame(store.names[2], ['crypt@2:2'], 'the next lease begins where it likes')
  t.strictSame(fenced, [crypt, crypt, crypt])
})

t.test('with a new lease the old one’s records are forgotten, once', async (t) => {
  const { store, fenced, trouble, kept, submit, writer } = setUp()
  await submit(recordOf(crypt, 1))
  await submit(recordOf(crypt, 2), recordOf(tower, 1))
  const next = { ...crypt, epoch: 2 }
  await submit(recordOf(next, 1))
  await store.fail(new FencedError([crypt]))
  t.strictSame([fenced, trouble], [[crypt], []])
  t.strictSame(store.names[1], ['tower@4:1', 'crypt@2:1'])
  await submit(recordOf({ ...crypt, epoch: 3 }, 5))
  await store.keep()
  await store.keep()
  t.strictSame(kept, ['tower:1', 'crypt:1', 'crypt:5'], 'it was under way and was kept')
  t.strictSame(writer.waiting, { records: 0, bytes: 0 })
})

t.test('a lost lease that is none of ours is trouble', async (t) => {
  const { store, fenced, trouble, submit } = setUp()
  await submit(recordOf(crypt, 1))
  await store.fail(new FencedError([tower]))
  t.strictSame([fenced, trouble.length], [[], 1])
})

t.test('a full writer says so, takes what is under way, and then refuses', async (t) => {
  const { store, fenced, submit, writer } = setUp()
  await submit(recordOf(tower, 1), ...recordsOf(crypt, 1, 19_998))
  t.notOk(writer.isFull)
  await submit(recordOf(crypt, 19_999))
  t.ok(writer.isFull)
  await submit(...recordsOf(crypt, 20_000, 39_999))
  t.throws(() => writer.submit(recordOf(tower, 2)), { code: 'JOURNAL_FULL' })
  t.equal(writer.waiting.records, 40_000)
  await submit(recordOf(tower, 3))
  t.strictSame(fenced, [tower], 'after a hole nothing is taken')
  for (let n = 0; n < 8; n++) await store.keep()
  t.notOk(writer.isFull)
  t.strictSame(writer.waiting, { records: 0, bytes: 0 })
})

t.test('it is full by bytes as well', async (t) => {
  const { submit, writer } = setUp()
  const payload = new Uint8Array(2 ** 25)
  await submit(recordOf(crypt, 1, { payload }), recordOf(crypt, 2, { payload }))
  t.ok(writer.isFull)
  await submit(recordOf(crypt, 3, { payload }), recordOf(crypt, 4, { payload }))
  t.throws(() => writer.submit(recordOf(crypt, 5)), {
    code: 'JOURNAL_FULL',
    message: 'Cannot keep record 5 of zone "crypt": too much waits for the database',
  })
})

t.test('a record that is empty or out of sequence is a programmer’s mistake', async (t) => {
  const { submit, writer } = setUp()
  await submit(recordOf(crypt, 7))
  const wrong = [
    recordOf(crypt, 9),
    recordOf(crypt, 7),
    recordOf(tower, 1, { payload: Buffer.of() }),
  ]
  for (const record of wrong) {
    t.throws(() => writer.submit(record), { code: 'ERR_ASSERTION' })
  }
  t.equal(writer.waiting.records, 1)
})

t.test('a stopped writer leaves the store alone', async (t) => {
  const failing = setUp()
  await failing.submit(recordOf(crypt, 1))
  await failing.store.fail(new Error('away'))
  failing.writer.stop()
  t.strictSame(failing.clock.pendingMs, [])
  await failing.submit(recordOf(crypt, 2))
  t.equal(failing.store.appends.length, 1)

  for (const end of ['keep', 'fail'] as const) {
    const { store, kept, trouble, clock, submit, writer } = setUp()
    await submit(recordOf(crypt, 1))
    await submit(recordOf(crypt, 2))
    writer.stop()
    await store[end](new Error('away'))
    t.strictSame(kept, end === 'keep' ? ['crypt:1'] : [])
    t.strictSame([trouble, clock.pendingMs, store.appends.length], [[], [], 1])
  }
})
