import type { ColourDepth } from '#edges/session/terminal.ts'

/**
 * All that decides how a text looks. Sessions that look alike share one object, so that what many
 * see is rendered once for each distinct style.
 */
export interface Style {
  /** Columns to wrap at. */
  columns: number
  colour: ColourDepth
  utf8: boolean
  /** Sentences instead of tables, one thing a line, no drawing. */
  screenReader: boolean
}

const STYLES_MAX = 4_096
const interned = new Map<string, Style>()

/** The one object for these values. */
export function styleFor({ columns, colour, utf8, screenReader }: Style): Style {
  const key = `${columns} ${colour} ${utf8} ${screenReader}`
  const known = interned.get(key)
  if (known) return known
  const style = Object.freeze({ columns, colour, utf8, screenReader })
  // Widths are clamped, so there can be few; should a bug make many, none is kept.
  if (interned.size < STYLES_MAX) interned.set(key, style)
  return style
}
