import assert from 'node:assert'
import { parentPort, workerData } from 'node:worker_threads'
import { PortBus } from '#engine/bus/portBus.ts'
import { decodeKept } from '#engine/persistence/journalWire.ts'
import { decodeUids } from '#engine/persistence/uidsWire.ts'
import { stackOf, type ZoneFault } from '#engine/zone/faults.ts'
import { ZoneRunner } from '#engine/zone/runner.ts'
import { UidSource } from '#engine/zone/uids.ts'
import { SUBJECT } from '#protocol/bus.ts'
import type { FromWorker, ToWorker, WorkerSetup, ZonePlacement } from './messages.ts'
import { ZoneLoop } from './zoneLoop.ts'

/** A worker's thread: it runs the zones that it was started with until it is told to stop. */

const REPORT_EVERY_MS = 1_000

/** Faults told in one report: a rule that fails in each tick would drown the log. All count. */
const FAULTS_MAX = 10

assert(parentPort, 'This file runs as a worker of the pool')
const port = parentPort
const { areas, zones } = workerData as WorkerSetup
const bus = new PortBus(port, noteReceiverFault)
let faults: ZoneFault[] = []
let isStopping = false
const loops = zones.map(startZone)
const reporting = setInterval(report, REPORT_EVERY_MS)
port.on('message', ({ stop }: ToWorker) => {
  if (stop) stopZones()
})
send({ ready: true })

function startZone({ name, seed, uids, keeping }: ZonePlacement): ZoneLoop {
  const source = new UidSource(uids, () => {
    bus.publish(SUBJECT.uidsWanted, new TextEncoder().encode(name))
  })
  bus.subscribe(SUBJECT.uids(name), (payload) => source.add(decodeUids(payload)))
  const own = areas.filter((area) => area.zone === name)
  const setup = { name, areas: own, seed, uids: source, keeping, onFault: noteFault }
  const loop = new ZoneLoop(new ZoneRunner(setup, bus))
  bus.subscribe(SUBJECT.zone(name), (payload) => loop.deliver(payload))
  bus.subscribe(SUBJECT.kept(name), (payload) => {
    loop.runner.kept(decodeKept(payload))
    if (isStopping) endWhenKept()
  })
  return loop
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
  send({
    faults: told,
    reports: loops.map((loop) => ({
      zone: loop.runner.zone.name,
      stats: { ...loop.runner.stats },
      times: loop.takeTimes(),
    })),
  })
}

function stopZones(): void {
  clearInterval(reporting)
  for (const loop of loops) loop.stop()
  isStopping = true
  report()
  bus.flush()
  endWhenKept()
}

/** What waits to be told is told when all is kept; the pool does not wait for that for ever. */
function endWhenKept(): void {
  if (loops.some(({ runner }) => !runner.isAllKept)) return
  bus.flush()
  port.close()
}

function send(message: FromWorker): void {
  port.postMessage(message)
}
