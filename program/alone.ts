import { LocalBus } from '#engine/bus/localBus.ts'
import { connectDatabase } from '#migrations/connect.ts'
import type { EmbeddedServer } from '#migrations/embedded/server.ts'
import { loadWorld } from './areas.ts'
import type { Addresses, Beginning, Program } from './beginning.ts'
import type { Ground } from './ground.ts'
import { startWorld } from './roles/world.ts'
import { readTls } from './tls.ts'

/** Starts every part of Loam in this process, in the order in which they need each other. */
export async function startAlone(beginning: Beginning): Promise<Omit<Program, 'stop'>> {
  const { config, log, parts, health, threads, server } = beginning
  threads.startAhead()
  // Should the start fail before the database takes it; what is wrong with it is told there.
  if (server !== undefined) parts.add('database server', () => stopAhead(server))
  const world = await loadWorld(config.areas)
  const tls = await readTls(config)
  const database = await connectDatabase({
    url: config.databaseUrl,
    dataDir: config.dataDir,
    server,
    onLog: (level, words) => log[level](words),
  })
  parts.add('database', database.stop)
  health.add(() => database.health())
  const bus = new LocalBus((subject, err) => log.error({ err, subject }, 'could not receive'))
  const ground: Ground = { ...beginning, ...world, tls, database, bus }
  const edges = new Edges(ground)
  await startWorld(ground, { threads, onPlaced: () => edges.makeReady() })
  return { addresses: await edges.open(), database: database.place }
}

async function stopAhead(server: Promise<EmbeddedServer>): Promise<void> {
  const started = await server.catch(() => undefined)
  await started?.stop()
}

/** The edges, which are loaded and made ready while the zones' threads make the world. */
class Edges {
  readonly #ground: Ground
  #ready: Promise<() => Promise<Addresses>> | undefined

  constructor(ground: Ground) {
    this.#ground = ground
  }

  makeReady(): void {
    // What goes wrong is told to whoever opens them.
    this.#whenReady().catch(() => {})
  }

  async open(): Promise<Addresses> {
    const open = await this.#whenReady()
    return open()
  }

  #whenReady(): Promise<() => Promise<Addresses>> {
    this.#ready ??= this.#load()
    return this.#ready
  }

  async #load(): Promise<() => Promise<Addresses>> {
    const [{ readyDesk }, { startChat }, { openTelnet }, { openWebSocket }, { openHttp }] =
      await Promise.all([
        import('./desk.ts'),
        import('./roles/chat.ts'),
        import('./roles/telnet.ts'),
        import('./roles/websocket.ts'),
        import('./roles/http.ts'),
      ])
    const ground = this.#ground
    const desk = await readyDesk(ground)
    return async () => {
      startChat(ground)
      const telnet = await openTelnet(ground, desk)
      const websocket = await openWebSocket(ground, desk)
      return { ...telnet, ...websocket, http: await openHttp(ground, () => desk) }
    }
  }
}
