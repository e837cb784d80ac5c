import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { nameOf } from '#bench/names.ts'

/** Telnet clients who sign in, each as the account of its number. */
export interface Dialling {
  name: string
  port: number
  count: number
}

/** All have the same. */
export const PASSWORD = 'lantern'

/** IAC WONT TTYPE: a client that does not tell its type says so, and need not be waited for. */
const NO_TYPE = Buffer.of(255, 252, 24)

/** A telnet client that signs in and counts the bytes that it is sent. */
export class LineClient {
  readonly messages = 0
  bytes = 0
  isOver = false
  readonly #socket: Socket

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', (bytes) => {
      this.bytes += bytes.length
    })
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      this.isOver = true
    })
  }

  static async connect({ port }: Dialling, i: number): Promise<LineClient> {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true })
    await once(socket, 'connect')
    socket.write(Buffer.concat([NO_TYPE, Buffer.from(`connect ${nameOf(i)} ${PASSWORD}\r\n`)]))
    return new LineClient(socket)
  }

  /** Reads nothing from now on, as a client that is stuck. */
  pause(): void {
    this.#socket.pause()
  }
}
