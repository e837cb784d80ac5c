import { ESCAPE } from './colour.ts'

/** [limit] A name in a sentence or a message is cut after so many UTF-16 units. */
export const NAME_UNITS_MAX = 120

/** Letters and signs that need no look: Latin, Greek, Cyrillic, kana and Han, already composed. */
const PLAIN =
  ' -~\u00a0-\u00ac\u00ae-\u00fe\u0100-\u02ff\u0391-\u03a1\u03a3-\u03c9\u0400-\u0482' +
  '\u3001-\u3029\u3041-\u3096\u30a1-\u30fe\u4e00-\u9fff\u2010-\u2027'
const PLAIN_LINE = new RegExp(`^[${PLAIN}]*$`, 'u')
const PLAIN_PARAGRAPHS = new RegExp(`^[${PLAIN}\\n]*$`, 'u')

/** Control sequences of terminals (ECMA-48) go whole: `ESC [ 31 m` leaves no `[31m`. */
const CONTROL_SEQUENCES = new RegExp(`(?:${ESCAPE}\\[|\u009b)[0-?]*[ -/]*[@-~]?`, 'gu')
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/gu
/**
 * Controls, lone surrogates, private and non-characters, marks that reorder text, and whatever is
 * drawn as nothing (Unicode's Default_Ignorable_Code_Point). Joiners and variation selectors are
 * among them: terminals disagree on the width of what they make.
 */
const UNWANTED = /(?!\n)[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{DI}\p{NChar}]/gu
/** Four marks on one letter are more than any living orthography needs. */
const HEAPED_MARKS = /(\p{M}{3})\p{M}+/gu
/** A mark without a letter would sit on whatever we write before it. */
const ORPHANED_MARKS = /(^|\n)\p{M}+/gu

/**
 * Makes foreign words (names, what players said) fit to stand inside a line of ours.
 *
 * The result holds no control character, nothing invisible, nothing that reorders, no U+00FF (whose
 * byte in Latin-1 is telnet's IAC) and no line end.
 */
export function sanitize(text: string): string {
  return PLAIN_LINE.test(text) ? text : strip(text).replaceAll('\n', ' ')
}

/** The same for texts of several lines: `\n` stays, other line ends become `\n`. */
export function sanitizeParagraphs(text: string): string {
  return PLAIN_PARAGRAPHS.test(text) ? text : strip(text)
}

/** `sanitize` for names, cut to `NAME_UNITS_MAX`. */
export function sanitizeName(name: string): string {
  const clean = sanitize(name)
  return clean.length <= NAME_UNITS_MAX ? clean : cut(clean, NAME_UNITS_MAX)
}

/** The beginning of `text`, at most `unitsMax` UTF-16 units, no surrogate pair split. */
export function cut(text: string, unitsMax: number): string {
  if (text.length <= unitsMax) return text
  const last = text.charCodeAt(unitsMax - 1)
  const isHighSurrogate = last >= 0xd800 && last <= 0xdbff
  return text.slice(0, isHighSurrogate ? unitsMax - 1 : unitsMax)
}

function strip(text: string): string {
  return text
    .replace(CONTROL_SEQUENCES, '')
    .replace(LINE_ENDS, '\n')
    .replaceAll('\t', ' ')
    .replace(UNWANTED, '')
    .normalize('NFC')
    .replaceAll('\u00ff', 'y')
    .replace(HEAPED_MARKS, '$1')
    .replace(ORPHANED_MARKS, '$1')
}
