import { type Refused, refuse } from './define.ts'

/** The longest text that one can say, tell or act at once, in UTF-16 units. */
const SPOKEN_CHARS_MAX = 1_000

/**
 * What of `text` is really said.
 *
 * @param verb  for the answers: `say`, `whisper`
 * @returns     it, or why nothing is said
 */
export function spoken(text: string | undefined, verb: string): string | Refused {
  const words = (text ?? '').trim()
  if (words === '') return refuse(`What do you want to ${verb}?`)
  if (words.length <= SPOKEN_CHARS_MAX) return words
  return refuse(
    `That is too much at once: ${SPOKEN_CHARS_MAX.toLocaleString('en')} letters at most.`,
  )
}
