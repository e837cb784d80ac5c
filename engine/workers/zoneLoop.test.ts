import t from 'tap'
import type { Timer } from '#engine/timer.ts'
import type { ZoneRunner } from '#engine/zone/runner.ts'
import { FakeEdge, TestWorld } from '#engine/zone/testing.ts'
import { encodeIntents, NOTHING_READ } from '#protocol/intent.ts'
import { TURN_SPACING_MS, ZoneLoop } from './zoneLoop.ts'

/** Time that passes when a test says so; what runs may take some of it. */
class FakeTimer implements Timer {
  nowMs = 0
  #last = 0
  readonly #waiting = new Map<number, { atMs: number; run: () => void }>()

  now(): number {
    return this.nowMs
  }

  after(afterMs: number, run: () => void): () => void {
    const id = ++this.#last
    this.#waiting.set(id, { atMs: this.nowMs + Math.max(0, afterMs), run })
    return () => this.#waiting.delete(id)
  }

  get waiting(): number {
    return this.#waiting.size
  }

  /** Lets time pass up to `untilMs`, and runs all that is due, in order. */
  advanceTo(untilMs: number): void {
    for (;;) {
      const next = [...this.#waiting].sort(([, a], [, b]) => a.atMs - b.atMs)[0]
      if (!next || next[1].atMs > untilMs) break
      this.#waiting.delete(next[0])
      this.nowMs = Math.max(this.nowMs, next[1].atMs)
      next[1].run()
    }
    this.nowMs = Math.max(this.nowMs, untilMs)
  }
}

/** A loop whose turns and ticks are noted with their times. */
function looping(tookMs: { tick?: number; turn?: number } = {}) {
  const world = new TestWorld()
  const timer = new FakeTimer()
  const done: string[] = []
  const { runner } = world
  const spy = (name: 'tick' | 'turn') => {
    const run = runner[name].bind(runner)
    runner[name] = () => {
      done.push(`${name} ${timer.nowMs}`)
      run()
      timer.nowMs += tookMs[name] ?? 0
    }
  }
  spy('tick')
  spy('turn')
  const loop = new ZoneLoop(runner as ZoneRunner, timer)
  let sequence = 0
  const ask = () => {
    const entry = { ...NOTHING_READ, uid: 1, name: 'Ada', epoch: 1 }
    const intents = [{ kind: 'enter' as const, session: 1, sequence: ++sequence, entry }]
    loop.deliver(encodeIntents({ edge: 'edge', intents }))
  }
  return { world, loop, timer, done, ask, tookMs }
}

t.test('a turn comes as soon as there is something to do, and none without', async (t) => {
  const { timer, done, ask } = looping()
  timer.advanceTo(42)
  t.same(done, [])
  ask()
  timer.advanceTo(42)
  t.same(done, ['turn 42'])
  timer.advanceTo(90)
  t.same(done, ['turn 42'])
})

t.test('turns are five milliseconds apart, and do together what came meanwhile', async (t) => {
  const { world, timer, done, ask } = looping()
  ask()
  timer.advanceTo(0)
  for (const nowMs of [1, 2, 4]) {
    timer.advanceTo(nowMs)
    ask()
  }
  timer.advanceTo(30)
  t.same(done, ['turn 0', `turn ${TURN_SPACING_MS}`])
  t.equal(world.runner.stats.turns, 2)
})

t.test('ticks keep their pace, whatever turns do', async (t) => {
  const { timer, done, ask, tookMs } = looping()
  tookMs.turn = 30
  timer.advanceTo(95)
  ask()
  timer.advanceTo(460)
  t.same(done, ['turn 95', 'tick 125', 'tick 200', 'tick 300', 'tick 400'])
})

t.test(
  'a tick that takes longer than its time is counted, and what was missed made up',
  async (t) => {
    const { world, loop, timer, done, tookMs } = looping()
    timer.advanceTo(100)
    loop.takeTimes()
    tookMs.tick = 250
    timer.advanceTo(200)
    tookMs.tick = 0
    timer.advanceTo(500)
    t.same(done, ['tick 100', 'tick 200', 'tick 450', 'tick 450', 'tick 500'])
    const { ticks, ticksOverrun, ticksSkipped } = world.runner.stats
    t.same({ ticks, ticksOverrun, ticksSkipped }, { ticks: 5, ticksOverrun: 1, ticksSkipped: 0 })
    t.same(loop.takeTimes(), { tickMs: [250, 0, 0, 0], turnMs: [], lagMs: [0, 150, 0] })
    t.same(loop.takeTimes(), { tickMs: [], turnMs: [], lagMs: [] })
  },
)

t.test('of a long sleep ten ticks are made up, and the others counted as skipped', async (t) => {
  const { world, timer, done } = looping()
  timer.nowMs = 60_000
  timer.advanceTo(60_000)
  t.same(done, Array(10).fill('tick 60000'))
  t.equal(world.runner.stats.ticksSkipped, 590)
  timer.advanceTo(60_100)
  t.equal(done.at(-1), 'tick 60100')
})

t.test('a stopped loop tells its players, and waits for nothing more', async (t) => {
  const { world, loop, timer, ask } = looping()
  const edge = new FakeEdge(world)
  const ada = edge.enter(7, 'Ada')
  ask()
  timer.advanceTo(50)
  ask()
  loop.stop()
  world.keep()
  t.equal(ada.farewell, 'shutdown')
  t.equal(timer.waiting, 0)
})

t.test('a loop that rests keeps what it has and takes no more, and its players stay', async (t) => {
  const { world, loop, timer, ask, done } = looping()
  const edge = new FakeEdge(world)
  const ada = edge.enter(7, 'Ada')
  ask()
  timer.advanceTo(50)
  loop.rest()
  world.keep()
  t.ok(world.records.length > 0 && world.runner.isAllKept)
  t.equal(ada.farewell, undefined)
  const before = done.length
  ask()
  loop.kept(world.kept)
  timer.advanceTo(500)
  t.same([done.length, timer.waiting], [before, 0])
})
