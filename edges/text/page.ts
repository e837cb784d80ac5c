import { COLOUR_ESCAPES, ESCAPE, type Palette, paint, paletteFor, type Role } from './colour.ts'
import { capitalise } from './grammar.ts'
import type { Style } from './style.ts'
import { padEnd, widthOf } from './width.ts'
import { wrap } from './wrap.ts'

/** A value with its name: a row of a table. Texts are sanitized, and may be painted. */
export interface Row {
  label: string
  value: string
  /** What there is to say of the value: a third column. */
  detail?: string
}

const INDENT = '  '
const GAP_COLUMNS = 2
/** Shorter lists stand one below the other. */
const COLUMNS_FROM_ENTRIES = 7
const SENTENCE_END = /[.!?:]"?$/

/**
 * A text of several lines for one style: the only place that knows how lists and tables look, and
 * how they sound to a screen reader.
 */
export class Page {
  readonly style: Style
  readonly #palette: Palette
  #text = ''

  constructor(style: Style) {
    this.style = style
    this.#palette = paletteFor(style.colour)
  }

  get text(): string {
    return this.#text
  }

  paint(role: Role, text: string): string {
    return paint(this.#palette, role, text)
  }

  /** Adds a paragraph, wrapped; `first` and `rest` as `wrap` takes them. */
  line(text: string, first = '', rest = first): this {
    this.#text += wrap(text, this.style.columns, first, rest)
    return this
  }

  /** Adds an empty line, for eyes only. */
  space(): this {
    if (!this.style.screenReader) this.#text += '\n'
    return this
  }

  /** Adds a paragraph set in a little, where that can be seen. */
  indented(text: string): this {
    return this.line(text, this.style.screenReader ? '' : INDENT)
  }

  heading(text: string): this {
    return this.line(this.paint('heading', this.style.screenReader ? sentence(text) : text))
  }

  /** Adds entries: in columns as the width allows, or each a sentence on its own line. */
  list(entries: readonly string[]): this {
    if (this.style.screenReader) {
      for (const entry of entries) this.line(sentence(entry))
    } else if (entries.length < COLUMNS_FROM_ENTRIES) {
      for (const entry of entries) this.line(entry, INDENT, INDENT.repeat(2))
    } else this.#columns(entries)
    return this
  }

  /** Adds rows: values aligned behind their labels, or `Label: value. Detail.` */
  table(rows: readonly Row[]): this {
    if (this.style.screenReader) {
      for (const { label, value, detail } of rows) {
        const spoken = sentence(`${label}: ${value}`)
        this.line(detail === undefined ? spoken : `${spoken} ${sentence(detail)}`)
      }
      return this
    }
    const labelColumns = this.#fitted(rows.map(({ label }) => label))
    const valueColumns = this.#fitted(rows.map(({ value }) => value))
    for (const { label, value, detail } of rows) {
      const labelled = INDENT + padEnd(this.paint('label', label), labelColumns)
      if (detail === undefined) this.#cell(value, labelled, INDENT.length + labelColumns)
      else {
        const first = labelled + padEnd(value, valueColumns)
        this.#cell(detail, first, INDENT.length + labelColumns + valueColumns)
      }
    }
    return this
  }

  /** The width of a column and of the gap after it: a few long entries do not push all aside. */
  #fitted(entries: readonly string[]): number {
    const widest = Math.max(0, ...entries.map(widthOf))
    return Math.min(widest, Math.floor(this.style.columns / 3)) + GAP_COLUMNS
  }

  /** Adds a table's last cell, on a line of its own where what stands before it is too wide. */
  #cell(text: string, before: string, column: number): void {
    if (widthOf(before.trimEnd()) + GAP_COLUMNS <= column)
      this.line(text, before, ' '.repeat(column))
    else this.line(before.trimEnd()).line(text, INDENT.repeat(2))
  }

  /** Fills columns from top to bottom, as one reads a list. */
  #columns(entries: readonly string[]): void {
    const room = this.style.columns - INDENT.length
    const columnWidth = Math.max(...entries.map(widthOf)) + GAP_COLUMNS
    const across = Math.max(1, Math.floor((room + GAP_COLUMNS) / columnWidth))
    const down = Math.ceil(entries.length / across)
    for (let row = 0; row < down; row++) {
      const cells: string[] = []
      for (let i = row; i < entries.length; i += down) cells.push(entries[i]!)
      const last = cells.pop()!
      const padded = cells.map((cell) => padEnd(cell, columnWidth)).join('')
      this.line(padded + last, INDENT, INDENT.repeat(2))
    }
  }
}

/** With a capital and a full stop. */
export function sentence(text: string): string {
  const colour = text.startsWith(ESCAPE) ? text.slice(0, text.indexOf('m') + 1) : ''
  const words = capitalise(text.slice(colour.length))
  const isEnded = SENTENCE_END.test(words.replace(COLOUR_ESCAPES, ''))
  return `${colour}${words}${isEnded ? '' : '.'}`
}
