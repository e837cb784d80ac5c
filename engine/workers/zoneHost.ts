import assert from 'node:assert'
import type { MessagePort } from 'node:worker_threads'
import { PortBus } from '#engine/bus/portBus.ts'
import type { Timer } from '#engine/timer.ts'
import { stackOf, type ZoneFault } from '#engine/zone/faults.ts'
import { Pulse } from '#engine/zone/pulse.ts'
import type { LiveZone } from '#engine/zone/zone.ts'
import type { FromWorker, PackedPlacement, ToWorker, WorkerSetup, ZoneFailure } from './messages.ts'
import { unpackKept } from './packedKept.ts'
import { PlacedZone, type Thread } from './placedZone.ts'

const REPORT_EVERY_MS = 1_000

/** Faults told in one report: a rule that fails in each tick would drown the log. All count. */
const FAULTS_MAX = 10

/** The work of a thread: it runs the zones that it is given until it is told to stop. */
export class ZoneHost {
  readonly #port: MessagePort
  readonly #timer: Timer
  readonly #bus: PortBus
  readonly #zones = new Map<string, PlacedZone>()
  /** Those that run no more, and wait for what they have written to be kept. */
  readonly #resting = new Map<string, PlacedZone>()
  #faults: ZoneFault[] = []
  #thread: Thread | undefined
  #callOffReport = () => {}

  /** @param port  to its pool */
  constructor(port: MessagePort, timer: Timer) {
    this.#port = port
    this.#timer = timer
    // Intents a zone reads with care itself; all else comes from its own process.
    this.#bus = new PortBus(port, (subject, error) => {
      this.#noteFault({ zone: '', action: `receive "${subject}"`, stack: stackOf(error) })
    })
    port.on('message', ({ setup, place, release, stop }: ToWorker) => {
      if (setup) this.#begin(setup)
      if (place) this.#place(place)
      if (release) void this.#release(release)
      if (stop) void this.#stop()
    })
  }

  /** All that are in memory. */
  *zones(): Iterable<LiveZone> {
    for (const placed of [...this.#zones.values(), ...this.#resting.values()]) yield placed.zone
  }

  #begin(setup: WorkerSetup): void {
    this.#thread = {
      ...setup,
      pulse: new Pulse(setup.pulse),
      bus: this.#bus,
      timer: this.#timer,
      onFault: (fault) => this.#noteFault(fault),
      onNotice: (notice) => this.#send({ notice }),
    }
    this.#reportLater()
  }

  #place({ keeping, ...packed }: PackedPlacement): void {
    assert(this.#thread, 'a thread is set up first')
    const placement = { ...packed, keeping: { ...keeping, kept: unpackKept(keeping.kept) } }
    const { name } = placement
    try {
      this.#zones.set(name, new PlacedZone(placement, this.#thread))
      this.#send({ opened: name })
    } catch (error) {
      this.#send({ failed: failureOf(name, error) })
    }
  }

  async #release({ zone: name, isLost }: { zone: string; isLost: boolean }): Promise<void> {
    const zone = this.#zones.get(name) ?? this.#resting.get(name)
    this.#zones.delete(name)
    if (isLost) zone?.abandon()
    else if (zone) {
      this.#resting.set(name, zone)
      await zone.rest()
    }
    if (this.#resting.get(name) === zone) this.#resting.delete(name)
    this.#bus.flush()
    this.#send({ released: name })
  }

  #noteFault(fault: ZoneFault): void {
    if (this.#faults.length < FAULTS_MAX) this.#faults.push(fault)
  }

  #reportLater(): void {
    this.#callOffReport = this.#timer.after(REPORT_EVERY_MS, () => {
      this.#reportLater()
      this.#report()
    })
  }

  #report(): void {
    const faults = this.#faults
    this.#faults = []
    this.#send({ faults, reports: [...this.#zones.values()].map((zone) => zone.report()) })
  }

  /** What waits to be told is told when all is kept; the pool does not wait for that for ever. */
  async #stop(): Promise<void> {
    this.#callOffReport()
    const stopped = [...this.#zones.values()].map((zone) => zone.stop())
    this.#report()
    this.#bus.flush()
    await Promise.all(stopped)
    this.#bus.flush()
    this.#port.close()
  }

  #send(message: FromWorker): void {
    this.#port.postMessage(message)
  }
}

function failureOf(zone: string, error: unknown): ZoneFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  const message = error instanceof Error ? error.message : String(error)
  return { zone, message, code, stack: stackOf(error) }
}
