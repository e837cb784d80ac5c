import { COLOUR_ESCAPES, ESCAPE, RESET } from './colour.ts'
import { escapeEnd, widthOf, widthOfCodePoint } from './width.ts'

/** Nothing is wrapped narrower than this. */
export const COLUMNS_MIN = 20

const ESCAPE_UNIT = 0x1b
const BLANK_UNIT = 0x20
/** UTF-16 units below this are one column wide, if they are no controls. */
const NARROW_UNITS = 0x300
/** Closing marks of East Asian writing: no line begins with them. */
const CLOSING = new Set('、。，．！？；：）」』】》〉〕｝ー')

/**
 * Breaks `text` into lines of at most `columns` terminal columns, each ended by `\n`.
 *
 * Breaks are made at blanks and between East Asian characters; a word wider than a line is split.
 * `\n` in `text` stays a line end. Colours are closed at each line's end and opened again on the
 * next.
 *
 * @param text   our own escapes (`ESC [ … m`) and foreign words that were sanitized
 * @param first  what stands before the first line
 * @param rest   blanks before every other line that is not empty
 */
export function wrap(text: string, columns: number, first = '', rest = first): string {
  const room = Math.max(COLUMNS_MIN, columns)
  const firstWidth = widthOf(first)
  const isOneLine = !text.includes('\n') && firstWidth + widthOf(text) <= room
  if (isOneLine) return `${first}${text}\n`
  if (firstWidth > room / 2) return `${wrap(first.trimEnd(), room)}${wrap(text, room, '  ')}`

  const filler = new LineFiller(room, first, rest.slice(0, room / 2))
  for (const paragraph of text.split('\n')) filler.add(paragraph)
  return filler.finish()
}

class LineFiller {
  readonly #columns: number
  readonly #rest: string
  readonly #lines: string[] = []
  #line: string
  #width: number
  /** Where the line's own text begins: its indentation is kept even if a word is too wide. */
  #isEmpty = true

  constructor(columns: number, first: string, rest: string) {
    this.#columns = columns
    this.#rest = rest
    this.#line = first
    this.#width = widthOf(first)
  }

  /** Adds a paragraph and ends its last line. */
  add(paragraph: string): void {
    if (this.#width + widthOf(paragraph) <= this.#columns) {
      if (paragraph === '') this.#line = this.#line.trimEnd()
      this.#line += paragraph
    } else this.#fill(paragraph)
    this.#breakLine()
  }

  /** Most texts break at blanks alone; where that fails it goes on word by word. */
  #fill(paragraph: string): void {
    let start = skipBlanks(paragraph, 0)
    for (;;) {
      const end = lineEnd(paragraph, start, this.#columns - this.#width)
      if (end === undefined) break
      this.#line += paragraph.slice(start, end)
      if (end === paragraph.length) return
      this.#breakLine()
      start = skipBlanks(paragraph, end)
    }
    for (const { gap, word, width } of words(paragraph.slice(start))) this.#place(gap, word, width)
  }

  finish(): string {
    let open = ''
    let text = ''
    for (const line of this.#lines) {
      const escapes = line.includes(ESCAPE) ? line.match(COLOUR_ESCAPES) : null
      const last = escapes?.at(-1) ?? open
      const indent = open === '' ? 0 : line.length - line.trimStart().length
      const body = open + line.slice(indent)
      text += `${line.slice(0, indent)}${body}${last === RESET || last === '' ? '' : RESET}\n`
      open = last === RESET ? '' : last
    }
    return text
  }

  #place(gap: string, word: string, width: number): void {
    const gapWidth = this.#isEmpty ? 0 : gap.length
    if (this.#width + gapWidth + width <= this.#columns) {
      this.#line += (this.#isEmpty ? '' : gap) + word
      this.#width += gapWidth + width
      this.#isEmpty = false
      return
    }
    if (!this.#isEmpty) this.#breakLine()
    if (this.#width + width <= this.#columns) this.#place('', word, width)
    else this.#split(word)
  }

  #split(word: string): void {
    for (const { text, width } of characters(word)) {
      if (this.#width + width > this.#columns) this.#breakLine()
      this.#line += text
      this.#width += width
      this.#isEmpty = false
    }
  }

  #breakLine(): void {
    this.#lines.push(this.#line)
    this.#line = this.#rest
    this.#width = this.#rest.length
    this.#isEmpty = true
  }
}

function skipBlanks(text: string, start: number): number {
  let i = start
  while (text.charCodeAt(i) === BLANK_UNIT) i++
  return i
}

/**
 * Where a line of `room` columns that begins at `start` ends: at a blank or at the end of `text`.
 *
 * @returns undefined if that is not so simple: a word is too wide, or letters are not narrow
 */
function lineEnd(text: string, start: number, room: number): number | undefined {
  let blank = -1
  let width = 0
  for (let i = start; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit === ESCAPE_UNIT) {
      i = escapeEnd(text, i) - 1
      continue
    }
    if (unit >= NARROW_UNITS) return undefined
    width++
    if (unit === BLANK_UNIT) {
      if (text.charCodeAt(i - 1) !== BLANK_UNIT) blank = i
    } else if (width > room) return blank < 0 ? undefined : blank
  }
  return width > room ? undefined : text.length
}

/** Escapes (width 0) and characters of `text`, one by one. */
function* characters(text: string): Generator<{ text: string; width: number }> {
  for (let i = 0; i < text.length; ) {
    const codePoint = text.codePointAt(i)!
    const isEscape = text[i] === ESCAPE
    const end = isEscape ? escapeEnd(text, i) : i + (codePoint > 0xffff ? 2 : 1)
    yield { text: text.slice(i, end), width: isEscape ? 0 : widthOfCodePoint(codePoint) }
    i = end
  }
}

/** What may not be broken, and the blanks before it. */
function* words(paragraph: string): Generator<{ gap: string; word: string; width: number }> {
  let gap = ''
  let word = ''
  let width = 0
  let endsWide = false
  for (const { text, width: columns } of characters(paragraph)) {
    const isBlank = text === ' '
    const mayBreak = (endsWide || columns === 2) && columns > 0 && !CLOSING.has(text)
    if (word !== '' && (isBlank || mayBreak)) {
      yield { gap, word, width }
      gap = ''
      word = ''
      width = 0
    }
    if (columns > 0) endsWide = columns === 2
    if (isBlank) gap += text
    else {
      word += text
      width += columns
    }
  }
  if (word !== '') yield { gap, word, width }
}
