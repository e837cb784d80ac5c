import type { Terminal, TerminalCapabilities, TerminalListener } from '#edges/session/terminal.ts'
import { networkText } from '#edges/telnet/encoder.ts'
import { GmcpPeer } from '#edges/telnet/gmcpPeer.ts'
import { decodeLine } from '#edges/telnet/lineText.ts'
import { flushAtTurnEnd } from '#edges/telnet/turnEnd.ts'
import type { ServerSocket, SocketListener } from './server.ts'
import type { WebForm } from './webForms.ts'

/** ECMA-48: what is written from now on is not shown; it is again. */
const CONCEAL = '\u001b[8m'
const REVEAL = '\u001b[28m'

const LF = 10
const CR = 13

export interface WebTerminalOptions {
  form: WebForm
  address: string
  encrypted: boolean
  /** With which code the socket is closed. */
  closeCode(): number
  /** A message was malformed and has been ignored. */
  malformed(): void
  lineTooLong(): void
}

/**
 * A client that shows text with ANSI colours and sends lines, each message one or more; GMCP goes
 * in messages of its own where the sub-protocol has it.
 */
export class WebTerminal implements Terminal, SocketListener {
  readonly address: string
  readonly capabilities: TerminalCapabilities
  readonly #options: WebTerminalOptions
  readonly #socket: ServerSocket
  readonly #gmcpPeer = new GmcpPeer()
  #listener: TerminalListener | undefined
  #text = ''
  #isMasked = false
  #isClosing = false

  constructor(socket: ServerSocket, options: WebTerminalOptions) {
    this.#socket = socket
    this.#options = options
    this.address = options.address
    this.capabilities = {
      clientName: '',
      columns: 80,
      rows: 24,
      sized: false,
      colour: '256',
      utf8: true,
      screenReader: false,
      gmcp: options.form.gmcp !== undefined,
      encrypted: options.encrypted,
    }
  }

  get agreed(): readonly string[] {
    return this.capabilities.gmcp ? ['WEBSOCKET', 'GMCP'] : ['WEBSOCKET']
  }

  listen(listener: TerminalListener): void {
    this.#listener = listener
  }

  write(text: string): void {
    if (this.#isClosing || text === '') return
    if (this.#text === '') flushAtTurnEnd(this)
    this.#text += networkText(text)
  }

  prompt(text: string): void {
    this.write(this.#isMasked ? `${REVEAL}${text}${CONCEAL}` : text)
  }

  /** There is no ECHO to ask for: what is typed behind a prompt is concealed by its colours. */
  maskInput(masked: boolean): void {
    this.#isMasked = masked
    if (!masked) this.write(REVEAL)
  }

  sendGmcp(name: string, value?: unknown): void {
    const { gmcp } = this.#options.form
    if (this.#isClosing || !gmcp || !this.#gmcpPeer.wants(name)) return
    this.flush()
    this.#socket.send(gmcp.write(name, value === undefined ? '' : JSON.stringify(value)))
  }

  close(goodbye: string): void {
    if (this.#isClosing) return
    this.write(goodbye === '' || goodbye.endsWith('\n') ? goodbye : `${goodbye}\n`)
    this.flush()
    this.#isClosing = true
    this.#socket.close(this.#options.closeCode(), '')
  }

  flush(): void {
    if (this.#text === '') return
    const text = this.#text
    this.#text = ''
    this.#socket.send(Buffer.from(text))
  }

  message(bytes: Uint8Array, isBinary: boolean): void {
    if (this.#isClosing) return
    const { gmcp } = this.#options.form
    const message = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    if (isBinary || !gmcp) this.#lines(message)
    else this.#gmcp(gmcp.read(message))
  }

  /** Text with a hole is none: whoever owns the socket closes it. */
  lagging(): void {}

  drained(): void {}

  closed(): void {
    this.#isClosing = true
    this.#text = ''
    this.#listener?.closed()
  }

  /** What stands behind the last line end is a line, too: few clients send one. */
  #lines(message: Buffer): void {
    let from = 0
    for (let at = 0; at < message.length; at++) {
      const byte = message[at]
      if (byte !== LF && byte !== CR) continue
      this.#line(message, from, at)
      if (byte === CR && (message[at + 1] === LF || message[at + 1] === 0)) at++
      from = at + 1
    }
    if (from < message.length || message.length === 0) this.#line(message, from, message.length)
  }

  #line(message: Buffer, from: number, to: number): void {
    if (this.#isClosing) return
    const line = decodeLine(message, from, to, false)
    if (line !== undefined) return this.#listener?.line(line)
    this.#options.lineTooLong()
    this.#listener?.lineTooLong()
  }

  #gmcp(body: Buffer | undefined): void {
    const heard = body ? this.#gmcpPeer.take(body) : ({ heard: 'malformed' } as const)
    if (heard.heard === 'malformed') this.#options.malformed()
    else if (heard.heard === 'ping') this.sendGmcp('Core.Ping')
    else if (heard.heard === 'message') {
      const { name, value, clientName } = heard
      if (clientName !== undefined) this.#learnName(clientName)
      this.#listener?.gmcp(name, value)
    }
  }

  #learnName(clientName: string): void {
    this.capabilities.clientName = clientName
    this.#listener?.capabilitiesChanged()
  }
}
