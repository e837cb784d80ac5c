import { EventEmitter } from 'node:events'
import type { ByteStream } from '#edges/telnet/byteStream.ts'
import type { ServerSocket, SocketListener } from './server.ts'

/** A WebSocket whose messages are pieces of one stream of bytes: each write is one message. */
export class SocketStream extends EventEmitter implements ByteStream, SocketListener {
  readonly #socket: ServerSocket
  readonly #closeCode: () => number
  #isOpen = true

  /** @param closeCode  with which the socket is closed at `end` */
  constructor(socket: ServerSocket, closeCode: () => number) {
    super()
    this.#socket = socket
    this.#closeCode = closeCode
  }

  get writable(): boolean {
    return this.#isOpen
  }

  get writableLength(): number {
    return this.#socket.bufferedBytes
  }

  write(bytes: Buffer): void {
    if (this.#isOpen) this.#socket.send(bytes)
  }

  end(): void {
    this.#isOpen = false
    this.#socket.close(this.#closeCode(), '')
  }

  destroy(): void {
    this.#isOpen = false
    this.#socket.destroy()
  }

  message(bytes: Uint8Array): void {
    this.emit('data', Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  }

  /** A stream with a hole is none: whoever owns the socket closes it. */
  lagging(): void {}

  drained(): void {}

  closed(): void {
    this.#isOpen = false
    this.emit('close')
  }
}
