import { mkdtemp, rm } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { type Config, readConfig } from '#program/config.ts'
import { type Program, startProgram } from '#program/program.ts'
import { PATIENCE_MS, type Stage } from './stage.ts'
import { linesOf } from './transcript.ts'

const IAC = 255
const GO_AHEAD = 249
const SB = 250
const SE = 240
const PASSWORD = 'lantern-light'

/** A stage that is the whole program, with its database, reached over real sockets. */
export class Abroad implements Stage {
  readonly program: Program
  readonly #dataDir: string
  readonly #clients = new Map<string, Client>()

  private constructor(program: Program, dataDir: string) {
    this.program = program
    this.#dataDir = dataDir
  }

  static async open(areasDirectory: URL): Promise<Abroad> {
    const dataDir = await mkdtemp(join(tmpdir(), 'loam-play-'))
    const program = await startProgram(
      configFor(dataDir, areasDirectory),
      pino({ level: 'error' }, pino.destination(2)),
    )
    return new Abroad(program, dataDir)
  }

  async enter(name: string): Promise<void> {
    const client = await Client.connect(this.program.addresses.telnet)
    this.#clients.set(name, client)
    await client.prompted()
    client.send(`create ${name} ${PASSWORD}`)
    await client.prompted()
    client.lines()
  }

  async type(name: string, line: string): Promise<void> {
    const client = this.#clients.get(name)!
    client.send(line)
    await client.prompted()
  }

  async read(name: string, linesWanted: number): Promise<string[]> {
    const client = this.#clients.get(name)!
    await client.until(() => client.linesHeld >= linesWanted)
    return client.lines()
  }

  async close(): Promise<void> {
    for (const client of this.#clients.values()) client.end()
    await this.program.stop()
    await rm(this.#dataDir, { recursive: true, force: true })
  }
}

/** Settings of a program for tests: free ports, a folder of its own. */
export function configFor(dataDir: string, areasDirectory: URL): Config {
  return readConfig({
    LOAM_DATA_DIR: dataDir,
    LOAM_TELNET_PORT: '0',
    LOAM_HTTP_PORT: '0',
    LOAM_AREAS: fileURLToPath(areasDirectory),
  })
}

/** A telnet client that agrees to nothing: text, and the marks after prompts. */
export class Client {
  readonly #socket: Socket
  #screen = ''
  #prompts = 0
  #promptsTaken = 0
  #pending: Buffer = Buffer.alloc(0)
  #changed: (() => void) | undefined
  isClosed = false

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', (bytes) => this.#receive(bytes))
    socket.on('error', () => undefined)
    socket.on('close', () => {
      this.isClosed = true
      this.#changed?.()
    })
  }

  /** @param address  host:port */
  static connect(address: string): Promise<Client> {
    const at = address.lastIndexOf(':')
    const socket = connect(Number(address.slice(at + 1)), address.slice(0, at))
    return new Promise((resolve, reject) => {
      socket.once('error', reject)
      socket.once('connect', () => resolve(new Client(socket)))
    })
  }

  send(line: string): void {
    this.#socket.write(`${line}\r\n`)
  }

  /** Sends bytes as they are. */
  sendRaw(bytes: Uint8Array): void {
    this.#socket.write(bytes)
  }

  /** Waits for the next prompt that was not waited for yet. */
  async prompted(): Promise<void> {
    const wanted = this.#promptsTaken + 1
    await this.until(() => this.#prompts >= wanted)
    this.#promptsTaken = this.#prompts
  }

  /** Waits until `holds`, or the connection ends, or patience does. */
  async until(holds: () => boolean): Promise<void> {
    const late = AbortSignal.timeout(PATIENCE_MS)
    while (!holds() && !late.aborted && !this.isClosed) {
      await new Promise<void>((resolve) => {
        this.#changed = resolve
        late.addEventListener('abort', () => resolve(), { once: true })
      })
    }
  }

  get linesHeld(): number {
    return linesOf(this.#screen).length
  }

  /** The whole screen since it was last taken. */
  lines(): string[] {
    const lines = linesOf(this.#screen)
    this.#screen = ''
    return lines
  }

  end(): void {
    this.#socket.destroy()
  }

  #receive(bytes: Buffer): void {
    const all = Buffer.concat([this.#pending, bytes])
    let at = 0
    let text = 0
    const take = (end: number) => {
      this.#screen += all.toString('utf8', text, end).replaceAll('\r', '')
    }
    while (at < all.length) {
      if (all[at] !== IAC) {
        at++
        continue
      }
      const length = commandLength(all, at)
      if (length === undefined) break
      take(at)
      if (all[at + 1] === GO_AHEAD) this.#prompts++
      at += length
      text = at
    }
    take(at)
    this.#pending = all.subarray(at)
    this.#changed?.()
  }
}

/** Bytes of the telnet command at `at`; undefined if it is not all here. */
function commandLength(bytes: Buffer, at: number): number | undefined {
  const command = bytes[at + 1]
  if (command === undefined) return undefined
  if (command === SB) {
    const end = bytes.indexOf(Buffer.from([IAC, SE]), at)
    return end < 0 ? undefined : end + 2 - at
  }
  const length = command > SB ? 3 : 2
  return at + length <= bytes.length ? length : undefined
}
