import fc from 'fast-check'
import t from 'tap'
import { Room } from '#components/room.ts'
import { moveTo } from './containment.ts'
import {
  answersTo,
  beingsHere,
  carriedBy,
  exitsHere,
  isClosed,
  isPlayer,
  itemsHere,
  nameOf,
  oneWordFor,
  parseWanted,
  pick,
  seenHere,
  theNameOf,
  wornBy,
} from './names.ts'
import { TestHouse } from './testHouse.ts'
import { emptyZone, spawnPlayer, spawnRoom, spawnThing } from './testing.ts'
import { setWorn } from './wearing.ts'

t.test('parseWanted reads ordinals, all, articles and beginnings', async (t) => {
  const rows: [phrase: string, words: string[], ordinal: number, all: boolean][] = [
    ['sword', ['sword'], 1, false],
    [' The Brass LANTERN ', ['brass', 'lantern'], 1, false],
    ['2.sword', ['sword'], 2, false],
    ['2. short sword', ['short', 'sword'], 2, false],
    ['sword-3', ['sword'], 3, false],
    ['0.sword', ['sword'], 1, false],
    ['all', [], 1, true],
    ['everything', [], 1, true],
    ['ALL.coin', ['coin'], 1, true],
    ['the hat!', ['hat'], 1, false],
    ['2.hat.', ['hat'], 2, false],
    ['all the coins', ['coins'], 1, true],
    ['a', ['a'], 1, false],
    ['all.', [], 1, true],
    ['12345.sword', ['12345.sword'], 1, false],
    ['', [], 1, false],
  ]
  for (const [phrase, words, ordinal, all] of rows) {
    t.same(parseWanted(phrase), { words, ordinal, all }, `"${phrase}"`)
  }
})

t.test('any text at all can be wanted, and fits only what answers to it', async (t) => {
  const zone = emptyZone()
  const room = spawnRoom(zone, 'Hall')
  const things = ['brass lantern', 'brass key', 'coin'].map((name) => spawnThing(zone, name, room))
  const part = fc.constantFrom('all', '.', '2', '-', ' ', 'br', 'brass', 'coin', 'the', '99999')
  const phrase = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 100 }),
    fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(phrase, (phrase) => {
      const wanted = parseWanted(phrase)
      const picked = pick(zone, things, wanted)
      return (
        (wanted.all || picked.length <= 1) &&
        picked.every((item) => things.includes(item) && answersTo(zone, item, wanted.words))
      )
    }),
  )
  t.pass('no text failed')
})

t.test('pick prefers whole words, then takes the order in which things lie', async (t) => {
  const zone = emptyZone()
  const room = spawnRoom(zone, 'Hall')
  const [signet, sign, second] = ['signet ring', 'sign', 'wooden sign'].map((name) =>
    spawnThing(zone, name, room),
  ) as [number, number, number]
  const things = [signet, sign, second]
  const picked = (phrase: string) => pick(zone, things, parseWanted(phrase))

  t.same(picked('sign'), [sign])
  t.same(picked('2.sign'), [second])
  t.same(picked('3.sign'), [signet])
  t.same(picked('4.sign'), [])
  t.same(picked('sig'), [signet])
  t.same(picked('all.sign'), things)
  t.same(picked('sign ring'), [signet])
  t.same(picked('stone'), [])
  t.same(picked('signs'), [sign], 'a plural means one of them, too')
  t.same(picked('all.signs'), [sign, second])
})

t.test(
  'one sees things and beings in the light, and only feels the exits in the dark',
  async (t) => {
    const house = new TestHouse()
    const { zone, ada, bob, hall } = house
    const coin = house.item('coin', hall)
    const exits = exitsHere(zone, ada)
    t.same(itemsHere(zone, ada), [coin])
    t.same(beingsHere(zone, ada), [bob])
    t.equal(exits.length, 3)

    Room.dark[hall] = 1
    t.same(seenHere(zone, ada), [])
    t.same(itemsHere(zone, ada), [])
    t.same(beingsHere(zone, ada), [])
    t.same(exitsHere(zone, ada), exits)

    moveTo(zone, ada, 0)
    t.same([seenHere(zone, ada), exitsHere(zone, ada)], [[], []], 'nothing is nowhere')
  },
)

t.test('a thing has one word that says what it is', async (t) => {
  const zone = emptyZone()
  const room = spawnRoom(zone, 'Hall')
  const wordFor = (name: string) => oneWordFor(zone, spawnThing(zone, name, room))
  t.equal(wordFor('gold coin'), 'coin')
  t.equal(wordFor('handbill with a horse on it'), 'handbill')
  t.equal(wordFor('pot of labels'), 'pot')
})

t.test('what one wears is told from what one carries', async (t) => {
  const house = new TestHouse()
  const { zone, ada } = house
  const [hat, coin] = [house.item('hat', ada), house.item('coin', ada)]
  setWorn(hat, true)

  t.same([carriedBy(zone, ada), wornBy(zone, ada)], [[coin], [hat]])
})

t.test('names are given with their article, or as known things', async (t) => {
  const house = new TestHouse()
  const { zone, ada } = house
  const [cap, hat] = [house.item('cap', ada), house.item('hat', ada)]

  t.same([nameOf(zone, cap), theNameOf(zone, cap)], ['an iron cap', 'the iron cap'])
  t.same([nameOf(zone, hat), theNameOf(zone, hat)], ['a felt hat', 'the felt hat'])
  t.same([nameOf(zone, ada), theNameOf(zone, ada)], ['Ada', 'Ada'])
  t.equal(nameOf(zone, exitsHere(zone, ada)[1]!), 'something', 'an exit without a door')
})

t.test('players and shut lids are known for what they are', async (t) => {
  const house = new TestHouse()
  const { zone, ada, hall } = house
  const player = spawnPlayer(zone, 'Carl', hall)

  t.same([isPlayer(zone, player), isPlayer(zone, house.ferryman(hall))], [true, false])
  t.same([isClosed(zone, house.item('chest', hall)), isClosed(zone, ada)], [true, false])
})
