import { setTimeout as sleep } from 'node:timers/promises'
import type { Child } from '#bench/child.ts'
import { defineTrial, type Role, type TrialFigure } from '#bench/define.ts'
import { type Setup, withSetup } from '#bench/setup.ts'
import { NatsBus } from '#engine/bus/natsBus.ts'
import { CLIENT_PROTOCOL } from '#protocol/client.ts'
import { startNats } from '#tools/services/nats.ts'
import type { Backlog, EdgePlace } from './edgeServer.ts'
import { FedWorld } from './fedWorld.ts'

/** What all of them may cost: see R6 of the reliability page. */
const MEMORY_MB_MAX = 100
const MEASURED_FOR = 1_000

const PER_ROOM = 10
/** With texts so long the system's own buffers are filled first. */
const LONG_TEXT = 'The bell of the tower strikes, and strikes, and strikes. '.repeat(35)
/** So many of them between two looks. */
const TEXTS_AT_ONCE = 8
/** Then with so many short ones between two looks. */
const NEWS_AT_ONCE = 20
/** While all is read, as often as it takes until the system's buffers would be full. */
const LOOKS_WHILE_READ = 200
const SETTLE_MS = 1_500
const LOOK_MS = 5
const PATIENCE_MS = 90_000

const MADE_WITH = ['uWebSockets.js', 'ws', 'telnet'] as const

interface Task {
  size: number
  natsUrl: string
  crowd: Child
  setup: Setup
  progress(doing: string): void
}

/** Waits until `holds`, asking again and again. */
async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const late = performance.now() + PATIENCE_MS
  while (!(await holds())) {
    if (performance.now() > late) throw new Error(`Still waiting for ${what}`)
    await sleep(LOOK_MS)
  }
}

function shoutAll(fed: FedWorld): void {
  for (let i = 0; i < TEXTS_AT_ONCE; i++) fed.shout(LONG_TEXT)
}

function tellNews(fed: FedWorld): void {
  for (let i = 0; i < NEWS_AT_ONCE; i++) fed.tellAll()
}

/** The most memory that the same takes when all is read at once. */
async function mostWhileRead(server: Child, fed: FedWorld): Promise<number> {
  let mostMb = 0
  for (let look = 0; look < LOOKS_WHILE_READ; look++) {
    if (look < LOOKS_WHILE_READ / 2) shoutAll(fed)
    else tellNews(fed)
    mostMb = Math.max(mostMb, (await server.usage()).residentMb)
    await sleep(LOOK_MS)
  }
  await sleep(SETTLE_MS)
  return mostMb
}

/** Clients of one edge who come in and then read no more, until it has found all of them slow. */
async function measure(
  { size, natsUrl, crowd, setup, progress }: Task,
  madeWith: EdgePlace['madeWith'],
): Promise<TrialFigure[]> {
  const world = `slow-${madeWith}`
  const bus = new NatsBus({ url: natsUrl, world })
  setup.ends(() => bus.close())
  await bus.linked()
  const server = setup.child({ script: 'websocket/edgeServer.ts' })
  const place: EdgePlace = { natsUrl, world, edge: 'edge', madeWith, accounts: size }
  const port = await server.ask<number>('listen', place)
  const rooms = Math.ceil(size / PER_ROOM)
  const pace = { rooms, zones: 1, turnsPerSecond: 0, roomsPerTurn: 0 }
  const fed = new FedWorld(bus, 'edge', pace, PER_ROOM)
  progress(`${madeWith}: connecting`)
  const who = { name: madeWith, port, count: size }
  const how = { protocol: CLIENT_PROTOCOL, perRoom: PER_ROOM, hello: true, deflates: false }
  await crowd.ask(madeWith === 'telnet' ? 'dial' : 'connect', { ...who, ...how })
  await until('all to be in the world', async () => fed.entered === size)
  progress(`${madeWith}: all read`)
  const residentMb = await mostWhileRead(server, fed)
  await crowd.ask('pause', madeWith)
  progress(`${madeWith}: nobody reads`)
  await until('the buffers of the system to be full', async () => {
    const { least } = await server.ask<Backlog>('backlog')
    if (least === 0) shoutAll(fed)
    return least > 0
  })
  let mostMb = 0
  let mostWaiting = 0
  await until('all to be found slow', async () => {
    const { most, slow } = await server.ask<Backlog>('backlog')
    mostWaiting = Math.max(mostWaiting, most)
    mostMb = Math.max(mostMb, (await server.usage()).residentMb)
    tellNews(fed)
    return slow >= size
  })
  fed.close()
  const way = madeWith === 'telnet' ? 'telnet' : `websocket over ${madeWith}`
  return [
    { ...figure(way, 'ours', 'memory', mostMb - residentMb, 'MB'), goal: 1 },
    figure(way, 'ours', 'most that waits for one', mostWaiting / 1024, 'KB'),
  ]
}

function figure(way: string, role: Role, metric: string, value: number, unit: string): TrialFigure {
  return { way, role, metric, value, unit, better: 'lower' }
}

/**
 * Clients who stop to read while their rooms have news, until the edge leaves them out or cuts
 * them: what that costs in memory, beyond what the system itself holds, and beyond what the same
 * news cost while they were read.
 */
export default defineTrial({
  name: 'slow readers',
  sizes: { smoke: 2, full: [300] }, // clients
  run: (size, _full, progress) =>
    withSetup(async (setup) => {
      const nats = await startNats()
      setup.ends(() => nats.stop())
      const crowd = setup.child({ script: 'websocket/crowd.ts' })
      const task = { size, natsUrl: nats.url, crowd, setup, progress }
      const allowed = (MEMORY_MB_MAX * size) / MEASURED_FOR
      const figures = [figure('allowed', 'limit', 'memory', allowed, 'MB')]
      for (const madeWith of MADE_WITH) figures.push(...(await measure(task, madeWith)))
      return figures
    }),
})
