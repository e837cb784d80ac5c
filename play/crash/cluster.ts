import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type EmbeddedServer, startEmbedded } from '#migrations/embedded/server.ts'
import { freePort } from '#play/world.ts'
import type { Chance } from '#systems/chance.ts'
import { startNats } from '#tools/services/nats.ts'
import { startRedis } from '#tools/services/redis.ts'
import type { Service } from '#tools/services/service.ts'
import { ZONES } from './market.ts'
import { WorldProcess } from './worldProcess.ts'

/** What is killed: a process of ours, or a server that all share. */
export const PARTS = ['world', 'edge', 'nats', 'redis', 'postgres'] as const

export type Part = (typeof PARTS)[number]

const WORLDS = 2
const EDGES = 2
/** Each process has a pool of eight and the journal's. */
const CONNECTIONS = 100
/** A server that was killed may be away for so long. */
const AWAY_MS_MAX = 2_000
/** A server of a database that has ended is looked for so often. */
const POLL_MS = 50
const DATABASE_BACK_MS = 60_000

/**
 * What processes say when others were killed, and is no fault of theirs: they try again, or are
 * told to end.
 */
const SHRUGS = /Accounts failed|could not|Cannot|ECONN|connection|terminat|another process runs/i

/** A world of many processes, each of which may be killed at any time. */
export class Cluster {
  /** Of its database. */
  readonly url: string
  readonly #servers: { postgres: EmbeddedServer; nats: Service; redis: Service }
  readonly #dataDir: string
  readonly #settings: Readonly<Record<string, string>>
  readonly #edgePorts: readonly string[]
  readonly #worlds: WorldProcess[] = []
  readonly #edges: WorldProcess[] = []
  readonly #faults: string[] = []

  private constructor(
    dataDir: string,
    servers: { postgres: EmbeddedServer; nats: Service & Url; redis: Service & Url },
    edgePorts: readonly string[],
  ) {
    this.#dataDir = dataDir
    this.#servers = servers
    this.#edgePorts = edgePorts
    this.url = servers.postgres.url
    this.#settings = {
      DATABASE_URL: this.url,
      NATS_URL: servers.nats.url,
      REDIS_URL: servers.redis.url,
      LOAM_TLS_PORT: '0',
    }
  }

  /** Starts all of it. @param dataDir  with a fresh cluster of the database in it */
  static async start(dataDir: string): Promise<Cluster> {
    const log = () => undefined
    const options = { dataDir, fsync: true, connections: CONNECTIONS, log }
    const [postgres, nats, redis] = await Promise.all([
      startEmbedded(options),
      startNats(),
      startRedis(),
    ])
    const ports = await Promise.all(Array.from({ length: EDGES }, freePort))
    const cluster = new Cluster(dataDir, { postgres, nats, redis }, ports)
    for (let i = 0; i < WORLDS; i++) cluster.#worlds.push(cluster.#newWorld())
    for (let i = 0; i < EDGES; i++) cluster.#edges.push(cluster.#newEdge(i))
    await Promise.all([...cluster.#worlds, ...cluster.#edges].map((each) => each.opens()))
    return cluster
  }

  /** The telnet port by which one comes in who has failed so often to come in. */
  portOf(seat: number, failures: number): number {
    return Number(this.#edgePorts[(seat + failures) % EDGES])
  }

  /** What any process took for a fault of its own. */
  takeFaults(): string[] {
    const running = [...this.#worlds, ...this.#edges].flatMap(({ faults }) => faults.splice(0))
    return [...this.#faults.splice(0), ...running]
  }

  /**
   * Makes ready to kill one that is a `part` of it.
   *
   * @returns kills at once, and resolves when it runs again
   */
  async aim(part: Part, chance: Chance): Promise<() => Promise<void>> {
    const awayMs = chance.integer(AWAY_MS_MAX)
    const isGentle = chance.oneIn(2)
    if (part === 'world') {
      const i = await this.#whereRuns(ZONES[chance.integer(ZONES.length)]!)
      return () => this.#replace(this.#worlds, i, () => this.#newWorld())
    }
    if (part === 'edge') {
      const i = chance.integer(EDGES)
      return () => this.#replace(this.#edges, i, () => this.#newEdge(i))
    }
    if (part === 'postgres') return () => this.#endDatabase(isGentle ? 'SIGINT' : 'SIGKILL')
    const server = this.#servers[part]
    return async () => {
      if (!isGentle) await server.kill()
      if (!isGentle) await delay(awayMs)
      await server.restart()
    }
  }

  /** Ends edges first, as players are to read a goodbye. */
  async stop(): Promise<void> {
    await Promise.all(this.#edges.map((each) => each.stop()))
    await Promise.all(this.#worlds.map((each) => each.stop()))
    const { postgres, nats, redis } = this.#servers
    await Promise.all([postgres.stop(), nats.stop(), redis.stop()])
  }

  #newWorld(): WorldProcess {
    return this.#process('world', { LOAM_TELNET_PORT: '0' })
  }

  #newEdge(i: number): WorldProcess {
    return this.#process('telnet', { LOAM_TELNET_PORT: this.#edgePorts[i]! })
  }

  #process(role: string, more: Record<string, string>): WorldProcess {
    return new WorldProcess({
      dataDir: this.#dataDir,
      settings: { ...this.#settings, ...more },
      args: ['--role', role],
      shrugs: SHRUGS,
    })
  }

  async #replace(all: WorldProcess[], i: number, start: () => WorldProcess): Promise<void> {
    const old = all[i]!
    await old.aim(false)()
    this.#faults.push(...old.faults)
    all[i] = start()
    await all[i].opens()
  }

  /** The world process that runs `zone`; any, while none does. */
  async #whereRuns(zone: string): Promise<number> {
    const shown = await Promise.all(this.#worlds.map((world) => world.metrics()))
    const at = shown.findIndex((metrics) => metrics.includes(`loam_zone_sessions{zone="${zone}"}`))
    return Math.max(0, at)
  }

  /** The database is started again by whoever started it. */
  async #endDatabase(signal: 'SIGINT' | 'SIGKILL'): Promise<void> {
    const pid = this.#databasePid()
    if (pid !== undefined) process.kill(pid, signal)
    const late = performance.now() + DATABASE_BACK_MS
    while (this.#databasePid() === pid || this.#databasePid() === undefined) {
      if (performance.now() > late) throw new Error('The database does not come back')
      await delay(POLL_MS)
    }
  }

  #databasePid(): number | undefined {
    try {
      const [pid] = readFileSync(join(this.#dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')
      return Number(pid)
    } catch {
      return undefined
    }
  }
}

interface Url {
  url: string
}
