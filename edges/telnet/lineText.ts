import { LINE_BYTES_MAX } from '#protocol/intent.ts'

/*
 * Terminal escapes (ECMA-48): a control sequence, a control string up to its terminator, SS2 and
 * SS3 with the one character they shift, any other escape.
 */
const ESCAPES = new RegExp(
  [
    '(?:\\u001b\\[|\\u009b)[0-?]*[ -/]*[@-~]?',
    '(?:\\u001b[\\]PX^_]|[\\u009d\\u0090\\u0098\\u009e\\u009f])' +
      '[^\\u0007\\u001b\\u009c]*(?:\\u0007|\\u001b\\\\|\\u009c)?',
    '(?:\\u001b[NO]|[\\u008e\\u008f])[ -~]?',
    '\\u001b[ -/]*[0-~]?',
  ].join('|'),
  'gu',
)

/* C0, DEL, C1, the two Unicode line ends, byte order marks, and the marks that reorder text. */
const UNWANTED_CHARACTER = /[\p{Cc}\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069]/u
const UNWANTED = new RegExp(UNWANTED_CHARACTER, 'gu')
const ERASURE = /[\b\x7f]/u

/** Applies backspace and DEL as a terminal's line editor does: each takes back one character. */
function edit(text: string): string {
  const kept: string[] = []
  for (const character of text) {
    if (ERASURE.test(character)) kept.pop()
    else kept.push(character)
  }
  return kept.join('')
}

/**
 * What a player meant to type: tabs become spaces, escape sequences and control characters go,
 * erased characters are erased.
 */
function cleanLine(raw: string): string {
  if (!UNWANTED_CHARACTER.test(raw)) return raw
  const text = raw.replaceAll('\t', ' ').replace(ESCAPES, '')
  return (ERASURE.test(text) ? edit(text) : text).replace(UNWANTED, '')
}

/**
 * Decodes one typed line from UTF-8; what is not UTF-8 becomes U+FFFD.
 *
 * @param plain  whether all of it is printable ASCII, which needs no cleaning
 * @returns      the text, or `undefined` if its UTF-8 would exceed 4 KiB (U+FFFD takes three bytes)
 */
export function decodeLine(
  bytes: Buffer,
  from: number,
  to: number,
  plain: boolean,
): string | undefined {
  if (plain) return bytes.toString('latin1', from, to)
  const text = cleanLine(bytes.toString('utf8', from, to))
  return Buffer.byteLength(text) > LINE_BYTES_MAX ? undefined : text
}
