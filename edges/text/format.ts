import { sanitizeParagraphs } from './sanitize.ts'
import type { Style } from './style.ts'
import { wrap } from './wrap.ts'

/** A plain answer of one or more paragraphs: whole lines, each ended by `\n`. */
export function plain(text: string, style: Style): string {
  return wrap(sanitizeParagraphs(text).trimEnd(), style.columns)
}
