import { LINE_BYTES_MAX } from '#protocol/intent.ts'
import { ByteHold } from './byteHold.ts'
import { decodeLine } from './lineText.ts'
import { COMMAND, OPTION } from './vocabulary.ts'

/** Bytes of one GMCP message. */
export const GMCP_BYTES_MAX = 16_384
/** Bytes of any other subnegotiation. */
const SUBNEGOTIATION_BYTES_MAX = 512

const { IAC, SB, SE, EC, EL, EOR, WILL, DONT } = COMMAND
const NUL = 0x00
const BS = 0x08
const LF = 0x0a
const CR = 0x0d
const NO_OPTION = -1

const TEXT = 0 // a typed line
const AFTER_IAC = 1
const AFTER_VERB = 2 // WILL, WONT, DO or DONT: its option follows
const BODY = 3 // inside a subnegotiation
const BODY_IAC = 4

/** What a `TelnetParser` finds, in the order of the bytes. */
export interface ParserEvents {
  /** One typed line, decoded and cleaned, without its ending. */
  line(text: string): void
  /** A line exceeded `LINE_BYTES_MAX`; nothing of it is told. */
  lineTooLong(): void
  /** A command without operand; EC and EL are done here, on the line they edit. */
  command(code: number): void
  /** `verb` is WILL, WONT, DO or DONT. */
  negotiation(verb: number, option: number): void
  /** `body` is a view, good during the call: without the option byte, doubled IAC undone. */
  subnegotiation(option: number, body: Buffer): void
  /** A subnegotiation exceeded its limit and was skipped. */
  subnegotiationTooLong(option: number): void
}

/**
 * Telnet (RFC 854, 855) from the client's side, without a socket: bytes in at any split, events
 * out.
 *
 * CR LF, CR NUL, LF and a bare CR end a line, CR at once, so that a split CR | LF is still one
 * command. Between reads it holds at most one unfinished line and one unfinished subnegotiation.
 */
export class TelnetParser {
  readonly #events: ParserEvents
  #state = TEXT
  #verb = 0
  readonly #line = new ByteHold()
  #linePlain = true
  #lineSkipped = false
  #afterReturn = false
  readonly #body = new ByteHold()
  #option = NO_OPTION
  #bodySkipped = false

  constructor(events: ParserEvents) {
    this.#events = events
  }

  receive(chunk: Buffer): void {
    let at = 0
    while (at < chunk.length) {
      if (this.#state === TEXT) at = this.#readText(chunk, at)
      else if (this.#state === BODY) at = this.#readBody(chunk, at)
      else this.#readControl(chunk[at++]!)
    }
  }

  #readText(chunk: Buffer, from: number): number {
    if (this.#afterReturn && chunk[from] !== IAC) {
      this.#afterReturn = false
      if (chunk[from] === LF || chunk[from] === NUL) return from + 1
    }
    const end = chunk.length
    const iac = IAC
    let at = from
    let byte = -1
    let plain = true
    for (; at < end; at++) {
      byte = chunk[at]!
      if (byte === LF || byte === CR || byte === iac) break
      if (byte < 0x20 || byte > 0x7e) plain = false
    }
    if (at === end || byte === iac) this.#holdLine(chunk, from, at, plain)
    else this.#endLine(chunk, from, at, plain)
    if (at === end) return end
    if (byte === iac) this.#state = AFTER_IAC
    else this.#afterReturn = byte === CR
    return at + 1
  }

  #holdLine(chunk: Uint8Array, from: number, to: number, plain: boolean): void {
    if (this.#lineSkipped) return
    if (!plain) this.#linePlain = false
    if (this.#line.append(chunk, from, to, LINE_BYTES_MAX)) return
    this.#lineSkipped = true
    this.#events.lineTooLong()
  }

  #endLine(chunk: Buffer, from: number, to: number, plain: boolean): void {
    if (this.#line.length === 0 && !this.#lineSkipped && to - from <= LINE_BYTES_MAX) {
      this.#tellLine(chunk, from, to, plain && this.#linePlain)
    } else {
      this.#holdLine(chunk, from, to, plain)
      const held = this.#line.view()
      if (!this.#lineSkipped) this.#tellLine(held, 0, held.length, this.#linePlain)
    }
    this.#forgetLine()
    this.#lineSkipped = false
  }

  #tellLine(bytes: Buffer, from: number, to: number, plain: boolean): void {
    const text = decodeLine(bytes, from, to, plain)
    if (text === undefined) this.#events.lineTooLong()
    else this.#events.line(text)
  }

  #forgetLine(): void {
    if (this.#line.length > 0) this.#line.clear()
    this.#linePlain = true
  }

  #readControl(byte: number): void {
    if (this.#state === AFTER_IAC) this.#readCommand(byte)
    else if (this.#state === BODY_IAC) this.#readBodyCommand(byte)
    else {
      this.#state = TEXT
      this.#events.negotiation(this.#verb, byte)
    }
  }

  #readCommand(byte: number): void {
    this.#state = TEXT
    if (byte === SB) this.#state = BODY
    else if (byte >= WILL && byte <= DONT) {
      this.#verb = byte
      this.#state = AFTER_VERB
    } else if (byte === IAC) {
      this.#afterReturn = false
      this.#holdLine(Uint8Array.of(IAC), 0, 1, false)
    } else if (byte === EC) this.#holdLine(Uint8Array.of(BS), 0, 1, false)
    else if (byte === EL) this.#forgetLine()
    else if (byte !== SE) this.#events.command(byte)
  }

  #readBody(chunk: Buffer, from: number): number {
    const found = chunk.indexOf(IAC, from)
    const to = found === -1 ? chunk.length : found
    this.#holdBody(chunk, from, to)
    if (found === -1) return to
    this.#state = BODY_IAC
    return to + 1
  }

  #readBodyCommand(byte: number): void {
    this.#state = BODY
    if (byte === SE) this.#endBody()
    else if (byte === IAC) this.#holdBody(Uint8Array.of(IAC), 0, 1)
    else if (byte < EOR) {
      // No command: a client that forgot to double a 0xFF, as in a window of 255 columns.
      this.#holdBody(Uint8Array.of(IAC, byte), 0, 2)
    } else {
      // A command inside: the end was lost. The command counts, the body does not.
      this.#forgetBody()
      this.#readCommand(byte)
    }
  }

  #holdBody(chunk: Uint8Array, from: number, to: number): void {
    let start = from
    if (this.#option === NO_OPTION && start < to) this.#option = chunk[start++]!
    if (this.#bodySkipped) return
    const limit = this.#option === OPTION.GMCP ? GMCP_BYTES_MAX : SUBNEGOTIATION_BYTES_MAX
    this.#bodySkipped = !this.#body.append(chunk, start, to, limit)
  }

  #endBody(): void {
    const option = this.#option
    const skipped = this.#bodySkipped
    const body = this.#body.view()
    this.#forgetBody()
    this.#state = TEXT
    if (option === NO_OPTION) return
    if (skipped) this.#events.subnegotiationTooLong(option)
    else this.#events.subnegotiation(option, body)
  }

  #forgetBody(): void {
    this.#body.clear()
    this.#option = NO_OPTION
    this.#bodySkipped = false
  }
}
