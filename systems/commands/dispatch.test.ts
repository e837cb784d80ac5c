import fc from 'fast-check'
import t from 'tap'
import { contentsOf } from '#systems/containment.ts'
import { TestHouse } from '#systems/testHouse.ts'
import { type } from '#systems/testing.ts'
import { runLine } from './dispatch.ts'
import { COMMANDS } from './registry.ts'

t.test('a line calls its command, blanks and capitals aside', async (t) => {
  const { zone, ada } = new TestHouse()

  t.equal(runLine(zone, ada, '  SCORE  ')?.name, 'score')
  t.equal(runLine(zone, ada, "'hello")?.name, 'say')
  t.equal(runLine(zone, ada, ':waves')?.name, 'emote')
  t.equal(runLine(zone, ada, '?')?.name, 'help')
})

t.test('an empty line does nothing', async (t) => {
  const { zone, ada } = new TestHouse()

  t.same(type(zone, ada, ''), [])
  t.same(type(zone, ada, '  \t '), [])
})

t.test('a refusal is told to the actor alone, an event is shown to the room', async (t) => {
  const { zone, ada, hall } = new TestHouse()

  t.same(type(zone, ada, 'say'), [
    { to: ada, event: { verb: 'refuse', text: 'What do you want to say?' } },
  ])
  t.same(type(zone, ada, 'say hi'), [
    { room: hall, event: { verb: 'say', actor: ada, text: 'hi' } },
  ])
})

t.test('a form of a command can be written after a stroke', async (t) => {
  const house = new TestHouse()
  t.match(house.events('help/search whisper'), [{ verb: 'helpFound', text: 'whisper' }])
  t.equal(house.refusal('look/foo'), 'You see no "foo" here.')
})

t.test('the name of a spell alone gets the line that casts it', async (t) => {
  const house = new TestHouse()
  t.equal(house.refusal('mend'), 'There is no command "mend": type "cast mend".')
  t.equal(house.refusal('home'), 'There is no command "home": type "cast recall".')
})

t.test('an unknown word gets the nearest commands', async (t) => {
  const house = new TestHouse()

  t.equal(house.refusal('lokk'), 'There is no command "lokk". Did you mean look, lock or loot?')
  t.equal(house.refusal('sing'), 'There is no command "sing". Try "commands" for a list.')
  t.equal(house.refusal('zz bob'), 'There is no command "zz". Try "commands" for a list.')
  t.equal(
    house.refusal('x'.repeat(60_000)),
    `There is no command "${'x'.repeat(20)}…". Try "commands" for a list.`,
  )
})

t.test('no line breaks the game: each gets an answer, and nobody is lost', async (t) => {
  const house = new TestHouse()
  const { zone, ada, bob, hall } = house
  for (const thing of ['sack', 'chest', 'hat', 'sword', 'coin']) house.item(thing, hall)
  const words = COMMANDS.flatMap(({ name, aliases = [] }) => [name, ...aliases])
  const nouns = ['all', 'all.', '2.', 'sack', 'chest', 'bob', 'me', 'in', 'from', 'to', '"', '-1']
  const noun = fc.oneof(fc.constantFrom(...nouns), fc.string({ unit: 'binary', maxLength: 30 }))
  const line = fc
    .tuple(fc.constantFrom(...words), fc.array(noun, { maxLength: 5 }))
    .map(([word, rest]) => [word, ...rest].join(' '))

  fc.assert(
    fc.property(line, (typed) => {
      const answered = type(zone, ada, typed).length > 0
      const rooms = [...zone.rooms.values()]
      const places = rooms.filter((room) => contentsOf(room).includes(ada)).length
      return answered && places === 1 && contentsOf(hall).includes(bob)
    }),
  )
  t.ok(zone.byUid.size > 0)
})
