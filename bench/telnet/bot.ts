import { connect, type Socket } from 'node:net'

/** A line that a bot types, and by what words it knows the answer. */
export interface Command {
  line: Buffer
  /** Bytes that are in the answer to this line and in nothing that comes unasked. */
  answer: Buffer
}

interface Sent {
  answer: Buffer
  sentMs: number
  /** @param tookMs  from the line sent to the mark after its answer */
  answered(tookMs: number): void
}

/** All bots read into one buffer: what one has read, it has dealt with before the next reads. */
const shared = Buffer.allocUnsafe(2 ** 16)

/** Longest answer that is looked for: so much of a broken-off read may belong to one. */
const TAIL_BYTES = 64

const NOTHING = Buffer.alloc(0)

/** Longest wait for a connection, or for an answer that somebody waits for. */
const PATIENCE_MS = 60_000

/**
 * A client that reads no more than it must: it looks for an answer's words, then for the mark that
 * ends a prompt.
 *
 * Several lines may be on their way; a server may answer some of them together, with one mark.
 */
export class Bot {
  /** Reads of all bots: about as many as messages that servers have written to them. */
  static reads = 0
  readonly #socket: Socket
  readonly #mark: Buffer
  readonly #sent: Sent[] = []
  /** How many of `#sent` have been found since the last mark. */
  #found = 0
  #tail = NOTHING
  #failed: Error | undefined
  #onFailure: ((error: Error) => void) | undefined

  constructor(port: number, mark: Buffer) {
    this.#mark = mark
    this.#socket = connect({
      host: '127.0.0.1',
      port,
      noDelay: true,
      onread: {
        buffer: shared,
        callback: (bytes, buffer) => {
          Bot.reads++
          this.#receive((buffer as Buffer).subarray(0, bytes))
          return true
        },
      },
    })
    this.#socket.on('error', (error) => this.#fail(error))
    this.#socket.on('close', () => this.#fail(new Error('A bot was disconnected')))
  }

  /**
   * Connects a bot; resolves after what the server says first, up to `answer` and a mark.
   *
   * @param first  bytes that it sends as soon as it is connected
   */
  static async connect(
    port: number,
    mark: Buffer,
    answer?: Buffer,
    first: Buffer = NOTHING,
  ): Promise<Bot> {
    const bot = new Bot(port, mark)
    if (first.length > 0) bot.#socket.write(first)
    if (answer !== undefined) await bot.#await(answer)
    else await bot.#promise((resolve) => bot.#socket.once('connect', resolve))
    return bot
  }

  /** Lines without an answer yet. */
  get waiting(): number {
    return this.#sent.length
  }

  send(command: Command, answered: (tookMs: number) => void): void {
    this.#sent.push({ answer: command.answer, sentMs: performance.now(), answered })
    this.#socket.write(command.line)
  }

  /** Sends a line and waits for its answer. */
  ask(command: Command): Promise<void> {
    const answered = this.#await(command.answer)
    this.#socket.write(command.line)
    return answered
  }

  /** Forgets all answers that have not come, and hangs up. */
  close(): void {
    this.#sent.length = 0
    this.#onFailure = undefined
    this.#socket.destroy()
  }

  #await(answer: Buffer): Promise<void> {
    return this.#promise((resolve) => {
      this.#sent.push({ answer, sentMs: performance.now(), answered: resolve })
    })
  }

  #promise(begin: (resolve: () => void) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#failed) return reject(this.#failed)
      const late = setTimeout(() => {
        reject(new Error(`A bot had no answer within ${PATIENCE_MS / 1000} s`))
      }, PATIENCE_MS)
      this.#onFailure = (error) => {
        clearTimeout(late)
        reject(error)
      }
      begin(() => {
        clearTimeout(late)
        resolve()
      })
    })
  }

  #fail(error: Error): void {
    this.#failed ??= error
    this.#onFailure?.(this.#failed)
  }

  #receive(read: Buffer): void {
    if (this.#sent.length === 0) return
    const bytes = this.#tail.length === 0 ? read : Buffer.concat([this.#tail, read])
    const rest = bytes.subarray(this.#scan(bytes))
    // A server's writes end with a mark, so hardly ever is anything left over.
    this.#tail = rest.length === 0 ? NOTHING : Buffer.from(rest.subarray(-TAIL_BYTES))
  }

  /** @returns how much of `bytes` has been dealt with */
  #scan(bytes: Buffer): number {
    let at = 0
    for (;;) {
      const next = this.#sent[this.#found]
      const mark = bytes.indexOf(this.#mark, at)
      const answer = next ? bytes.indexOf(next.answer, at) : -1
      if (next && answer >= 0 && (mark < 0 || answer < mark)) {
        this.#found++
        at = answer + next.answer.length
      } else if (mark >= 0) {
        at = mark + this.#mark.length
        this.#settle()
      } else return at
    }
  }

  /** All that has been found up to a mark is answered. */
  #settle(): void {
    if (this.#found === 0) return
    const now = performance.now()
    const answered = this.#sent.splice(0, this.#found)
    this.#found = 0
    for (const one of answered) one.answered(now - one.sentMs)
  }
}
