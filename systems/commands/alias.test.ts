import fc from 'fast-check'
import t from 'tap'
import { Aliases } from '#components/aliases.ts'
import { attach } from '#components/entities.ts'
import { TestHouse } from '#systems/testHouse.ts'
import { aliasesOf, EXPANDED_CHARS_MAX, expandAlias } from './alias.ts'

t.test('an alias stands for a line, with what follows at its end', async (t) => {
  const house = new TestHouse()
  const { zone, ada } = house
  t.same(house.events('alias hail say  Hail,'), [
    { verb: 'note', text: '"hail" now stands for "say Hail,".' },
  ])

  t.equal(expandAlias(zone, ada, 'HAIL good  people'), 'say Hail, good  people')
  t.equal(expandAlias(zone, ada, 'hail'), 'say Hail,')
  t.equal(expandAlias(zone, ada, 'hailing'), 'hailing')
  t.same(house.events('hail Bob'), [{ verb: 'say', actor: ada, text: 'Hail, Bob' }])
})

t.test('$* stands for what follows, as typed', async (t) => {
  const house = new TestHouse()
  const { zone, ada } = house
  house.events('alias greet emote waves at $*, and $* only.')

  t.equal(expandAlias(zone, ada, 'greet Bob'), 'emote waves at Bob, and Bob only.')
  t.equal(expandAlias(zone, ada, "greet $& $' $1"), "emote waves at $& $' $1, and $& $' $1 only.")
})

t.test('an alias expands once: aliases in it do not', async (t) => {
  const house = new TestHouse()
  const { zone, ada } = house
  house.events('alias look look bob')
  house.events('alias l look')

  t.equal(expandAlias(zone, ada, 'look'), 'look bob')
  t.equal(expandAlias(zone, ada, 'l'), 'look')
})

t.test('alias lists all, shows one, and replaces one', async (t) => {
  const house = new TestHouse()
  t.same(house.events('alias'), [{ verb: 'aliases', list: [] }])
  house.events('alias a look')
  house.events('alias b score')
  house.events('alias a inventory')

  const [b, a] = [
    { word: 'b', text: 'score' },
    { word: 'a', text: 'inventory' },
  ]
  t.same(house.events('alias'), [{ verb: 'aliases', list: [b, a] }])
  t.same(house.events('alias A'), [{ verb: 'aliases', list: [a] }])
})

t.test('alias explains every refusal', async (t) => {
  const house = new TestHouse()
  const oneWord = 'An alias is one word of letters, digits, "-" and "_".'
  const refusals: [line: string, answer: string][] = [
    ['alias x', 'You have no alias "x". "alias" lists those you have.'],
    ['alias alias look', '"alias" always keeps its meaning. Choose another word.'],
    ['alias UNALIAS look', '"unalias" always keeps its meaning. Choose another word.'],
    ['alias quit look', '"quit" always keeps its meaning. Choose another word.'],
    ["alias ' look", oneWord],
    ['alias "a b" look', oneWord],
    [`alias ${'x'.repeat(21)} look`, 'That word is too long: an alias has 20 letters at most.'],
    [`alias x ${'y'.repeat(201)}`, 'That is too long: an alias stands for 200 characters at most.'],
  ]
  for (const [line, answer] of refusals) t.equal(house.refusal(line), answer, line)
  t.same(aliasesOf(house.zone, house.ada), [])
})

t.test('the fifty-first alias is refused, and one that is there may still change', async (t) => {
  const house = new TestHouse()
  for (let i = 0; i < 50; i++) house.events(`alias a${i} look`)

  t.equal(
    house.refusal('alias a50 look'),
    'You have 50 aliases, and there is no room for more: "unalias" one.',
  )
  t.equal(house.refusal('alias a49 score'), undefined)
  t.equal(aliasesOf(house.zone, house.ada).length, 50)
})

t.test('what a kept list holds expands within its bound, whatever is typed', async (t) => {
  const { zone, ada } = new TestHouse()
  attach(zone.world, ada, Aliases, { list: `x ${'$*'.repeat(100)}` })

  fc.assert(
    fc.property(fc.string({ maxLength: 3_000 }), (rest) => {
      return expandAlias(zone, ada, `x ${rest}`).length <= EXPANDED_CHARS_MAX
    }),
  )
  t.equal(expandAlias(zone, ada, `x ${'y'.repeat(100)}`), 'y'.repeat(2_000))
})
