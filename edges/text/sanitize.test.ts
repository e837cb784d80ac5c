import fc from 'fast-check'
import t from 'tap'
import { cut, NAME_UNITS_MAX, sanitize, sanitizeName, sanitizeParagraphs } from './sanitize.ts'

const table: [why: string, typed: string, shown: string][] = [
  ['plain words stay', 'Hello, "Bo"!', 'Hello, "Bo"!'],
  ['letters of the world stay', 'Zoë Ødegård Ωμέγα 東京', 'Zoë Ødegård Ωμέγα 東京'],
  ['a colour escape goes whole', '\u001b[1;31mred\u001b[0m', 'red'],
  ['an 8-bit control sequence goes whole', '\u009b31mred', 'red'],
  ['a bare escape goes', 'a\u001b]0;title\u0007b', 'a]0;titleb'],
  ['bells, backspaces and DEL go', 'a\u0007\b\u007fb', 'ab'],
  ['U+00FF, telnet’s IAC in Latin-1, becomes a letter', 'ÿ y\u0308', 'y y'],
  ['line ends become blanks', 'a\r\nb\rc\nd\u2028e\u0085f', 'a b c d e f'],
  ['a tab is a blank', 'a\tb', 'a b'],
  ['reordering marks go', 'a\u202eb\u2066c\u200fd', 'abcd'],
  ['nothing-to-see characters go', 'a\u200bb\u2060c\ufeffd\u00ade\u3164f', 'abcdef'],
  ['variation selectors and joiners go', '❤\ufe0f 👩\u200d🚀', '❤ 👩🚀'],
  ['tags go', 'a\u{e0041}b', 'ab'],
  ['half a surrogate pair goes', 'a\ud83db', 'ab'],
  ['private and non-characters go', 'a\ue000b\uffff\ufdd0', 'ab'],
  ['marks are composed', 'e\u0301', 'é'],
  ['heaps of marks are trimmed', `x${'\u0335'.repeat(40)}y`, `x${'\u0335'.repeat(3)}y`],
  ['a mark without a letter goes', '\u0335\u0335x', 'x'],
]

for (const [why, typed, shown] of table) {
  t.test(`sanitize: ${why}`, async (t) => {
    t.equal(sanitize(typed), shown)
  })
}

t.test('paragraphs keep their line ends, and nothing else that steers', async (t) => {
  t.equal(sanitizeParagraphs('one\r\ntwo\u001b[2J\n\nthree'), 'one\ntwo\n\nthree')
})

const anyText = fc.string({ unit: 'binary', maxLength: 60 })
const steering = /[\p{Cc}\p{Cf}\p{Cs}\p{DI}\u00ff]/u

t.test('no control, no invisible character and no line end ever comes through', async () => {
  fc.assert(fc.property(anyText, (text) => !steering.test(sanitize(text))))
  const lines = (text: string) => sanitizeParagraphs(text).replaceAll('\n', '')
  fc.assert(fc.property(anyText, (text) => !steering.test(lines(text))))
})

t.test('what is clean stays as it is', async () => {
  fc.assert(fc.property(anyText, (text) => sanitize(sanitize(text)) === sanitize(text)))
})

t.test('a name is cut, but not within a character', async (t) => {
  t.equal(sanitizeName('Ada'), 'Ada')
  t.equal(sanitizeName('x'.repeat(5000)), 'x'.repeat(NAME_UNITS_MAX))
  t.equal(cut('🦊🦊', 3), '🦊')
  t.equal(cut('🦊🦊', 4), '🦊🦊')
})
