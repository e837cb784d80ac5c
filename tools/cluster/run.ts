import { mkdirSync } from 'node:fs'
import { startEmbedded } from '#migrations/embedded/server.ts'
import { startNats } from '#tools/services/nats.ts'
import { startRedis } from '#tools/services/redis.ts'
import { type PlannedProcess, planOf, USAGE } from './plan.ts'
import { Supervised } from './supervised.ts'
import { noteLine, type Reached, tableOf } from './table.ts'

/** `npm run cluster`: a whole world of many processes on this machine, until ctrl-C. */

const MAIN = new URL('../../main.ts', import.meta.url).pathname
const NODE_24 = new URL('../node24.js', import.meta.url).pathname
/** Each process has a pool of eight and the journal's; they are seldom all in use. */
const CONNECTIONS = 120

/** A server that is used, and how it is stopped if it is ours. */
interface Server {
  name: string
  setting: string
  url: string
  place: string
  stop(): Promise<void>
}

const say = (words: string) => process.stdout.write(`${words}\n`)

try {
  const plan = planOf(process.argv.slice(2))
  if (plan.help) say(USAGE)
  else await run(plan.data, plan.processes)
} catch (error) {
  const isCoded = error instanceof Error && 'code' in error
  process.stderr.write(`${isCoded ? error.message : (error as Error).stack}\n`)
  process.exitCode = 1
}

async function run(data: string, planned: readonly PlannedProcess[]): Promise<void> {
  const asked = stopAsked()
  const servers: Server[] = []
  const processes: Supervised[] = []
  try {
    say('Starting PostgreSQL, NATS and Redis ...')
    for (const start of [() => postgres(data), nats, redis]) servers.push(await start())
    const environment = Object.fromEntries(servers.map(({ setting, url }) => [setting, url]))
    say(`Starting ${planned.length} processes of Loam ...`)
    processes.push(...startAll(planned, { ...environment, LOAM_DATA_DIR: data }, servers))
    await asked
    say('\nPlayers are told, and everything is kept ...')
  } finally {
    // Edges first, as players are to read a goodbye; and what zones write is kept before the end.
    const edges = processes.filter((_, i) => isEdge(planned[i]!))
    await Promise.all(edges.map((each) => each.stop()))
    await Promise.all(processes.map((each) => each.stop()))
    for (const server of servers.reverse()) await server.stop()
  }
  say('All is closed.')
}

/** What edges say last is for the others, which end after them. */
function isEdge({ role }: PlannedProcess): boolean {
  return role !== 'world' && role !== 'chat'
}

/** Starts the processes, and prints the table when all of them are open. */
function startAll(
  planned: readonly PlannedProcess[],
  environment: Readonly<Record<string, string>>,
  servers: readonly Server[],
): Supervised[] {
  const reached = new Map<string, Reached>()
  const width = Math.max(...planned.map(({ name }) => name.length))
  return planned.map(({ name, role, settings }) => {
    const tell = (line: string) => process.stderr.write(`${name.padEnd(width)} | ${line}\n`)
    const found: Reached = {}
    return new Supervised({
      name,
      command: process.execPath,
      args: ['--import', NODE_24, MAIN, '--role', role],
      env: { LOAM_LOG_LEVEL: 'warn', ...process.env, ...environment, ...settings },
      onLine: (line, from) => {
        if (from === 'errors') return tell(line)
        noteLine(found, line)
        if (!line.startsWith('Ctrl-C')) return
        const isFirst = !reached.has(name)
        reached.set(name, { ...found })
        if (!isFirst) tell(`is open again: ${found.telnet ?? found.websocket ?? found.health}`)
        else if (reached.size === planned.length) say(opened(planned, reached, servers))
      },
      onNews: tell,
    })
  })
}

function opened(
  planned: readonly PlannedProcess[],
  reached: ReadonlyMap<string, Reached>,
  servers: readonly Server[],
): string {
  const places = Object.fromEntries(servers.map(({ name, place }) => [name, place]))
  const table = tableOf(planned, reached, places)
  return `\nOne world in ${planned.length} processes is open.\n\n${table}\n\nCtrl-C stops it all.\n`
}

async function postgres(data: string): Promise<Server> {
  const named = { name: 'PostgreSQL', setting: 'DATABASE_URL' }
  const given = givenServer(named.setting)
  if (given) return { ...named, ...given }
  mkdirSync(data, { recursive: true })
  const log = (level: 'debug' | 'warn', words: string) => {
    if (level === 'warn') process.stderr.write(`PostgreSQL: ${words}\n`)
  }
  const server = await startEmbedded({ dataDir: data, fsync: true, log, connections: CONNECTIONS })
  return { ...named, ...server, place: `${data}/postgres (private)` }
}

async function nats(): Promise<Server> {
  const named = { name: 'NATS', setting: 'NATS_URL' }
  const given = givenServer(named.setting)
  if (given) return { ...named, ...given }
  const { url, stop } = bound(await startNats())
  return { ...named, url, place: url, stop }
}

async function redis(): Promise<Server> {
  const named = { name: 'Redis', setting: 'REDIS_URL' }
  const given = givenServer(named.setting)
  if (given) return { ...named, ...given }
  const { url, stop } = bound(await startRedis())
  return { ...named, url, place: url, stop }
}

function bound(service: { url: string; stop(): Promise<void> }) {
  return { url: service.url, stop: () => service.stop() }
}

/** One that the environment names is not ours to stop, and its address may hold a password. */
function givenServer(setting: string): Pick<Server, 'url' | 'place' | 'stop'> | undefined {
  const url = process.env[setting]
  if (url === undefined || url === '') return undefined
  return { url, place: `of ${setting}`, stop: async () => {} }
}

function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve())
  })
}
