import { NatsBus } from '#engine/bus/natsBus.ts'
import { connectDatabase, type Database } from '#migrations/connect.ts'
import { DatabaseError } from '#migrations/errors.ts'
import { loadWorld } from './areas.ts'
import type { Addresses, Beginning, Program } from './beginning.ts'
import type { Desk } from './desk.ts'
import type { Ground } from './ground.ts'
import { untilReached } from './reach.ts'
import { openHttp } from './roles/http.ts'
import type { Cluster, Role } from './roles.ts'
import { readTls } from './tls.ts'

/**
 * Starts some roles of a world of many processes, on servers that all share. Whatever is not there
 * yet is waited for, and the process is not ready meanwhile.
 */
export async function startRoles(
  beginning: Beginning,
  cluster: Cluster,
): Promise<Omit<Program, 'stop'>> {
  const { config, threads } = beginning
  const has = (role: Role) => cluster.roles.includes(role)
  if (has('world')) threads.startAhead()
  const world = await loadWorld(config.areas)
  const tls = await readTls(config)
  const desk = new LateDesk()
  const http = await openHttp(beginning, has('http') ? desk.get : undefined)
  const database = await reachDatabase(beginning, cluster)
  const bus = await reachBus(beginning, cluster)
  const ground: Ground = { ...beginning, ...world, tls, database, bus }
  if (has('world')) {
    const { startWorld } = await import('./roles/world.ts')
    await startWorld(ground, { threads })
  }
  if (has('chat')) (await import('./roles/chat.ts')).startChat(ground)
  const edges = EDGES.filter(([role]) => has(role))
  let addresses: Addresses = { http }
  if (edges.length > 0) await desk.makeReady(ground)
  for (const [, open] of edges) {
    addresses = { ...addresses, ...(await open(ground, desk.get())) }
  }
  return { addresses, database: database.place }
}

/** Roles for which there is a desk, and how they begin; they end in the opposite order. */
const EDGES: readonly [Role, (ground: Ground, desk: Desk) => Promise<Partial<Addresses>>][] = [
  // Its port is open already, and answers from now on.
  ['http', async () => ({})],
  ['telnet', async (...on) => (await import('./roles/telnet.ts')).openTelnet(...on)],
  ['websocket', async (...on) => (await import('./roles/websocket.ts')).openWebSocket(...on)],
]

/** What edges share, once the servers are there that it needs. */
class LateDesk {
  #desk: Desk | undefined

  /** @throws while it is not ready */
  readonly get = (): Desk => {
    if (!this.#desk) throw new Error('This process still waits for its servers')
    return this.#desk
  }

  async makeReady(ground: Ground): Promise<void> {
    const { readyDesk } = await import('./desk.ts')
    this.#desk = await readyDesk(ground)
  }
}

async function reachDatabase(beginning: Beginning, { databaseUrl }: Cluster): Promise<Database> {
  const { config, log, parts, health } = beginning
  const { dataDir } = config
  const onLog = (level: 'debug' | 'warn', words: string) => log[level](words)
  const connect = () => connectDatabase({ url: databaseUrl, dataDir, onLog })
  const isAway = (error: unknown) =>
    !(error instanceof DatabaseError) || error.code === 'DATABASE_UNREACHABLE'
  const database = await untilReached('the database', connect, { ...beginning, isAway })
  parts.add('database', database.stop)
  health.add(() => database.health())
  return database
}

/** The bus connects by itself, again and again, and says why it cannot. */
async function reachBus(beginning: Beginning, cluster: Cluster): Promise<NatsBus> {
  const { log, parts, health, signal, metrics } = beginning
  health.waits('waits for NATS')
  const bus = new NatsBus({
    url: cluster.natsUrl,
    world: cluster.world,
    name: `loam ${cluster.roles.join(' ')}`,
    onFault: (subject, err) => log.error({ err, subject }, 'could not receive'),
    onTrouble: (words) => log.warn(words),
  })
  parts.add('bus', () => bus.close())
  for (const [name, help] of BUS_TOTALS) {
    metrics.addCounter(`loam_bus_${name}`, help, () => bus.counters[name])
  }
  health.add(() => {
    if (!bus.isLinked) throw new Error('there is no connection to NATS')
  })
  await Promise.race([bus.linked(), aborted(signal)])
  return bus
}

const BUS_TOTALS = [
  ['published', 'Messages sent to other processes'],
  ['received', 'Messages received from other processes'],
  ['dropped', 'Messages that could not be sent'],
  ['broken', 'Large messages of which a piece was lost'],
  ['reconnects', 'Times that NATS was connected to again'],
] as const

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = () => reject(signal.reason)
    if (signal.aborted) end()
    else signal.addEventListener('abort', end, { once: true })
  })
}
