import fc from 'fast-check'
import t from 'tap'
import { COLOUR_ESCAPES, ESCAPE, paint, paletteFor, RESET, ROLE_NAMES } from './colour.ts'
import { sanitize } from './sanitize.ts'
import { widthOf } from './width.ts'
import { COLUMNS_MIN, wrap } from './wrap.ts'

t.test('a line that fits stays as it is', async (t) => {
  t.equal(wrap('You take the lantern.', 80), 'You take the lantern.\n')
  t.equal(wrap('', 80), '\n')
})

t.test('breaks are made at blanks, and indents hang', async (t) => {
  const text = 'one two three four five six seven'
  t.equal(wrap(text, 20), 'one two three four\nfive six seven\n')
  t.equal(wrap(text, 20, '- ', '  '), '- one two three four\n  five six seven\n')
})

t.test('paragraphs and empty lines are kept', async (t) => {
  const text = 'one two three four five\n\nsix\n'
  t.equal(wrap(text, 20, '  '), '  one two three four\n  five\n\n  six\n\n')
})

t.test('a word wider than the line is split', async (t) => {
  t.equal(
    wrap(`go ${'x'.repeat(45)} on`, 20),
    `go\n${'x'.repeat(20)}\n${'x'.repeat(20)}\nxxxxx on\n`,
  )
})

t.test('East Asian text breaks between characters, but not before closing marks', async (t) => {
  t.equal(wrap('一二三四五六七八九十。百', 20), '一二三四五六七八九\n十。百\n')
})

t.test('a pair of surrogates stays together', async (t) => {
  t.equal(wrap('🦊'.repeat(11), 21), `${'🦊'.repeat(10)}\n🦊\n`)
})

t.test('colours end with their line and begin again on the next, after the indent', async (t) => {
  const red = `${ESCAPE}[31m`
  t.equal(
    wrap(`He says, ${red}"one two three four five"${RESET} loudly`, 20, '', '  '),
    `He says, ${red}"one two${RESET}\n  ${red}three four five"${RESET}\n  loudly\n`,
  )
})

t.test('a label too wide for hanging stands alone', async (t) => {
  t.equal(wrap('some words', 20, 'a very long label  '), 'a very long label\n  some words\n')
})

const words = fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }).map(sanitize), {
  maxLength: 40,
})
const painted = fc
  .array(fc.tuple(fc.constantFrom(...ROLE_NAMES), words), { maxLength: 6 })
  .map((parts) =>
    parts.map(([role, text]) => paint(paletteFor('256'), role, text.join(' '))).join(' '),
  )
const columnsOf = fc.integer({ min: COLUMNS_MIN, max: 120 })
const indentOf = fc.integer({ min: 0, max: 9 }).map((columns) => ' '.repeat(columns))
const letters = (text: string) => text.replace(COLOUR_ESCAPES, '').replace(/[ \n]/g, '')

t.test('no line is wider than its columns, and no letter is lost', async () => {
  const property = fc.property(painted, columnsOf, indentOf, (text, columns, indent) => {
    const wrapped = wrap(text, columns, indent)
    const lines = wrapped.split('\n')
    return lines.every((line) => widthOf(line) <= columns) && letters(wrapped) === letters(text)
  })
  fc.assert(property)
})

t.test('each line closes the colours it opens', async () => {
  const property = fc.property(painted, columnsOf, (text, columns) =>
    wrap(text, columns)
      .split('\n')
      .every((line) => {
        const last = line.match(COLOUR_ESCAPES)?.at(-1)
        return last === undefined || last === RESET
      }),
  )
  fc.assert(property)
})
