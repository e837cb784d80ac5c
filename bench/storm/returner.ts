import { WebSocket } from 'ws'
import {
  ask,
  CLIENT_PROTOCOL,
  type PassKind,
  type TellListener,
  TellReader,
} from '#protocol/client.ts'

const PATIENCE_MS = 60_000

/**
 * A graphical client that enters the world with a ticket, and comes back with what it was given
 * for that. It reads what it is told until it sees a room, and passes over all that follows.
 */
export class Returner {
  #socket: WebSocket | undefined
  #resumeToken = ''
  #lines = 0

  /** Resolves when it is shown the room where it stands. @throws if it is not let in */
  enter(url: string, kind: PassKind = 'resume', token: string = this.#resumeToken): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const socket = new WebSocket(url, CLIENT_PROTOCOL, { perMessageDeflate: false })
    const reader = new TellReader()
    const late = setTimeout(() => reject(new Error('It takes too long')), PATIENCE_MS)
    let isIn = false
    const listener = {
      ready: ({ resumeToken }) => {
        this.#resumeToken = resumeToken
      },
      roomView: () => {
        isIn = true
        resolve()
      },
      farewell: ({ words }) => reject(new Error(words)),
    } satisfies Partial<TellListener> as Partial<TellListener>
    const all = new Proxy(listener as TellListener, {
      get: (target, name) => Reflect.get(target, name) ?? (() => {}),
    })
    socket.on('open', () => socket.send(ask.hello(kind, token)))
    socket.on('message', (message: Buffer) => {
      if (!isIn) reader.read(message, all)
    })
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('It was disconnected')))
    this.#socket = socket
    this.#lines = 0
    return promise.finally(() => clearTimeout(late))
  }

  type(line: string): void {
    this.#socket?.send(ask.line(++this.#lines, line))
  }

  /** Is gone without a word, as one whose network is. */
  cut(): void {
    this.#socket?.removeAllListeners()
    this.#socket?.on('error', () => {})
    this.#socket?.terminate()
  }
}
