import { Worker } from 'node:worker_threads'
import t from 'tap'
import { WorkerPool } from './pool.ts'
import { enter, hearFrames, poolOf, send } from './testPool.ts'

/*
 * Real threads that a command stops for ever, or ends. An edge repeats what was not confirmed: so
 * does each test.
 */

const threads = {
  take: () => new Worker(new URL('./hangingThread.fixture.ts', import.meta.url)),
}

const REPEAT_EVERY_MS = 50

for (const [text, message] of [
  ['score', /^A worker was ended: it worked on and on/],
  ['inventory', /^A worker ended by itself with code 1$/],
] as const) {
  t.test(`a command that ends its thread ends it once: "${text}"`, async (t) => {
    const { bus, crashes, faults, reports, options } = poolOf({ threads })
    const frames = hearFrames(bus)
    const pool = await WorkerPool.start(options)
    const welcomed = frames.next((item) => item === 'welcome 7')
    send(bus, 'house', enter(7))
    await welcomed

    const line = { kind: 'line', session: 7, sequence: 2, text } as const
    const crashed = crashes.next()
    send(bus, 'house', line)
    const crash = await crashed
    t.match(crash.error.message, message)
    const doing = { zone: 'house', edge: 'edge', session: 7, sequence: 2 }
    t.match(crash, { zones: ['house'], doing, gaveUp: false })

    const told = faults.next()
    const accepted = frames.next((item) => item === 'accepted 7')
    const repeating = setInterval(() => send(bus, 'house', enter(7), line), REPEAT_EVERY_MS)
    await accepted
    t.match(await told, { zone: 'house', action: `command "${text}"` })
    clearInterval(repeating)
    const { ticks } = (await reports.next()).stats
    await reports.next(({ stats }) => stats.ticks > ticks)
    t.equal(crashes.all.length, 1, 'the zone goes on without it')
    await pool.stop()
  })
}
