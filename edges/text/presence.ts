import type { EntityRecord } from '#protocol/record.ts'
import type { Role } from './colour.ts'
import { capitalise, findName, listOf, severalOf, theNameOf } from './grammar.ts'
import type { Page } from './page.ts'
import { sanitize, sanitizeName } from './sanitize.ts'
import { columnOf } from './view.ts'

/** Those who are told in one line: of one kind, or players who do the same. */
interface Kind {
  records: EntityRecord[]
  doing: string
}

/**
 * A line for each kind of thing and being in a room: things first, players last.
 *
 * @param self  uid of the viewer, whom somebody may fight
 */
export function presences(page: Page, present: readonly EntityRecord[], self: number): string[] {
  const kinds = new Map<string, Kind>()
  const names = namesBy(present, self)
  for (const record of present.toSorted((a, b) => rankOf(a) - rankOf(b))) {
    const doing = doingOf(record, names)
    const key = `${kindOf(record)}\n${doing}`
    const kind = kinds.get(key)
    if (kind) kind.records.push(record)
    else kinds.set(key, { records: [record], doing })
  }
  return [...kinds.values()].map((kind) => presence(page, kind))
}

/** Players without a sentence of their own stand together, those whose link is lost alone. */
function kindOf(record: EntityRecord): string {
  if (!record.components['player']) return wordsOf(record)
  const isAlone = isLinkLost(record) || columnOf(record, 'described', 'here', '') !== ''
  return isAlone ? String(record.uid) : 'player'
}

function isLinkLost(record: EntityRecord): boolean {
  return columnOf(record, 'player', 'linkDead', 0) === 1
}

/** What those who are present, and the viewer, are called by whoever fights them. */
function namesBy(present: readonly EntityRecord[], self: number): ReadonlyMap<number, string> {
  const names = new Map([[self, 'you']])
  for (const record of present) {
    if (foeIn(record) === 0) continue
    for (const each of present) names.set(each.uid, theNameOf(nameIn(each)))
    break
  }
  return names
}

function foeIn(record: EntityRecord): number {
  return columnOf(record, 'fighting', 'foe', 0)
}

/** In the order of the places of `posture`; one who stands is shown by its own sentence. */
const LYING_ABOUT = ['is sleeping here', 'is resting here', 'is sitting here']

/** What a being does that is told instead of its own sentence; `''`: nothing of the kind. */
function doingOf(record: EntityRecord, names: ReadonlyMap<number, string>): string {
  const foe = foeIn(record)
  if (foe !== 0) return `is here, fighting ${names.get(foe) ?? 'someone'}`
  return LYING_ABOUT[columnOf(record, 'posture', 'posture', LYING_ABOUT.length)] ?? ''
}

function rankOf({ components }: EntityRecord): number {
  if (components['player']) return 2
  return components['mobile'] ? 1 : 0
}

const ROLES: readonly Role[] = ['item', 'mobile', 'player']

function presence(page: Page, { records, doing }: Kind): string {
  const [record] = records
  const role = ROLES[rankOf(record!)]!
  if (records.length > 1) return together(page, role, records, doing)
  const line =
    doing === ''
      ? paintedLine(page, role, record!)
      : `${page.paint(role, capitalise(nameIn(record!)))} ${doing}.`
  if (!isLinkLost(record!)) return line
  return page.style.screenReader
    ? `${line} The link is lost.`
    : `${line} ${page.paint('label', '(link lost)')}`
}

/**
 * `Ada, Bo and Cem are here.`, `Two grey foxes are here, fighting you.` A sentence that a builder
 * wrote for one of them is kept for eyes, with their number before it.
 */
function together(page: Page, role: Role, records: readonly EntityRecord[], doing: string): string {
  const [record] = records
  const isOwn =
    role !== 'player' && doing === '' && columnOf(record!, 'described', 'here', '') !== ''
  if (isOwn && !page.style.screenReader) {
    return `${page.paint('label', `(${records.length})`)} ${paintedLine(page, role, record!)}`
  }
  const names =
    role === 'player'
      ? listOf(records.map((each) => page.paint(role, capitalise(nameIn(each)))))
      : page.paint(role, capitalise(severalOf(nameIn(record!), records.length)))
  return `${names} ${doing === '' ? 'are here' : doing.replace(/^is/, 'are')}.`
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
