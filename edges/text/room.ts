import type { EntityRecord } from '#protocol/record.ts'
import { bareNameOf } from './grammar.ts'
import { Page, sentence } from './page.ts'
import { presences } from './presence.ts'
import { sanitizeName, sanitizeParagraphs } from './sanitize.ts'
import { overheadText } from './skyTexts.ts'
import type { Style } from './style.ts'
import { columnOf, type RoomView } from './view.ts'

const BLIND = 'You can see nothing: you are blind.'
const DARK = 'It is pitch dark. Only the ways out can be felt.'

/** The order in which ways are named. */
const COMPASS: readonly string[] = [
  'north',
  'northeast',
  'east',
  'southeast',
  'south',
  'southwest',
  'west',
  'northwest',
  'up',
  'down',
  'in',
  'out',
]

/**
 * A room as a player sees it: whole lines, each ended by `\n`.
 *
 * @param self     the viewer's uid: nobody sees itself standing about
 * @param options  `brief`: the description only if the player looked
 */
export function renderRoomView(
  view: RoomView,
  self: number,
  style: Style,
  options: { brief: boolean; autoexit: boolean },
): string {
  const page = new Page(style)
  const room = view.records[0]
  if (!view.lit || !room) return page.line(room?.uid === 0 ? BLIND : DARK).text

  const title = sanitizeName(columnOf(room, 'described', 'name', ''))
  page.line(page.paint('title', style.screenReader ? sentence(title) : title))
  const description = sanitizeParagraphs(columnOf(room, 'room', 'description', '')).trimEnd()
  const isDescribed = !options.brief || view.reason === 'look'
  if (isDescribed && description !== '') page.line(description)
  const sky = (column: string) => columnOf(room, 'overhead', column, '')
  const overhead = overheadText(sky('daytime'), sky('weather'))
  if (overhead !== '') page.line(overhead)
  if (options.autoexit) page.line(exitsLine(page, exitsIn(view.records)))
  for (const line of presences(page, presentIn(view, self), self)) page.line(line, '', '  ')
  return page.text
}

/** Records of the ways out, in the order of `COMPASS`; unknown ways last. */
export function exitsIn(records: readonly EntityRecord[]): EntityRecord[] {
  const rank = (exit: EntityRecord) => {
    const index = COMPASS.indexOf(columnOf(exit, 'exit', 'direction', ''))
    return index < 0 ? COMPASS.length : index
  }
  return records.filter(({ components }) => components['exit']).sort((a, b) => rank(a) - rank(b))
}

/** Records of things and beings in the room, without what they hold and without the viewer. */
export function presentIn({ records }: RoomView, self: number): EntityRecord[] {
  const room = records[0]?.uid ?? 0
  return records
    .slice(1)
    .filter((record) => !record.components['exit'] && record.uid !== self)
    .filter((record) => columnOf(record, 'location', 'holder', room) === room)
}

function exitsLine(page: Page, exits: readonly EntityRecord[]): string {
  if (page.style.screenReader) {
    const ways = exits.map((exit) => sentence(wayIn(page, exit)))
    return [exits.length === 0 ? 'No exits.' : `Exits: ${exits.length}.`, ...ways].join(' ')
  }
  const ways = exits.map((exit) => wayIn(page, exit))
  return `${page.paint('label', 'Exits:')} ${ways.length === 0 ? 'none' : ways.join(', ')}`
}

/** `north`, `east (iron gate, closed)`; for a screen reader `east, an iron gate, closed`. */
function wayIn(page: Page, exit: EntityRecord): string {
  const direction = sanitizeName(columnOf(exit, 'exit', 'direction', 'somewhere'))
  const way = page.paint('exit', direction)
  if (columnOf(exit, 'door', 'closed', 0) !== 1) return way
  const name = sanitizeName(columnOf(exit, 'described', 'name', '')) || 'a door'
  return page.style.screenReader
    ? `${way}, ${name}, closed`
    : `${way} (${bareNameOf(name)}, closed)`
}
