import type { EntityRecord } from '#protocol/record.ts'
import type { Role } from './colour.ts'
import { capitalise, findName, severalOf } from './grammar.ts'
import type { Page } from './page.ts'
import { sanitize, sanitizeName } from './sanitize.ts'
import { columnOf } from './view.ts'

/** A line for each kind of thing and being in a room: things first, players last. */
export function presences(page: Page, present: readonly EntityRecord[]): string[] {
  const kinds = new Map<string, { record: EntityRecord; count: number }>()
  for (const record of present.toSorted((a, b) => rankOf(a) - rankOf(b))) {
    const isPlayer = record.components['player'] !== undefined
    const key = isPlayer ? String(record.uid) : wordsOf(record)
    const kind = kinds.get(key)
    if (kind) kind.count++
    else kinds.set(key, { record, count: 1 })
  }
  return [...kinds.values()].map(({ record, count }) => presence(page, record, count))
}

function rankOf({ components }: EntityRecord): number {
  if (components['player']) return 2
  return components['mobile'] ? 1 : 0
}

const ROLES: readonly Role[] = ['item', 'mobile', 'player']

function presence(page: Page, record: EntityRecord, count: number): string {
  const role = ROLES[rankOf(record)]!
  if (count > 1 && page.style.screenReader) {
    return `${page.paint(role, capitalise(severalOf(nameIn(record), count)))} are here.`
  }
  const line = paintedLine(page, role, record)
  if (count > 1) return `${page.paint('label', `(${count})`)} ${line}`
  if (columnOf(record, 'player', 'linkDead', 0) !== 1) return line
  return page.style.screenReader
    ? `${line} The link is lost.`
    : `${line} ${page.paint('label', '(link lost)')}`
}

/** Lines as they are painted, by colour depth, role and words: in a crowd the same come often. */
const painted = new Map<string, string>()

/** When so many are known, all are forgotten. */
const PAINTED_MAX = 4_096

function paintedLine(page: Page, role: Role, record: EntityRecord): string {
  const key = `${page.style.colour}\n${role}\n${wordsOf(record)}`
  const known = painted.get(key)
  if (known !== undefined) return known
  const line = paintName(page, role, hereIn(record), nameIn(record))
  if (painted.size >= PAINTED_MAX) painted.clear()
  painted.set(key, line)
  return line
}

/** Name and sentence as they came. */
function wordsOf(record: EntityRecord): string {
  const name = columnOf(record, 'described', 'name', '')
  return `${name}\n${columnOf(record, 'described', 'here', '')}`
}

function nameIn(record: EntityRecord): string {
  return sanitizeName(columnOf(record, 'described', 'name', '')) || 'something'
}

function hereIn(record: EntityRecord): string {
  const here = sanitize(columnOf(record, 'described', 'here', ''))
  return here === '' ? `${capitalise(nameIn(record))} is here.` : here
}

/** Colours the name where the sentence has it, or as much of it as it has; else all of it. */
function paintName(page: Page, role: Role, line: string, name: string): string {
  const found = findName(line, name)
  if (!found) return page.paint(role, line)
  const { start, end } = found
  return line.slice(0, start) + page.paint(role, line.slice(start, end)) + line.slice(end)
}
