import { sanitize, sanitizeParagraphs } from '#edges/text/sanitize.ts'

/** [limit] What is written to be read later, in UTF-16 units. */
export const TEXT_UNITS_MAX = 8_000
export const SUBJECT_UNITS_MAX = 80

const HOUR_MS = 3_600_000

/** Something written: a letter, a post. */
export interface Text {
  /** One line. */
  subject: string
  /** Lines parted by `\n`. */
  text: string
}

/** What may be kept of what somebody wrote. */
export function textIn(subject: unknown, text: unknown): Text {
  const words = typeof subject === 'string' ? sanitize(subject).trim() : ''
  return {
    subject: words === '' ? 'no subject' : words,
    text: typeof text === 'string' ? sanitizeParagraphs(text).trimEnd() : '',
  }
}

/** Why it cannot be kept, in words for whoever wrote it; undefined if it can. */
export function textRefusal({ subject, text }: Text): string | undefined {
  if (text === '') return 'There is nothing in it, so nothing was sent.'
  if (subject.length > SUBJECT_UNITS_MAX) {
    return `A subject has ${SUBJECT_UNITS_MAX} letters at most.`
  }
  if (text.length <= TEXT_UNITS_MAX) return undefined
  return `That is too long: ${TEXT_UNITS_MAX.toLocaleString('en')} letters at most.`
}

/** So far back what somebody has written counts against how much one may write. */
export function anHourBefore(nowMs: number): Date {
  return new Date(nowMs - HOUR_MS)
}
