import { COMMAND } from './vocabulary.ts'

const { IAC, SB, SE } = COMMAND

/** Doubles each 0xFF, as telnet wants it wherever a byte is data. */
function escapeBytes(bytes: Uint8Array): Uint8Array {
  let iacs = 0
  for (const byte of bytes) if (byte === IAC) iacs++
  if (iacs === 0) return bytes
  const escaped = new Uint8Array(bytes.length + iacs)
  let at = 0
  for (const byte of bytes) {
    escaped[at++] = byte
    if (byte === IAC) escaped[at++] = IAC
  }
  return escaped
}

/** A command of two bytes, or of three with its option. */
export function command(...codes: number[]): Buffer {
  return Buffer.from([IAC, ...codes])
}

/** IAC SB `option` `body` IAC SE, in one piece; 0xFF in the body is doubled. */
export function subnegotiation(option: number, body: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([IAC, SB, option]), escapeBytes(body), Buffer.from([IAC, SE])])
}

/**
 * Text for the network: line ends become CR LF. UTF-8 never holds 0xFF, so nothing needs doubling.
 */
export function networkText(text: string): string {
  return text.includes('\n') ? text.replaceAll('\n', '\r\n') : text
}
