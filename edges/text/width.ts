/**
 * Ranges of code points that are two columns wide (UAX #11, classes W and F, Unicode 17), without
 * emoji, for which the regular expression below asks. Unassigned gaps are filled.
 */
// biome-ignore format: pairs
const WIDE: readonly number[] = [
  0x1100, 0x115f, 0x2329, 0x232a, 0x2630, 0x2637, 0x268a, 0x268f, 0x2e80, 0x303e, 0x3041, 0x3247,
  0x3250, 0xa4c6, 0xa960, 0xa97c, 0xac00, 0xd7a3, 0xf900, 0xfaff, 0xfe10, 0xfe19, 0xfe30, 0xfe6b,
  0xff01, 0xff60, 0xffe0, 0xffe6, 0x16fe0, 0x1b2fb, 0x1d300, 0x1d376, 0x1f200, 0x1f265,
  0x20000, 0x3fffd,
]
const WIDE_EMOJI = /^\p{Emoji_Presentation}/u
/** Halves of flags: two of them, one column each, make one flag. */
const FLAG_HALF = /^\p{Regional_Indicator}/u
/** Marks drawn over the letter before them; vowels and finals of decomposed Hangul. */
const COMBINING = /^[\p{Mn}\p{Me}\u1160-\u11ff\ud7b0-\ud7ff]/u

const ESCAPE = 0x1b
const ESCAPE_END = 0x6d // m

/** Widths of characters of the basic plane, plus one, once they were asked for. */
const known = new Uint8Array(0x10000)

/**
 * Terminal columns of one character: 0 combining, 2 East Asian wide or emoji, else 1.
 *
 * Where terminals disagree (skin tones, joined emoji) it is the larger number, so that no line
 * grows too long.
 */
export function widthOfCodePoint(codePoint: number): number {
  if (codePoint < 0x300) return 1
  if (codePoint >= known.length) return measure(codePoint)
  if (known[codePoint] === 0) known[codePoint] = measure(codePoint) + 1
  return known[codePoint]! - 1
}

function measure(codePoint: number): number {
  const character = String.fromCodePoint(codePoint)
  if (COMBINING.test(character)) return 0
  if (FLAG_HALF.test(character)) return 1
  if (WIDE_EMOJI.test(character)) return 2
  for (let i = 0; i < WIDE.length; i += 2) {
    if (codePoint < WIDE[i]!) return 1
    if (codePoint <= WIDE[i + 1]!) return 2
  }
  return 1
}

/** Terminal columns of one line. Our colour escapes (`ESC [ … m`) take none. */
export function widthOf(line: string): number {
  let width = 0
  for (let i = 0; i < line.length; i++) {
    const unit = line.charCodeAt(i)
    if (unit === ESCAPE) i = escapeEnd(line, i) - 1
    else if (unit < 0x300) width++
    else {
      const codePoint = line.codePointAt(i)!
      if (codePoint > 0xffff) i++
      width += widthOfCodePoint(codePoint)
    }
  }
  return width
}

/** The index after the colour escape that begins at `start`. */
export function escapeEnd(text: string, start: number): number {
  let i = start + 1
  while (i < text.length && text.charCodeAt(i) !== ESCAPE_END) i++
  return Math.min(i + 1, text.length)
}

/** `text` with blanks after it, `columns` wide; longer ones stay as they are. */
export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - widthOf(text)))
}
