import type { Role } from './colour.ts'
import { type Fields, numberOf, textsOf } from './fields.ts'
import type { Page } from './page.ts'

/** [limit] A map is no wider and no higher than this, in rooms. */
const ROOMS_ACROSS_MAX = 41

/** Columns from the middle of one room to that of the next: `[ ]-`. */
const PITCH = 4

/** Ways in the order of their bits in a cell: see EVENTS.md. */
const WAYS = [
  'north',
  'east',
  'south',
  'west',
  'up',
  'down',
  'northeast',
  'northwest',
  'southeast',
  'southwest',
  'in',
  'out',
]
const TERRAIN_BITS = 4
const WAY_BITS = 2
const CLOSED = 2
const INNER = 3

/** Signs of terrain, with their meaning and colour; for others a dot. */
const TERRAINS = new Map<string, readonly [sign: string, role: Role]>([
  ['indoors', ['_', 'label']],
  ['city', ['#', 'label']],
  ['field', ['"', 'grass']],
  ['forest', ['&', 'grass']],
  ['hills', ['^', 'earth']],
  ['cave', ['o', 'earth']],
  ['water', ['~', 'player']],
])
const OTHER_TERRAIN = ['.', 'label'] as const

interface Ink {
  sign: string
  role: Role
}

const LINES = { horizontal: ['-', '─'], vertical: ['|', '│'], rising: ['/', '╱'] } as const
const FALLING = ['\\', '╲'] as const
const CROSSING = ['X', '╳'] as const

/** A way that is called in or out, whichever way it lies. */
const THRESHOLD = [':', '·'] as const

/** The sky is no way on a flat map: rooms that lead up or down bear a sign. */
const LEVELS = [
  { ways: ['up', 'down'], sign: '%', text: 'up and down' },
  { ways: ['up'], sign: '<', text: 'up' },
  { ways: ['down'], sign: '>', text: 'down' },
] as const

/** A grid of characters, each with its colour, and the words that explain the signs on it. */
class Sheet {
  readonly #rows: (Ink | undefined)[][]
  readonly legend = new Map<string, string>()

  constructor(columns: number, rows: number) {
    this.#rows = Array.from({ length: rows }, () => new Array(columns).fill(undefined))
  }

  put(column: number, row: number, sign: string, role: Role): void {
    const line = this.#rows[row]
    if (line && column >= 0 && column < line.length) line[column] = { sign, role }
  }

  signAt(column: number, row: number): string {
    return this.#rows[row]?.[column]?.sign ?? ''
  }

  /** Painted lines around `middle`, as wide as may be, without what is empty all round. */
  lines(page: Page, middle: number, columnsMax: number): string[] {
    const from = Math.max(0, middle - Math.floor(columnsMax / 2))
    const rows = this.#rows.map((row) => row.slice(from, from + columnsMax))
    const isInked = (row: (Ink | undefined)[]) => row.some((ink) => ink)
    const first = rows.findIndex(isInked)
    const last = rows.findLastIndex(isInked)
    const left = Math.min(...rows.filter(isInked).map((row) => row.findIndex((ink) => ink)))
    return rows.slice(first, last + 1).map((row) => {
      const end = row.findLastIndex((ink) => ink) + 1
      return inked(page, row.slice(left, end))
    })
  }
}

/** A line of signs, each run of one colour painted once. */
function inked(page: Page, row: readonly (Ink | undefined)[]): string {
  let line = ''
  let run: Ink | undefined
  for (const ink of row) {
    if (run && ink?.role === run.role) {
      run = { sign: run.sign + ink.sign, role: run.role }
      continue
    }
    line += run ? page.paint(run.role, run.sign) : ''
    run = ink
    if (!ink) line += ' '
  }
  return line + (run ? page.paint(run.role, run.sign) : '')
}

/**
 * The lines of a map as the events `map` and `automap` carry it, with the viewer in the middle.
 *
 * @returns  painted lines, and what each sign on them means; none if the map is broken
 */
