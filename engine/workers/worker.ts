import assert from 'node:assert'
import { parentPort } from 'node:worker_threads'
import { PortBus } from '#engine/bus/portBus.ts'
import { decodeKept } from '#engine/persistence/journalWire.ts'
import { decodeUids } from '#engine/persistence/uidsWire.ts'
import { openRecorder, type Recordings } from '#engine/recorder/open.ts'
import { RecordedRunner } from '#engine/recorder/recordedRunner.ts'
import type { Recorder } from '#engine/recorder/recorder.ts'
import { stackOf, type ZoneFault } from '#engine/zone/faults.ts'
import { ZoneRunner } from '#engine/zone/runner.ts'
import { UidSource } from '#engine/zone/uids.ts'
import { SUBJECT } from '#protocol/bus.ts'
import type { FromWorker, ToWorker, WorkerSetup, ZonePlacement } from './messages.ts'
import { ZoneLoop } from './zoneLoop.ts'

/** The work of a thread: it runs the zones that it is given until it is told to stop. */

const REPORT_EVERY_MS = 1_000

/** Faults told in one report: a rule that fails in each tick would drown the log. All count. */
const FAULTS_MAX = 10

assert(parentPort, 'This file runs as a worker of the pool')
const port = parentPort
const bus = new PortBus(port, noteReceiverFault)
let faults: ZoneFault[] = []
let isStopping = false
const recorders: Recorder[] = []
let loops: ZoneLoop[] = []
let reporting: NodeJS.Timeout | undefined
port.on('message', ({ setup, stop }: ToWorker) => {
  if (setup) startZones(setup)
  if (stop) stopZones()
})

function startZones(setup: WorkerSetup): void {
  loops = setup.zones.map((placement) => startZone(placement, setup))
  reporting = setInterval(report, REPORT_EVERY_MS)
  send({ ready: true })
}

function startZone(placement: ZonePlacement, { areas, recordings }: WorkerSetup): ZoneLoop {
  const { name, seed, uids, keeping } = placement
  const source = new UidSource(uids, () => {
    bus.publish(SUBJECT.uidsWanted, new TextEncoder().encode(name))
  })
  const own = areas.filter((area) => area.zone === name)
  const recorder = recordings && recorderOf(placement, own, recordings)
  bus.subscribe(SUBJECT.uids(name), (payload) => {
    const range = decodeUids(payload)
    recorder?.uids(range)
    source.add(range)
  })
  const setup = { name, areas: own, seed, uids: source, keeping, onFault: noteFault }
  const runner = recorder ? RecordedRunner.begin(setup, recorder) : new ZoneRunner(setup, bus)
  const loop = new ZoneLoop(runner)
  bus.subscribe(SUBJECT.zone(name), (payload) => loop.deliver(payload))
  bus.subscribe(SUBJECT.kept(name), (payload) => {
    loop.kept(decodeKept(payload))
    if (isStopping) endWhenKept()
  })
  return loop
}

function recorderOf(
  { name: zone, seed, uids, keeping }: ZonePlacement,
  own: WorkerSetup['areas'],
  recordings: Recordings,
): Recorder | undefined {
  const placed = { zone, seed, uids, keeping, snapshotPace: undefined, areas: own }
  const recorder = openRecorder(recordings, placed, bus, (notice) => send({ notice }))
  if (recorder) recorders.push(recorder)
  return recorder
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
      counted: loop.runner.zone.counted,
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
  for (const recorder of recorders) recorder.end()
  bus.flush()
  port.close()
}

function send(message: FromWorker): void {
  port.postMessage(message)
}
