import { endWorld } from '#components/entities.ts'
import { decodeKept } from '#engine/persistence/journalWire.ts'
import { decodeUids } from '#engine/persistence/uidsWire.ts'
import { openRecorder } from '#engine/recorder/open.ts'
import { RecordedRunner } from '#engine/recorder/recordedRunner.ts'
import type { Recorder } from '#engine/recorder/recorder.ts'
import type { Timer } from '#engine/timer.ts'
import type { Pulse } from '#engine/zone/pulse.ts'
import { ZoneRunner } from '#engine/zone/runner.ts'
import { UidSource } from '#engine/zone/uids.ts'
import type { LiveZone, ZoneSetup } from '#engine/zone/zone.ts'
import { type Bus, SUBJECT, type Unsubscribe } from '#protocol/bus.ts'
import type { FromWorker, WorkerSetup, ZonePlacement, ZoneReport } from './messages.ts'
import { ZoneLoop } from './zoneLoop.ts'

/** What a zone needs of its thread. */
export interface Thread extends Omit<WorkerSetup, 'pulse'> {
  pulse: Pulse
  bus: Bus
  timer: Timer
  onFault: NonNullable<ZoneSetup['onFault']>
  onNotice(notice: NonNullable<FromWorker['notice']>): void
}

/** One zone on its thread: what it is told and tells, from its beginning to its end. */
export class PlacedZone {
  readonly name: string
  readonly #loop: ZoneLoop
  readonly #recorder: Recorder | undefined
  readonly #timer: Timer
  /** Ends what edges say to it. */
  readonly #closeDoor: Unsubscribe
  readonly #subscriptions: Unsubscribe[]
  #onKept: (() => void) | undefined
  #isAbandoned = false

  /** @throws {KeptError} if what was kept cannot be read; whatever a zone throws at its start */
  constructor(placement: ZonePlacement, thread: Thread) {
    const { name, seed, uids, keeping } = placement
    const { bus, areas, timer, pulse, onFault } = thread
    this.name = name
    this.#timer = timer
    const source = new UidSource(uids, () => {
      bus.publish(SUBJECT.uidsWanted, new TextEncoder().encode(name))
    })
    this.#recorder = recorderOf(placement, thread)
    const setup = { name, areas, seed, uids: source, keeping, pulse, onFault }
    const runner = this.#recorder
      ? RecordedRunner.begin(setup, this.#recorder)
      : new ZoneRunner(setup, bus)
    this.#loop = new ZoneLoop(runner, timer, () => pulse.beat())
    this.#closeDoor = bus.subscribe(SUBJECT.zone(name), (payload) => this.#loop.deliver(payload))
    this.#subscriptions = [
      bus.subscribe(SUBJECT.uids(name), (payload) => {
        const range = decodeUids(payload)
        this.#recorder?.uids(range)
        source.add(range)
      }),
      bus.subscribe(SUBJECT.neighbour(name), (payload) => this.#loop.hear(payload)),
      bus.subscribe(SUBJECT.zones, (payload) => this.#loop.hear(payload)),
      bus.subscribe(SUBJECT.kept(name), (payload) => {
        this.#loop.kept(decodeKept(payload))
        this.#look()
      }),
    ]
  }

  get zone(): LiveZone {
    return this.#loop.runner.zone
  }

  report(): ZoneReport {
    const { stats, zone } = this.#loop.runner
    const times = this.#loop.takeTimes()
    return { zone: this.name, stats: { ...stats }, times, counted: zone.counted }
  }

  /** Tells its players goodbye. @returns resolves when all is kept, and told because of that */
  async stop(): Promise<void> {
    this.#closeDoor()
    this.#loop.stop()
    await this.#allKept()
    this.#end()
  }

  /** Does the same, but leaves its players to another run of it. */
  async rest(): Promise<void> {
    this.#closeDoor()
    this.#loop.rest()
    await this.#allKept()
    if (this.#isAbandoned) return
    this.#end()
    this.#giveIdsBack()
  }

  /** Ends at once: it is another's, and nothing of what it would still tell is true. */
  abandon(): void {
    this.#isAbandoned = true
    this.#closeDoor()
    this.#loop.halt()
    this.#onKept?.()
    this.#end()
    this.#giveIdsBack()
  }

  #allKept(): Promise<void> {
    return new Promise((resolve) => {
      this.#onKept = resolve
      this.#look()
    })
  }

  #look(): void {
    if (this.#loop.runner.isAllKept) this.#onKept?.()
  }

  #end(): void {
    for (const end of this.#subscriptions) end()
    this.#recorder?.end()
  }

  #giveIdsBack(): void {
    const ending = endWorld(this.#loop.runner.zone.world)
    const step = () => {
      if (!ending.next().done) this.#timer.after(0, step)
    }
    step()
  }
}

function recorderOf(
  { name: zone, seed, uids, keeping }: ZonePlacement,
  { areas, bus, recordings, onNotice }: Thread,
): Recorder | undefined {
  if (!recordings) return undefined
  const placed = { zone, seed, uids, keeping, snapshotPace: undefined, areas }
  return openRecorder(recordings, placed, bus, onNotice)
}