export function drawMap(
  page: Page,
  fields: Fields,
): { lines: string[]; legend: ReadonlyMap<string, string> } {
  const width = numberOf(fields, 'width')
  const cells = cellsIn(fields)
  const height = cells.length / width
  const isWhole = Number.isInteger(width) && Number.isInteger(height) && width % 2 === 1
  if (!isWhole || width > ROOMS_ACROSS_MAX || height > ROOMS_ACROSS_MAX || cells.length === 0) {
    return { lines: [], legend: new Map() }
  }
  const sheet = new Sheet(width * PITCH + 1, height * 2 + 1)
  const terrains = textsOf(fields, 'terrains')
  const middle = (cells.length - 1) / 2
  cells.forEach((cell, i) => {
    if (cell === 0) return
    const column = (i % width) * PITCH + 2
    const row = Math.floor(i / width) * 2 + 1
    drawWays(page, sheet, cell, column, row)
    drawRoom(sheet, cell, column, row, i === middle ? '@' : '', terrains)
  })
  const lines = sheet.lines(page, (width * PITCH) / 2, page.style.columns)
  return { lines, legend: sheet.legend }
}

function cellsIn(fields: Fields): number[] {
  const cells = fields['cells']
  if (!Array.isArray(cells)) return []
  return cells.map((cell) => (typeof cell === 'number' ? cell : 0))
}

/** 0: no way; 1: a way; 2: a closed door; 3: a way in or out. */
function wayIn(cell: number, way: string): number {
  return (cell >> (TERRAIN_BITS + WAY_BITS * WAYS.indexOf(way))) & (2 ** WAY_BITS - 1)
}

function drawRoom(
  sheet: Sheet,
  cell: number,
  column: number,
  row: number,
  you: string,
  terrains: readonly string[],
): void {
  const terrain = terrains[(cell & (2 ** TERRAIN_BITS - 1)) - 1] ?? ''
  const [ground, role] = TERRAINS.get(terrain) ?? OTHER_TERRAIN
  const level = LEVELS.find(({ ways }) => ways.every((way) => wayIn(cell, way) !== 0))
  const sign = you || level?.sign || ground
  sheet.put(column - 1, row, '[', role)
  sheet.put(column + 1, row, ']', role)
  sheet.put(column, row, sign, you ? 'title' : level ? 'exit' : role)
  if (you) sheet.legend.set(sign, 'you')
  else if (level) sheet.legend.set(sign, level.text)
  else if (terrain !== '') sheet.legend.set(sign, terrain)
}

function drawWays(page: Page, sheet: Sheet, cell: number, column: number, row: number): void {
  const draw = (way: string, east: number, south: number, line: readonly [string, string]) => {
    const state = wayIn(cell, way)
    if (state === 0) return
    const [x, y] = [column + 2 * east, row + south]
    const drawn = signFor(sheet.signAt(x, y), state, line, page.style.utf8)
    if (drawn === '+') sheet.legend.set('+', 'a closed door')
    if (state === INNER) sheet.legend.set(drawn, 'in or out')
    sheet.put(x, y, drawn, drawn === '+' ? 'exit' : 'label')
  }
  draw('north', 0, -1, LINES.vertical)
  draw('south', 0, 1, LINES.vertical)
  draw('east', 1, 0, LINES.horizontal)
  draw('west', -1, 0, LINES.horizontal)
  draw('northeast', 1, -1, LINES.rising)
  draw('southwest', -1, 1, LINES.rising)
  draw('northwest', -1, -1, FALLING)
  draw('southeast', 1, 1, FALLING)
}

/** Two slanting ways that meet in one place cross; a door is seen from both sides. */
function signFor(
  there: string,
  state: number,
  line: readonly [string, string],
  utf8: boolean,
): string {
  if (state === CLOSED || there === '+') return '+'
  if (state === INNER) return THRESHOLD[utf8 ? 1 : 0]
  const sign = line[utf8 ? 1 : 0]
  const slants: readonly string[] = [...LINES.rising, ...FALLING]
  const crosses = slants.includes(sign) && slants.includes(there) && sign !== there
  return crosses || there === CROSSING[utf8 ? 1 : 0] ? CROSSING[utf8 ? 1 : 0] : sign
}
