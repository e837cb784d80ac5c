import { subnegotiation } from './encoder.ts'
import { OPTION } from './vocabulary.ts'

/**
 * Server status for listing sites: NAME, PLAYERS, UPTIME (unix seconds of the start) and the rest.
 */
export type MsspVariables = Readonly<Record<string, string | number>>

const VAR = '\x01'
const VAL = '\x02'

/**
 * No value may hold the marks of the option's form, nor line ends and tabs, the marks of the text
 * form.
 */
function plain(value: string | number): string {
  return String(value).replace(/\p{Cc}+/gu, ' ')
}

/** The MSSP subnegotiation: (VAR name VAL value)+ */
export function msspMessage(variables: MsspVariables): Buffer {
  const pairs = Object.entries(variables).map(
    ([name, value]) => `${VAR}${plain(name)}${VAL}${plain(value)}`,
  )
  return subnegotiation(OPTION.MSSP, Buffer.from(pairs.join('')))
}

/** Whether a line typed at the login prompt is the plain-text form of the question. */
export function isMsspRequest(line: string): boolean {
  return line.trim().toLowerCase() === 'mssp-request'
}

/** The plain-text answer, its lines ended by `\n` as `Terminal.write` takes them. */
export function msspText(variables: MsspVariables): string {
  const lines = Object.entries(variables).map(
    ([name, value]) => `${plain(name)}\t${plain(value)}\n`,
  )
  return `\nMSSP-REPLY-START\n${lines.join('')}MSSP-REPLY-END\n`
}
