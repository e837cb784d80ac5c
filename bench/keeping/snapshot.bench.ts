import { MessageChannel } from 'node:worker_threads'
import { defineTrial } from '#bench/define.ts'
import { quantile } from '#bench/statistics.ts'
import { PortBus } from '#engine/bus/portBus.ts'
import type { KeptSnapshot } from '#engine/persistence/journal.ts'
import { decodeSnapshotPiece } from '#engine/persistence/journalWire.ts'
import { SnapshotPieces } from '#engine/persistence/snapshotPieces.ts'
import { SNAPSHOT_PACE, ZoneJournal } from '#engine/zone/zoneJournal.ts'
import { SUBJECT } from '#protocol/bus.ts'
import { keptWorld } from './keptWorld.ts'
import { Notes } from './notes.ts'
import { ListeningBus, shippedSetup } from './playedWorld.ts'

const ROUNDS = 3

/** Sends snapshots over a port, as a zone's thread does, and listens to all else. */
class SnapshotBus extends ListeningBus {
  readonly #channel = new MessageChannel()
  readonly #bus = new PortBus(this.#channel.port2)
  readonly #pieces = new SnapshotPieces()
  readonly #onWhole: (snapshot: KeptSnapshot) => void

  constructor(onWhole: (snapshot: KeptSnapshot) => void) {
    super()
    this.#onWhole = onWhole
    this.#channel.port1.on('message', ({ published = [] }) => {
      for (const [, payload] of published) this.#hear(payload)
    })
  }

  override publish(subject: string, payload: Uint8Array): void {
    if (subject === SUBJECT.snapshot) this.#bus.publish(subject, payload)
    else super.publish(subject, payload)
  }

  /** What was published in a tick leaves the thread before the next. */
  flush(): void {
    this.#bus.flush()
  }

  close(): void {
    this.#channel.port1.close()
  }

  #hear(payload: Uint8Array): void {
    const whole = this.#pieces.add(decodeSnapshotPiece(payload))
    if (whole) this.#onWhole(whole.snapshot)
  }
}

/** Notes how long zones' journals work in each tick; what they send leaves with it. */
function timeJournals(bus: SnapshotBus): { tookMs: number; stop(): void } {
  const times = { tookMs: 0, stop: () => {} }
  const { tick } = ZoneJournal.prototype
  ZoneJournal.prototype.tick = function (this: ZoneJournal) {
    const began = performance.now()
    tick.call(this)
    bus.flush()
    times.tookMs = performance.now() - began
  }
  times.stop = () => {
    ZoneJournal.prototype.tick = tick
  }
  return times
}

interface Ticks {
  /** What the journal took of each tick in which a snapshot was written. */
  journalMs: number[]
  /** Whole ticks, with a snapshot and without. */
  withMs: number[]
  withoutMs: number[]
  bytes: number
  steps: number
}

/** Runs ticks, half of them with a snapshot, until there were so many of those. */
async function runTicks(size: number, rounds: number): Promise<Ticks> {
  let bytes = 0
  let whole = 0
  let isWriting = false
  const bus = new SnapshotBus(({ payload }) => {
    bytes = payload.length
    whole++
    isWriting = false
  })
  const steps = Math.max(1, Math.ceil(size / SNAPSHOT_PACE.stepEntities))
  const everyTicks = 2 * steps + 100
  const pace = { ...SNAPSHOT_PACE, everyTicks, recordsMin: 0 }
  const world = keptWorld({ ...shippedSetup(), snapshotPace: pace }, bus, size)
  const journal = timeJournals(bus)
  const ticks: Ticks = { journalMs: [], withMs: [], withoutMs: [], bytes, steps }
  for (let tick = 1; tick <= (rounds + 1) * everyTicks; tick++) {
    isWriting ||= tick % everyTicks === 0
    const began = performance.now()
    world.runner.tick()
    const tookMs = performance.now() - began
    world.runner.kept(bus.sequence)
    if (isWriting) ticks.journalMs.push(journal.tookMs)
    ;(isWriting ? ticks.withMs : ticks.withoutMs).push(tookMs)
    await new Promise(setImmediate)
  }
  journal.stop()
  bus.close()
  if (whole < rounds) throw new Error(`Of ${rounds} snapshots ${whole} became whole`)
  return { ...ticks, bytes }
}

/** How long it takes to copy so many bytes, in so many steps. */
function copyMs(bytes: number, steps: number): number[] {
  const from = new Uint8Array(bytes).fill(1)
  const to = new Uint8Array(bytes)
  const step = Math.ceil(bytes / steps)
  return Array.from({ length: steps }, (_, i) => {
    const began = performance.now()
    to.set(from.subarray(i * step, (i + 1) * step), i * step)
    return performance.now() - began
  })
}

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)

/**
 * A snapshot of all that a zone keeps, written over many ticks, and what it adds to each; up to
 * where it has left the zone's thread. The limit copies as many bytes in as many steps.
 */
export default defineTrial({
  name: 'snapshot: written over ticks',
  sizes: { smoke: 100, full: [100_000] }, // entities
  async run(size, full, progress) {
    progress('making a world')
    const rounds = full ? ROUNDS : 1
    const { journalMs, withMs, withoutMs, bytes, steps } = await runTicks(size, rounds)
    copyMs(bytes, steps)
    const bareMs = copyMs(bytes, steps)
    const notes = new Notes()
    notes.ours('whole', sum(journalMs) / rounds, 'ms')
    notes.limit('bare copy', 'whole', sum(bareMs), 'ms')
    notes.ours('bytes', bytes / size, 'B/entity')
    for (const [name, part] of [
      ['p50', 0.5],
      ['p99', 0.99],
      ['longest', 1],
    ] as const) {
      notes.ours(`added to a tick: ${name}`, quantile(journalMs, part), 'ms')
      notes.limit('bare copy', `added to a tick: ${name}`, quantile(bareMs, part), 'ms')
      notes.ours(`tick: ${name}`, quantile(withMs, part), 'ms')
      notes.limit('no snapshot', `tick: ${name}`, quantile(withoutMs, part), 'ms')
    }
    return notes.figures
  },
})
