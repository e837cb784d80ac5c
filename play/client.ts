import { connect, type Socket } from 'node:net'
import { stripVTControlCharacters } from 'node:util'
import { PATIENCE_MS } from './stage.ts'
import { linesOf } from './transcript.ts'

const IAC = 255
const GO_AHEAD = 249
const END_OF_RECORD = 239
const SB = 250
const SE = 240
const GMCP = 201

const READER_PROMPT = /\d+ of \d+ health\.(?: .+)?\r\n$/
/** What is kept of a screen for an error. */
const SCREEN_END = 400

export interface GmcpMessage {
  name: string
  value: unknown
}

/** A telnet client that agrees to nothing by itself: text, and the marks after prompts. */
export class Client {
  /** GMCP messages that have come and were not taken. */
  readonly gmcp: GmcpMessage[] = []
  isClosed = false
  readonly #socket: Socket
  readonly #decoder = new TextDecoder()
  #screen = ''
  #prompts = 0
  #promptsTaken = 0
  #pending: Buffer = Buffer.alloc(0)
  readonly #changed = new Set<() => void>()

  /** @param socket  connected, or about to be */
  constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', (bytes) => this.#receive(bytes))
    socket.on('error', () => undefined)
    socket.on('close', () => {
      this.isClosed = true
      this.#noteChange()
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

  /** Sends a GMCP message. */
  sendGmcp(name: string, value?: unknown): void {
    const body = value === undefined ? name : `${name} ${JSON.stringify(value)}`
    this.sendRaw(Buffer.concat([Buffer.of(IAC, SB, GMCP), Buffer.from(body), Buffer.of(IAC, SE)]))
  }

  /** Sends `line` and waits for the prompt after it; all lines that have come since the last. */
  async ask(line: string): Promise<string[]> {
    this.lines()
    this.#promptsTaken = this.#prompts
    this.send(line)
    await this.prompted()
    return this.lines()
  }

  /**
   * Waits for the next prompt that was not waited for yet; with a screen reader, which has prompts
   * without marks, for one that ends the screen.
   */
  async prompted(): Promise<void> {
    const wanted = this.#promptsTaken + 1
    await this.until(() => this.#prompts >= wanted || READER_PROMPT.test(this.#screen))
    this.#promptsTaken = this.#prompts
  }

  /** Waits until `holds`, or the connection ends, or patience does. */
  async until(holds: () => boolean): Promise<boolean> {
    const late = AbortSignal.timeout(PATIENCE_MS)
    while (!holds() && !late.aborted && !this.isClosed) {
      await new Promise<void>((resolve) => {
        this.#changed.add(resolve)
        late.addEventListener('abort', () => resolve(), { once: true })
      })
    }
    return holds()
  }

  /**
   * Waits for `words` on the screen; all its lines then.
   *
   * @throws {Error} with the end of the screen, if they do not come
   */
  async sees(words: string): Promise<string[]> {
    return linesOf(await this.seesRaw(words))
  }

  /** Does what `sees` does; the screen as it came. */
  async seesRaw(words: string): Promise<string> {
    const plain = () => stripVTControlCharacters(this.#screen).replaceAll('\r', '')
    if (await this.until(() => plain().includes(words))) return this.take()
    const end = JSON.stringify(plain().slice(-SCREEN_END))
    throw new Error(`Still waiting for "${words}"; the screen ends with ${end}`)
  }

  /** Waits until the connection has been closed by the other side; the lines on the screen. */
  async closes(): Promise<string[]> {
    if (await this.until(() => this.isClosed)) return this.lines()
    throw new Error(`Still connected; the screen ends with ${this.#screen.slice(-SCREEN_END)}`)
  }

  /** Waits for a GMCP message of that name, and takes it with all that came before it. */
  async hears(name: string): Promise<unknown> {
    const at = () => this.gmcp.findIndex((message) => message.name === name)
    if (await this.until(() => at() >= 0)) return this.gmcp.splice(0, at() + 1).at(-1)?.value
    const names = this.gmcp.map((message) => message.name)
    throw new Error(`Still waiting for GMCP ${name}; there came ${names.join(', ')}`)
  }

  get linesHeld(): number {
    return linesOf(this.#screen).length
  }

  /** The whole screen since it was last taken, in lines without colours and prompts. */
  lines(): string[] {
    return linesOf(this.take())
  }

  /** The whole screen since it was last taken, as it came. */
  take(): string {
    const screen = this.#screen
    this.#screen = ''
    return screen
  }

  /** From now on nothing is read, until `end`. */
  stopReading(): void {
    this.#socket.pause()
  }

  /** Cuts the connection. */
  end(): void {
    this.#socket.destroy()
  }

  #receive(bytes: Buffer): void {
    const all = Buffer.concat([this.#pending, bytes])
    let at = 0
    let text = 0
    const take = (end: number) => {
      this.#screen += this.#decoder.decode(all.subarray(text, end), { stream: true })
    }
    while (at < all.length) {
      if (all[at] !== IAC) {
        at++
        continue
      }
      const length = commandLength(all, at)
      if (length === undefined) break
      take(at)
      this.#command(all.subarray(at, at + length))
      at += length
      text = at
    }
    take(at)
    this.#pending = all.subarray(at)
    this.#noteChange()
  }

  #command(bytes: Buffer): void {
    if (bytes[1] === GO_AHEAD || bytes[1] === END_OF_RECORD) this.#prompts++
    if (bytes[1] !== SB || bytes[2] !== GMCP) return
    const text = bytes.subarray(3, -2).toString()
    const [, name = '', body = ''] = /^(\S+) ?(.*)$/su.exec(text) ?? []
    this.gmcp.push({ name, value: body === '' ? undefined : JSON.parse(body) })
  }

  #noteChange(): void {
    const waiting = [...this.#changed]
    this.#changed.clear()
    for (const resolve of waiting) resolve()
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
