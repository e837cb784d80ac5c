import fc from 'fast-check'
import t from 'tap'
import { checkName, displayName, isNameShaped, nameKey } from './names.ts'

const commands = new Set(['whisper', 'score'])
const check = (name: string) => checkName(name, commands)

t.test('names as people have them are taken', async (t) => {
  for (const name of ['Ada', 'ada', "O'Neil", 'O’Neil', 'Anne-Marie', ' Ada ', 'x'.repeat(20)]) {
    t.equal(check(name), undefined, name)
  }
})

t.test('what is no name is refused in words that say why', async (t) => {
  const letters =
    'A name is made of the letters A to Z, with single apostrophes or hyphens between them.'
  for (const name of [
    '../x',
    'ada1',
    '🐉🐉🐉',
    'Åsa',
    'ada lovelace',
    "'ada",
    'ada-',
    'a--da',
    '',
  ]) {
    t.strictSame(check(name), { refused: 'name-invalid', words: letters }, name)
  }
  const long = { refused: 'name-invalid', words: 'A name has 20 letters at most.' }
  t.strictSame(check('x'.repeat(300)), long)
  t.strictSame(check('ab'), { refused: 'name-invalid', words: 'A name has 3 letters at least.' })
})

t.test('reserved words and commands are kept, in any case and however joined', async (t) => {
  for (const name of ['admin', 'Root', 'NORTH', 'someone', 'whisper', 'ad-min', "sc'ore"]) {
    t.match(check(name), { refused: 'name-reserved' }, name)
  }
  t.strictSame(check('admin'), {
    refused: 'name-reserved',
    words: 'The name Admin is kept for other uses: please choose another.',
  })
})

t.test('names are compared without case and shown with a capital', async (t) => {
  t.equal(nameKey('O’NEIL'), nameKey("o'neil"))
  t.equal(displayName('ada'), 'Ada')
  t.equal(displayName('McAda'), 'McAda')
})

t.test('any text is either a plain short name or refused', async () => {
  const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.stringMatching(/^[a-z'-]+$/))
  fc.assert(
    fc.property(text, (name) => {
      const refusal = check(name)
      if (refusal !== undefined) return refusal.words.length < 120
      return isNameShaped(name) && /^[A-Z][A-Za-z'-]{2,19}$/.test(displayName(name))
    }),
  )
})
