import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { testDataDir } from '#migrations/testing.ts'
import type { Program, ProgramOptions } from '#program/beginning.ts'
import { readConfig } from '#program/config.ts'
import { startProgram } from '#program/program.ts'
import { Client } from './client.ts'
import { PATIENCE_MS } from './stage.ts'

/** Good enough for any character of a test. */
export const PASSWORD = 'lantern-light'

const AREAS = new URL('./areas/', import.meta.url)
const POLL_MS = 50

/** What is used of a tap test. */
interface Test {
  teardown(action: () => unknown): void
}

/** Settings of a program for tests: free ports, the cottage, a folder of its own. */
export function settingsFor(dataDir: string): Record<string, string> {
  return {
    LOAM_DATA_DIR: dataDir,
    LOAM_TELNET_PORT: '0',
    LOAM_TLS_PORT: '0',
    LOAM_HTTP_PORT: '0',
    LOAM_WEBSOCKET_PORT: '0',
    LOAM_AREAS: fileURLToPath(AREAS),
  }
}

/** The whole program in this process, for all tests of a file. It ends with `t`. */
export async function openWorld(
  t: Test,
  settings: Record<string, string> = {},
  options: ProgramOptions = {},
): Promise<World> {
  const config = readConfig({ ...settingsFor(await testDataDir(t)), ...settings })
  const log = pino({ level: 'fatal' }, pino.destination(2))
  const program = await startProgram(config, log, options)
  const world = new World(program)
  t.teardown(() => world.close())
  return world
}

/** A program that runs, and the clients it has. */
export class World {
  readonly program: Program
  readonly #clients = new Set<Client>()

  constructor(program: Program) {
    this.program = program
  }

  async connect(): Promise<Client> {
    return this.keep(await Client.connect(this.program.addresses.telnet ?? ''))
  }

  /** Has `client` end with the world, at the latest. */
  keep(client: Client): Client {
    this.#clients.add(client)
    return client
  }

  /** A client whose new character `name` stands in the kitchen, its screen read. */
  async newPlayer(name: string): Promise<Client> {
    return enter(await this.connect(), `create ${name} ${PASSWORD}`)
  }

  /** A client that plays the character `name`, which there is. */
  async player(name: string): Promise<Client> {
    return enter(await this.connect(), `connect ${name} ${PASSWORD}`)
  }

  get(path: string): Promise<{ status: number; body: string }> {
    return httpGet(this.program.addresses.http, path)
  }

  async close(): Promise<void> {
    for (const client of this.#clients) client.end()
    await this.program.stop()
  }
}

/** Signs in by one line, and waits for the prompt after the room. */
export async function enter(client: Client, line: string): Promise<Client> {
  await client.sees('By what name')
  client.send(line)
  await client.sees('sp> ')
  return client
}

/** @param address  host:port */
async function httpGet(address: string, path: string) {
  const response = await fetch(`http://${address}${path}`)
  return { status: response.status, body: await response.text() }
}

/** A metric's value, summed over its labels; 0 if there is none. */
export async function metric(address: string, name: string): Promise<number> {
  const { body } = await httpGet(address, '/metrics')
  const lines = body.split('\n').filter((line) => new RegExp(`^${name}(\\{| )`).test(line))
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
}

/**
 * Asks again and again until `holds`.
 *
 * @throws {Error} naming `what`, when patience ends
 */
export async function eventually(
  what: string,
  holds: () => Promise<boolean>,
  patienceMs = PATIENCE_MS,
): Promise<void> {
  const late = performance.now() + patienceMs
  while (!(await holds())) {
    if (performance.now() > late) throw new Error(`Still waiting for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}

/** A port that nothing uses just now. */
export async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return String(typeof address === 'object' ? address?.port : 0)
}
