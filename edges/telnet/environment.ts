import { plainName } from './clientFacts.ts'
import { IS, SEND } from './vocabulary.ts'

const INFO = 2
const VAR = 0
const VALUE = 1
const ESC = 2
const USERVAR = 3

/** Asks for all variables (RFC 1572: SEND with an empty list). */
export const ENVIRONMENT_SEND = Uint8Array.of(SEND)

/** The variables of MNES that are believed. IPADDRESS is not: any client can claim any address. */
const KNOWN = ['CLIENT_NAME', 'CHARSET', 'MTTS', 'TERMINAL_TYPE'] as const
type EnvironmentName = (typeof KNOWN)[number]
type Environment = Partial<Record<EnvironmentName, string>>

/**
 * Reads a NEW-ENVIRON body (RFC 1572): IS or INFO, then (VAR|USERVAR name [VALUE value])*.
 *
 * @returns the known variables, values as printable ASCII of at most 64 characters; empty for any
 *   other body
 */
export function parseEnvironment(body: Buffer): Environment {
  const found: Environment = {}
  if (body[0] !== IS && body[0] !== INFO) return found
  let at = 1
  while (at < body.length) {
    const name = readToken(body, at + 1)
    const hasValue = body[name.end] === VALUE
    const value = hasValue ? readToken(body, name.end + 1) : { text: '', end: name.end }
    const known = KNOWN.find((one) => one === name.text)
    const starts = body[at] === VAR || body[at] === USERVAR
    if (starts && hasValue && known !== undefined) found[known] = plainName(value.text)
    at = value.end
  }
  return found
}

/** Text from `from` up to the next VAR, VALUE or USERVAR that is not escaped. */
function readToken(body: Buffer, from: number): { text: string; end: number } {
  const bytes: number[] = []
  let at = from
  while (at < body.length && !isMark(body[at]!)) {
    if (body[at] === ESC) at++
    if (at < body.length) bytes.push(body[at]!)
    at++
  }
  return { text: Buffer.from(bytes).toString('latin1'), end: at }
}

function isMark(byte: number): boolean {
  return byte === VAR || byte === VALUE || byte === USERVAR
}
