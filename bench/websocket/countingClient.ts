import { connect, type Socket } from 'node:net'
import { ask } from '#protocol/client.ts'

/** Clients that are connected alike. */
export interface Crowd {
  name: string
  port: number
  count: number
  /** The sub-protocol that each offers. */
  protocol: string
  /** Clients that connect to a path of their room, so many to each; 0: all to `/`. */
  perRoom: number
  /** Says hello with a ticket of its own number, as clients of Loam do. */
  hello: boolean
  /** Offers permessage-deflate. */
  deflates: boolean
}

/** What all of a crowd have received since they were connected. */
export interface Received {
  messages: number
  bytes: number
  /** Clients that are not connected any more. */
  lost: number
}

/** All read into one buffer: what one has read, it has dealt with before the next reads. */
const shared = Buffer.allocUnsafe(2 ** 16)

const HEAD_END = Buffer.from('\r\n\r\n')
const PATIENCE_MS = 60_000
/** RFC 6455: any 16 bytes in base64 do. */
const KEY = 'AAAAAAAAAAAAAAAAAAAAAA=='

/** The four bits of a message's first byte that tell of what kind it is. */
const OPCODE = 0x0f
const PING = 9
/** Masked, as all that a client sends, and empty: servers' pings are, too. */
const PONG = Buffer.of(0x8a, 0x80, 0, 0, 0, 0)

/** What a hello of client `i` brings. */
export function ticketOf(i: number): string {
  return `ticket-${i}`
}

/** A WebSocket client that counts messages by their lengths, and looks into none. */
export class CountingClient {
  messages = 0
  /** Of whole messages with what frames them. */
  bytes = 0
  isOver = false
  readonly #socket: Socket
  readonly #opened = Promise.withResolvers<void>()
  readonly #late: NodeJS.Timeout
  #isOpen = false
  /** Bytes of the message under way that are still to come. */
  #missing = 0
  /** The beginning of a head of a message that came in two reads. */
  #head: Buffer = Buffer.alloc(0)

  private constructor(port: number) {
    this.#late = setTimeout(() => this.#fail('it was not answered'), PATIENCE_MS)
    this.#socket = connect({
      host: '127.0.0.1',
      port,
      noDelay: true,
      onread: {
        buffer: shared,
        callback: (length, buffer) => {
          this.#receive((buffer as Buffer).subarray(0, length))
          return true
        },
      },
    })
    this.#socket.on('error', (error) => this.#fail(error.message))
    this.#socket.on('close', () => this.#fail('it was disconnected'))
  }

  /** Resolves when the server speaks WebSocket with it. */
  static async connect(crowd: Crowd, i: number): Promise<CountingClient> {
    const client = new CountingClient(crowd.port)
    const path = crowd.perRoom > 0 ? `/${Math.floor(i / crowd.perRoom)}` : '/'
    const lines = [
      `GET ${path} HTTP/1.1`,
      `Host: 127.0.0.1:${crowd.port}`,
      'Upgrade: websocket',
      'Connection: Upgrade',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${KEY}`,
      `Sec-WebSocket-Protocol: ${crowd.protocol}`,
      ...(crowd.deflates ? ['Sec-WebSocket-Extensions: permessage-deflate'] : []),
    ]
    client.#socket.write(`${lines.join('\r\n')}\r\n\r\n`)
    await client.#opened.promise
    if (crowd.hello) client.send(ask.hello('ticket', ticketOf(i)))
    return client
  }

  /** Sends one short BINARY message. */
  send(message: Uint8Array): void {
    this.#socket.write(masked(message))
  }

  /** Reads nothing from now on, as a client that is stuck. */
  pause(): void {
    this.#socket.pause()
  }

  #fail(why: string): void {
    clearTimeout(this.#late)
    this.isOver = true
    this.#opened.reject(new Error(`A client of the crowd cannot go on: ${why}`))
    this.#socket.destroy()
  }

  #receive(read: Buffer): void {
    if (this.#isOpen) return this.#count(read)
    const bytes = Buffer.concat([this.#head, read])
    const end = bytes.indexOf(HEAD_END)
    this.#head = end < 0 ? bytes : Buffer.alloc(0)
    if (end < 0) return
    if (!bytes.toString('latin1', 0, end).startsWith('HTTP/1.1 101')) {
      return this.#fail(bytes.toString('latin1', 0, bytes.indexOf('\r\n')))
    }
    clearTimeout(this.#late)
    this.#isOpen = true
    this.#opened.resolve()
    this.#count(bytes.subarray(end + HEAD_END.length))
  }

  #count(read: Buffer): void {
    const bytes = this.#head.length === 0 ? read : Buffer.concat([this.#head, read])
    if (this.#head.length > 0) this.#head = Buffer.alloc(0)
    let at = 0
    for (;;) {
      const step = Math.min(this.#missing, bytes.length - at)
      at += step
      this.#missing -= step
      if (this.#missing > 0 || at === bytes.length) return
      const length = lengthAt(bytes, at)
      if (length === undefined) {
        this.#head = Buffer.from(bytes.subarray(at))
        return
      }
      this.#missing = length
      if ((bytes[at]! & OPCODE) === PING) this.#socket.write(PONG)
      else {
        this.messages++
        this.bytes += length
      }
    }
  }
}

/** Of the whole message at `at`, head included; undefined if its head is not all there. */
function lengthAt(bytes: Buffer, at: number): number | undefined {
  const short = bytes[at + 1]
  if (short === undefined) return undefined
  if (short < 126) return 2 + short
  if (short === 126) return bytes.length < at + 4 ? undefined : 4 + bytes.readUInt16BE(at + 2)
  return bytes.length < at + 10 ? undefined : 10 + Number(bytes.readBigUInt64BE(at + 2))
}

/** A client's message of less than 126 bytes, masked with zeros. */
function masked(message: Uint8Array): Buffer {
  if (message.length > 125) throw new RangeError('A counting client says little')
  return Buffer.concat([Buffer.of(0x82, 0x80 | message.length, 0, 0, 0, 0), message])
}
