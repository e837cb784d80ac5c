import { setTimeout as sleep } from 'node:timers/promises'
import type { Child } from '#bench/child.ts'
import { defineTrial, type Role, type TrialFigure } from '#bench/define.ts'
import { type Setup, withSetup } from '#bench/setup.ts'
import { quantile } from '#bench/statistics.ts'
import { NatsBus } from '#engine/bus/natsBus.ts'
import { CLIENT_PROTOCOL } from '#protocol/client.ts'
import { startNats } from '#tools/services/nats.ts'
import type { Crowd, Received } from './countingClient.ts'
import type { EdgePlace } from './edgeServer.ts'
import { FedWorld } from './fedWorld.ts'
import type { Pace } from './pace.ts'

const PER_ROOM = 10
const ZONES = 10
const TURNS_PER_SECOND = 20
const ROOMS_PER_TURN = 10

/** CPU time for each message that an edge may take, times what the limit takes. */
const GOAL_RATIO = 2

const ROUNDS = 6
const SPAN_MS = 2_000
const SMOKE_SPAN_MS = 100
/** What is on its way when a span ends has arrived after so long. */
const SETTLE_MS = 300
const STEP_MS = 20
const PATIENCE_MS = 60_000

/** A server with its crowd, and how a span of news begins and ends. */
interface Contender {
  way: string
  role: Role
  server: Child
  start(): unknown
  /** @returns for how many rooms there was news, each counted as often as there was */
  stop(): Promise<number>
  rounds: Round[]
}

/** What was measured of one contender in one span. */
interface Round {
  cpuUsPerMessage: number
  perSecond: number
  /** Messages that ought to have come and have not. */
  missing: number
}

interface Task {
  size: number
  full: boolean
  pace: Pace
  setup: Setup
  crowd: Child
  progress(doing: string): void
}

/** Our edge, fed over a bus of many processes, with a client for each place in each room. */
async function startEdge(
  task: Task,
  natsUrl: string,
  madeWith: EdgePlace['madeWith'],
): Promise<Contender & { message: Uint8Array }> {
  const { setup, pace, size } = task
  const way = madeWith === 'ws' ? 'loam over ws' : 'loam'
  const world = `fanout-${madeWith}`
  const bus = new NatsBus({ url: natsUrl, world })
  setup.ends(() => bus.close())
  await bus.linked()
  const server = setup.child({ script: 'websocket/edgeServer.ts' })
  const edge = `edge-${madeWith}`
  const place: EdgePlace = { natsUrl, world, edge, madeWith, accounts: 0 }
  const port = await server.ask<number>('listen', place)
  const fed = new FedWorld(bus, edge, pace, PER_ROOM)
  await connectCrowd(task, { name: way, port, protocol: CLIENT_PROTOCOL, hello: true })
  await until(`${size} sessions in the world`, () => fed.entered === size)
  return {
    way,
    role: 'ours',
    server,
    start: () => fed.start(),
    stop: async () => fed.stop(),
    rounds: [],
    message: fed.message,
  }
}

/** The same bytes to as many, by uWebSockets.js alone. */
async function startBare(task: Task, message: Uint8Array): Promise<Contender> {
  const way = 'bare uWebSockets.js'
  const server = task.setup.child({ script: 'websocket/bareServer.ts' })
  const port = await server.ask<number>('listen')
  await connectCrowd(task, { name: way, port, protocol: 'bare', hello: false })
  return {
    way,
    role: 'limit',
    server,
    start: () => server.ask('start', { ...task.pace, message, compress: false }),
    stop: () => server.ask<number>('stop'),
    rounds: [],
  }
}

async function connectCrowd(
  { crowd, size, progress }: Task,
  who: Pick<Crowd, 'name' | 'port' | 'protocol' | 'hello'>,
): Promise<void> {
  progress(`${who.name}: connecting ${size}`)
  await crowd.ask('connect', { ...who, count: size, perRoom: PER_ROOM, deflates: false })
}

