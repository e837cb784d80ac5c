import type { ColourDepth, TerminalCapabilities } from '#edges/session/terminal.ts'

/** Characters kept of a name that a client gives. */
const NAME_LENGTH_MAX = 64

const COLUMNS = { least: 20, most: 250, unknown: 80 }
const ROWS = { least: 5, most: 500, unknown: 24 }

/** Bits of MTTS, the MUD terminal type standard. */
const MTTS = { ANSI: 1, UTF_8: 4, COLOURS_256: 8, SCREEN_READER: 64, TRUECOLOUR: 256 }

/** All that one client has told about itself, whichever option carried it. */
export interface ClientFacts {
  /** Columns and rows as told, 0 if unknown. */
  columns: number
  rows: number
  /** TTYPE answers in order, the MTTS one excepted. */
  terminalTypes: readonly string[]
  /** MTTS bits, from TTYPE or MNES. */
  mtts: number | undefined
  /** From MNES, `''` if not told. */
  clientName: string
  charset: string
  /** From GMCP's Core.Hello, `''` if not told. */
  helloName: string
  /** The outcome of the CHARSET option for UTF-8. */
  charsetUtf8: boolean | undefined
  gmcp: boolean
  encrypted: boolean
}

export function unknownClient(encrypted: boolean): ClientFacts {
  return {
    columns: 0,
    rows: 0,
    terminalTypes: [],
    mtts: undefined,
    clientName: '',
    charset: '',
    helloName: '',
    charsetUtf8: undefined,
    gmcp: false,
    encrypted,
  }
}

/** A name from the network made fit for logs and screens: printable ASCII, cut to 64 characters. */
export function plainName(name: string): string {
  return name
    .replace(/[^ -~]/g, '')
    .slice(0, NAME_LENGTH_MAX)
    .trim()
}

/** `MTTS 271` or the bare number of MNES; `undefined` if it is neither. */
export function parseMtts(text: string): number | undefined {
  const digits = /^(?:MTTS )?(\d{1,9})$/i.exec(text)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

export function capabilitiesOf(facts: Readonly<ClientFacts>): TerminalCapabilities {
  return {
    clientName: clientName(facts),
    columns: within(facts.columns, COLUMNS),
    rows: within(facts.rows, ROWS),
    sized: facts.rows > 0,
    colour: facts.mtts === undefined ? colourOfTypes(facts.terminalTypes) : colourOf(facts.mtts),
    utf8: readsUtf8(facts),
    screenReader: has(facts.mtts, MTTS.SCREEN_READER),
    gmcp: facts.gmcp,
    encrypted: facts.encrypted,
  }
}

/**
 * By MTTS the first TTYPE answer is the client's name; without it that is a terminal's, as `XTERM`.
 */
function clientName(facts: Readonly<ClientFacts>): string {
  const ofType = facts.mtts === undefined ? '' : (facts.terminalTypes[0] ?? '')
  return facts.helloName || facts.clientName || ofType
}

function within(told: number, limits: { least: number; most: number; unknown: number }): number {
  return told === 0 ? limits.unknown : Math.min(Math.max(told, limits.least), limits.most)
}

function has(mtts: number | undefined, bit: number): boolean {
  return mtts !== undefined && (mtts & bit) !== 0
}

function colourOf(mtts: number): ColourDepth {
  if (has(mtts, MTTS.TRUECOLOUR)) return 'truecolour'
  if (has(mtts, MTTS.COLOURS_256)) return '256'
  return has(mtts, MTTS.ANSI) ? '16' : 'none'
}

function colourOfTypes(types: readonly string[]): ColourDepth {
  if (types.some((type) => /-truecolor$/i.test(type))) return 'truecolour'
  if (types.some((type) => /-256color$|^xterm$/i.test(type))) return '256'
  return types.some((type) => /^dumb$/i.test(type)) ? 'none' : '16'
}

/** UTF-8 unless the client says that it reads something else. */
function readsUtf8(facts: Readonly<ClientFacts>): boolean {
  if (facts.charsetUtf8 === true || has(facts.mtts, MTTS.UTF_8)) return true
  if (/^utf-?8$/i.test(facts.charset)) return true
  return facts.charsetUtf8 === undefined && facts.mtts === undefined && facts.charset === ''
}
