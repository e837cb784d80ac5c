import assert from 'node:assert'
import { parentPort } from 'node:worker_threads'
import { PortBus } from '#engine/bus/portBus.ts'
import { stackOf, type ZoneFault } from '#engine/zone/faults.ts'
import type { FromWorker, ToWorker, WorkerSetup, ZoneFailure, ZonePlacement } from './messages.ts'
import { PlacedZone, type Thread } from './placedZone.ts'

/** The work of a thread: it runs the zones that it is given until it is told to stop. */

const REPORT_EVERY_MS = 1_000

/** Faults told in one report: a rule that fails in each tick would drown the log. All count. */
const FAULTS_MAX = 10

assert(parentPort, 'This file runs as a worker of the pool')
const port = parentPort
const bus = new PortBus(port, noteReceiverFault)
let faults: ZoneFault[] = []
const zones = new Map<string, PlacedZone>()
let thread: Thread | undefined
let reporting: NodeJS.Timeout | undefined
port.on('message', ({ setup, place, release, stop }: ToWorker) => {
  if (setup) begin(setup)
  if (place) placeZone(place)
  if (release) void releaseZone(release)
  if (stop) void stopAll()
})

function begin(setup: WorkerSetup): void {
  thread = { ...setup, bus, onFault: noteFault, onNotice: (notice) => send({ notice }) }
  reporting = setInterval(report, REPORT_EVERY_MS)
}

function placeZone(placement: ZonePlacement): void {
  assert(thread, 'a worker is set up first')
  try {
    zones.set(placement.name, new PlacedZone(placement, thread))
    send({ opened: placement.name })
  } catch (error) {
    send({ failed: failureOf(placement.name, error) })
  }
}

function failureOf(zone: string, error: unknown): ZoneFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  const message = error instanceof Error ? error.message : String(error)
  return { zone, message, code, stack: stackOf(error) }
}

async function releaseZone({ zone: name, isLost }: { zone: string; isLost: boolean }) {
  const zone = zones.get(name)
  zones.delete(name)
  if (isLost) zone?.abandon()
  else await zone?.rest()
  bus.flush()
  send({ released: name })
}

function noteFault(fault: ZoneFault): void {
  if (faults.length < FAULTS_MAX) faults.push(fault)
}

/** Intents a zone reads with care itself; all else comes from its own process. */
function noteReceiverFault(subject: string, error: unknown): void {
  noteFault({ zone: '', action: `receive "${subject}"`, stack: stackOf(error) })
}

function report(): void {
  const told = faults
  faults = []
  send({ faults: told, reports: [...zones.values()].map((zone) => zone.report()) })
}

/** What waits to be told is told when all is kept; the pool does not wait for that for ever. */
async function stopAll(): Promise<void> {
  clearInterval(reporting)
  const stopped = [...zones.values()].map((zone) => zone.stop())
  report()
  bus.flush()
  await Promise.all(stopped)
  bus.flush()
  port.close()
}

function send(message: FromWorker): void {
  port.postMessage(message)
}