/** Sends news for a while, and takes the server's CPU time for each message that has arrived. */
async function measure({ crowd }: Task, contender: Contender, spanMs: number): Promise<Round> {
  const { server, way } = contender
  const received = () => crowd.ask<Received>('received', way)
  const before = await received()
  const { cpuMs } = await server.usage()
  await contender.start()
  await sleep(spanMs)
  const rooms = await contender.stop()
  await sleep(SETTLE_MS)
  const usage = await server.usage()
  const after = await received()
  const messages = after.messages - before.messages
  return {
    cpuUsPerMessage: ((usage.cpuMs - cpuMs) * 1000) / Math.max(1, messages),
    perSecond: (messages / spanMs) * 1000,
    missing: rooms * PER_ROOM - messages + after.lost,
  }
}

function figuresOf({ way, role, rounds }: Contender, limit: Contender): TrialFigure[] {
  const median = (of: (round: Round, i: number) => number) => quantile(rounds.map(of), 0.5)
  const note = (
    metric: string,
    value: number,
    unit: string,
    better: 'lower' | 'higher' = 'lower',
  ): TrialFigure => ({ way, role, metric, value, unit, better })
  const times = (round: Round, i: number) => {
    return round.cpuUsPerMessage / limit.rounds[i]!.cpuUsPerMessage
  }
  return [
    {
      ...note(
        'CPU',
        median(({ cpuUsPerMessage }) => cpuUsPerMessage),
        'µs/message',
      ),
      ...(role === 'ours' && { ratio: median(times), goal: GOAL_RATIO }),
    },
    note(
      'delivered',
      median(({ perSecond }) => perSecond),
      'messages/s',
      'higher',
    ),
    note(
      'missing',
      rounds.reduce((sum, { missing }) => sum + missing, 0),
      'messages',
    ),
  ]
}

async function until(what: string, holds: () => boolean): Promise<void> {
  const late = performance.now() + PATIENCE_MS
  while (!holds()) {
    if (performance.now() > late) throw new Error(`Still waiting for ${what}`)
    await sleep(STEP_MS)
  }
}

async function run(task: Task): Promise<TrialFigure[]> {
  const { setup, full, progress } = task
  const nats = await startNats()
  setup.ends(() => nats.stop())
  const ours = await startEdge(task, nats.url, 'uWebSockets.js')
  const bare = await startBare(task, ours.message)
  const contenders = [ours, bare, await startEdge(task, nats.url, 'ws')]
  const rounds = full ? ROUNDS : 1
  // The first round is for warming up.
  for (let round = full ? 0 : 1; round <= rounds; round++) {
    progress(`round ${round} of ${rounds}`)
    for (const contender of contenders) {
      const measured = await measure(task, contender, full ? SPAN_MS : SMOKE_SPAN_MS)
      if (round > 0) contender.rounds.push(measured)
    }
  }
  return contenders.flatMap((each) => figuresOf(each, bare))
}

/**
 * An edge of WebSocket clients that all stand in rooms of ten: its CPU time for each message that
 * reaches a client, from the zones' frames on a bus over NATS. The limit is uWebSockets.js alone,
 * which makes up the same messages by itself; the goal is twice that at most.
 */
export default defineTrial({
  name: 'websocket: news of rooms, to all who watch',
  sizes: { smoke: 20, full: [5_000] }, // clients
  run: (size, full, progress) =>
    withSetup((setup) => {
      const crowd = setup.child({ script: 'websocket/crowd.ts' })
      const rooms = Math.ceil(size / PER_ROOM)
      const pace: Pace = {
        rooms,
        zones: Math.min(ZONES, rooms),
        turnsPerSecond: TURNS_PER_SECOND,
        roomsPerTurn: ROOMS_PER_TURN,
      }
      return run({ size, full, pace, setup, crowd, progress })
    }),
})
