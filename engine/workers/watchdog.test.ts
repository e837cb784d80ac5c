import inspector from 'node:inspector'
import t from 'tap'
import { TestTimer } from '#engine/placement/testTimer.ts'
import {
  LOOK_EVERY_MS,
  LOOKS_MAX,
  LOOKS_MAX_WHILE_OPENING,
  Watchdog,
  WORKED_MS_MAX,
} from './watchdog.ts'

/** So many looks at one that does nothing but work find that out. */
const LOOKS_AT_WORK = 1 + WORKED_MS_MAX / LOOK_EVERY_MS

/** A thread as the watchdog sees it. */
function watchedThread() {
  const clock = new TestTimer()
  const thread = { beats: 0, workedMs: 0, isOpening: false, isBusy: true, hung: 0 }
  const watchdog = new Watchdog(clock, {
    beats: () => thread.beats,
    workedMs: async () => thread.workedMs,
    isOpening: () => thread.isOpening,
    isBusy: () => thread.isBusy,
    hung: () => thread.hung++,
  })
  const looks = async (count: number, meanwhile: { beats?: number; workedMs?: number } = {}) => {
    for (let i = 0; i < count; i++) {
      thread.beats += meanwhile.beats ?? 0
      thread.workedMs += meanwhile.workedMs ?? 0
      await clock.pass(LOOK_EVERY_MS)
    }
  }
  return { thread, watchdog, looks }
}

const WORKS = { workedMs: LOOK_EVERY_MS }
const LIVES = { beats: 1, ...WORKS }

t.test('a thread that lets time pass is left alone; one that does not is told once', async (t) => {
  const { thread, looks } = watchedThread()
  await looks(10, LIVES)
  await looks(LOOKS_AT_WORK - 1, WORKS)
  await looks(1, LIVES)
  await looks(LOOKS_AT_WORK - 1, WORKS)
  t.equal(thread.hung, 0)
  await looks(1, WORKS)
  t.equal(thread.hung, 1)
  await looks(10, WORKS)
  t.equal(thread.hung, 1)
})

t.test('one that gets no core is given time, but not for ever', async (t) => {
  const { thread, looks } = watchedThread()
  await looks(1, LIVES)
  await looks(LOOKS_MAX - 1, { workedMs: 1 })
  t.equal(thread.hung, 0)
  await looks(1)
  t.equal(thread.hung, 1)
})

t.test('one that makes a zone may take its time, but not for ever', async (t) => {
  const { thread, looks } = watchedThread()
  thread.isOpening = true
  await looks(LOOKS_MAX_WHILE_OPENING, WORKS)
  t.equal(thread.hung, 0)
  await looks(1, WORKS)
  t.equal(thread.hung, 1)
})

t.test(
  'nothing is expected of one that has no zone, or may be stopped by a debugger',
  async (t) => {
    const { thread, looks, watchdog } = watchedThread()
    thread.isBusy = false
    await looks(LOOKS_MAX, WORKS)
    thread.isBusy = true
    inspector.open(0, '127.0.0.1')
    await looks(LOOKS_MAX, WORKS)
    inspector.close()
    await looks(LOOKS_AT_WORK - 1, WORKS)
    t.equal(thread.hung, 0)
    watchdog.stop()
    await looks(LOOKS_MAX, WORKS)
    t.equal(thread.hung, 0, 'nor of one that is not looked at any more')
  },
)
