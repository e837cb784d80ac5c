import { type Refused, refuse } from './define.ts'

/** The longest text that one can say, tell or act at once, in UTF-16 units. */
export const SPOKEN_CHARS_MAX = 1_000

/** Line ends, escapes and their like: what is said is one line of plain text. */
const CONTROLS = /[\p{Cc}\u2028\u2029]+/gu

/**
 * What of `text` is really said.
 *
 * @param verb  for the answers: `say`, `whisper`
 * @returns     it without control characters, or why nothing is said
 */
export function spoken(text: string | undefined, verb: string): string | Refused {
  const plain = (text ?? '').replace(CONTROLS, ' ').trim()
  if (plain === '') return refuse(`What do you want to ${verb}?`)
  if (plain.length <= SPOKEN_CHARS_MAX) return plain
  return refuse(
    `That is too much at once: ${SPOKEN_CHARS_MAX.toLocaleString('en')} letters at most.`,
  )
}
