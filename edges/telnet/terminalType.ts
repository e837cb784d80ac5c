import { parseMtts, plainName } from './clientFacts.ts'
import { IS, SEND } from './vocabulary.ts'

/** Answers asked for at most: name, terminal, MTTS, and room for clients that list more. */
const TERMINAL_TYPES_MAX = 5

/** The request for the next terminal type, RFC 1091. */
export const TERMINAL_TYPE_SEND = Uint8Array.of(SEND)

/**
 * Collects a client's terminal types: each request brings the next of its list, the last one twice.
 *
 * It ends at a repeat, at the MTTS bits, after five, and at `ANSI`: Windows' telnet hangs when
 * asked again.
 */
export class TerminalTypes {
  readonly names: string[] = []
  mtts: number | undefined
  #ended = false

  /** Takes one answer's body; whether another should be asked for. */
  accept(body: Buffer): boolean {
    if (this.#ended || body[0] !== IS) return false
    const name = plainName(body.toString('latin1', 1))
    const mtts = /^MTTS /i.test(name) ? parseMtts(name) : undefined
    if (mtts !== undefined) this.mtts = mtts
    this.#ended = mtts !== undefined || name === this.names.at(-1) || name === 'ANSI'
    if (mtts === undefined && name !== this.names.at(-1)) this.names.push(name)
    this.#ended ||= this.names.length === TERMINAL_TYPES_MAX
    return !this.#ended
  }

  get ended(): boolean {
    return this.#ended
  }
}
