import { setTimeout as sleep } from 'node:timers/promises'
import { defineTrial, type Role, type TrialFigure } from '#bench/define.ts'
import { nameOf } from '#bench/names.ts'
import { quantile } from '#bench/statistics.ts'
import { loadAreas } from '#scripting/areas/load.ts'
import { Bot } from './bot.ts'
import { type Driven, driveClosed, driveOpen, type Player, type Span } from './drive.ts'
import { canWatch, cpuSeconds, residentKb } from './processes.ts'
import { type Server, startEcho, startLoam } from './server.ts'
import { Echoist, Streets, signUp, Wanderer } from './workload.ts'

/** Telnet's IAC GA, which ends a prompt for a client that agrees to nothing. */
const GO_AHEAD = Buffer.of(255, 249)
const LINE_END = Buffer.from('\r\n')
const GREETING = Buffer.from('By what name')

/** Sign-ups at once: each costs the server some 20 ms of work, and it does two at a time. */
const SIGN_UPS_AT_ONCE = 8
const CONNECTS_AT_ONCE = 50

const CLOSED: Span = { warmUpMs: 1_500, measuredMs: 5_000 }
const OPEN: Span = { warmUpMs: 1_500, measuredMs: 8_000 }
const LIMIT: Span = { warmUpMs: 500, measuredMs: 3_000 }
const SMOKE: Span = { warmUpMs: 0, measuredMs: 300 }

/** So long a server may settle before its memory is looked at. */
const SETTLE_MS = 1_000

const OVERRUNS = 'loam_zone_ticks_overrun_total'

/** Someone whose figures are gathered. */
interface Measured {
  way: string
  role: Role
  figures: TrialFigure[]
}

function note(
  to: Measured,
  metric: string,
  value: number,
  unit: string,
  better: 'lower' | 'higher',
) {
  to.figures.push({ way: to.way, role: to.role, metric, value, unit, better })
}

function noteDriven(to: Measured, loop: string, driven: Driven): void {
  const { latenciesMs, seconds, cpuSeconds: cpu, reads, unanswered } = driven
  const count = latenciesMs.length
  note(to, `${loop}: rate`, count / seconds, 'commands/s', 'higher')
  if (count > 0) {
    note(to, `${loop}: p50`, quantile(latenciesMs, 0.5), 'ms', 'lower')
    note(to, `${loop}: p99`, quantile(latenciesMs, 0.99), 'ms', 'lower')
    if (canWatch) note(to, `${loop}: CPU`, (cpu * 1000) / count, 's/1000 commands', 'lower')
    // What one does, others see: each message to each of them is part of a command's price.
    note(to, `${loop}: messages`, reads / count, 'messages/command', 'lower')
  }
  note(to, `${loop}: unanswered`, unanswered, '', 'lower')
}

/** Does `work` for 0 … `count` − 1, so many at a time. */
async function eachOf(
  count: number,
  atOnce: number,
  work: (i: number) => Promise<void>,
): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < count) await work(next++)
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker))
}

interface Task {
  size: number
  full: boolean
  progress(doing: string): void
}

/** Drives `players` in both ways, with the CPU time of `server` beside. */
async function driveBoth(
  to: Measured,
  server: Server,
  players: readonly Player[],
  { full, progress }: Task,
): Promise<void> {
  const [closed, open] = !full
    ? [SMOKE, SMOKE]
    : to.role === 'limit'
      ? [LIMIT, LIMIT]
      : [CLOSED, OPEN]
  const cpu = () => (canWatch ? cpuSeconds(server.pid) : 0)
  progress(`${to.way}: closed loop`)
  noteDriven(to, 'closed loop', await driveClosed(players, closed, cpu))
  progress(`${to.way}: open loop`)
  noteDriven(to, 'open loop', await driveOpen(players, open, cpu))
}

/** What `size` connections cost that only look at the greeting. */
async function noteIdle(loam: Measured, server: Server, emptyKb: number, task: Task) {
  task.progress('connecting')
  const bots: Bot[] = []
  try {
    await eachOf(task.size, CONNECTS_AT_ONCE, async (i) => {
      bots[i] = await Bot.connect(server.port, GO_AHEAD, GREETING)
    })
    await settle(task)
    noteMemory(loam, 'memory: connection', server, emptyKb, task.size)
  } finally {
    for (const bot of bots) bot.close()
  }
}

function noteMemory(to: Measured, metric: string, server: Server, emptyKb: number, size: number) {
  if (canWatch) note(to, metric, (residentKb(server.pid) - emptyKb) / size, 'KB', 'lower')
}

function settle({ full }: Task): Promise<void> {
  return sleep(full ? SETTLE_MS : 0)
}

/** Connects each player and makes its character. */
async function enterAll(server: Server, players: Player[], { size, progress }: Task) {
  const streets = new Streets(loadAreas(new URL('../../scripting/areas/', import.meta.url)))
  let entered = 0
  await eachOf(size, SIGN_UPS_AT_ONCE, async (i) => {
    const bot = await Bot.connect(server.port, GO_AHEAD, GREETING)
    players.push({ bot, workload: new Wanderer(streets, i) })
    await bot.ask(signUp(nameOf(i)))
    progress(`signed up ${++entered} of ${size}`)
  })
}

async function driveLoam(task: Task): Promise<TrialFigure[]> {
  const { size, progress } = task
  const loam: Measured = { way: 'loam', role: 'ours', figures: [] }
  progress('starting Loam')
  const server = await startLoam()
  const players: Player[] = []
  try {
    await settle(task)
    const emptyKb = residentKb(server.pid)
    await noteIdle(loam, server, emptyKb, task)
    await enterAll(server, players, task)
    await settle(task)
    noteMemory(loam, 'memory: player', server, emptyKb, size)
    await driveBoth(loam, server, players, task)
    note(loam, 'ticks overrun', await server.metric(OVERRUNS), '', 'lower')
  } finally {
    for (const { bot } of players) bot.close()
    progress('stopping Loam')
    await server.stop()
  }
  return loam.figures
}

async function driveEcho(task: Task): Promise<TrialFigure[]> {
  const echo: Measured = { way: 'bare Node echo', role: 'limit', figures: [] }
  const server = await startEcho()
  const players: Player[] = []
  try {
    await eachOf(task.size, CONNECTS_AT_ONCE, async () => {
      players.push({ bot: await Bot.connect(server.port, LINE_END), workload: new Echoist() })
    })
    await driveBoth(echo, server, players, task)
  } finally {
    for (const { bot } of players) bot.close()
    await server.stop()
  }
  return echo.figures
}

/**
 * The whole program with players on it, on the cores that the bots need as well: each types the
 * next line at its answer (closed loop), then one a second (open loop). All walk about in the
 * world that is shipped, so that the more there are, the more each is shown.
 */
export default defineTrial({
  name: 'telnet bots',
  sizes: { smoke: 3, full: [100, 1_000] },
  async run(size, full, progress) {
    const task = { size, full, progress }
    return [...(await driveLoam(task)), ...(await driveEcho(task))]
  },
})
