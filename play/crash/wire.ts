import { connect, type Socket } from 'node:net'
import { gmcpMessage, parseGmcp } from '#edges/telnet/gmcp.ts'
import { TelnetParser } from '#edges/telnet/parser.ts'
import { COMMAND, OPTION } from '#edges/telnet/vocabulary.ts'

/** What a wire brings, in the order in which it came. */
export interface WireListener {
  line(text: string): void
  gmcp(name: string, value: unknown): void
}

const PACKAGES = ['Char 1', 'Char.Items 1', 'Room 1']

/** A telnet connection that speaks GMCP. */
export class Wire {
  /** Resolves when the connection has ended, and all that came over it has been heard. */
  readonly closed: Promise<void>
  readonly #socket: Socket

  constructor(port: number, listener: WireListener) {
    const parser = new TelnetParser({
      line: (text) => listener.line(text),
      subnegotiation(option, body) {
        const message = option === OPTION.GMCP ? parseGmcp(body) : undefined
        if (message) listener.gmcp(message.name, message.value)
      },
      subnegotiationTooLong() {
        throw new Error('A message was too long to be understood')
      },
      lineTooLong() {},
      command() {},
      negotiation() {},
    })
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true })
    this.#socket.on('data', (bytes) => parser.receive(bytes))
    this.#socket.on('error', () => undefined)
    this.closed = new Promise((resolve) => {
      this.#socket.once('close', () => resolve())
    })
    this.#socket.write(Buffer.of(COMMAND.IAC, COMMAND.DO, OPTION.GMCP))
    this.#socket.write(gmcpMessage('Core.Supports.Set', PACKAGES))
  }

  send(...lines: readonly string[]): void {
    this.#socket.write(lines.map((line) => `${line}\r\n`).join(''))
  }

  end(): void {
    this.#socket.destroy()
  }
}
