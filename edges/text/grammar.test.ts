import t from 'tap'
import {
  bareNameOf,
  capitalise,
  counted,
  findName,
  groupEqual,
  isProperName,
  listOf,
  pluralOf,
  severalOf,
  theNameOf,
  wayTo,
  whereFrom,
  whereLies,
} from './grammar.ts'

const plurals = `
  brass coin: brass coins
  loaf: loaves
  bread knife: bread knives
  pair of boots: pairs of boots
  box with a lid: boxes with a lid
  lady: ladies
  key: keys
  torch: torches
  watchman: watchmen
  fisherwoman: fisherwomen
  human: humans
  talisman: talismans
  wolf: wolves
  pocket-knife: pocket-knives
  field mouse: field mice
  sheep: sheep
  dwarf: dwarves
  roof: roofs
  letter addressed to Elsewhere: letters addressed to Elsewhere
  constructor: constructors`

t.test('plurals', async (t) => {
  for (const line of plurals.trim().split('\n')) {
    const [singular = '', plural = ''] = line.trim().split(': ')
    t.equal(pluralOf(singular), plural)
  }
})

t.test('a known thing is called by its name with "the"', async (t) => {
  const names = ['a brass lantern', 'an iron gate', 'some hay', 'Ada', 'the moon', 'A. Marrable']
  t.same(names.map(theNameOf), [
    'the brass lantern',
    'the iron gate',
    'the hay',
    'Ada',
    'the moon',
    'A. Marrable',
  ])
  t.equal(bareNameOf('an iron gate'), 'iron gate')
})

t.test('several of a kind are counted in words', async (t) => {
  t.equal(severalOf('a brass coin', 1), 'a brass coin')
  t.equal(severalOf('a brass coin', 2), 'two brass coins')
  t.equal(severalOf('an ox', 13), '13 oxen')
  t.equal(severalOf('some hay', 3), 'three lots of hay')
  t.equal(severalOf('Excalibur', 2), 'Excalibur (2)')
  t.equal(counted(0, 'player'), 'no players')
  t.equal(counted(1, 'player'), 'one player')
})

t.test('lists are told with commas and one "and"', async (t) => {
  t.equal(listOf([]), '')
  t.equal(listOf(['a rope']), 'a rope')
  t.equal(listOf(['a rope', 'a lamp']), 'a rope and a lamp')
  t.equal(listOf(['a rope', 'a lamp', 'two coins']), 'a rope, a lamp and two coins')
  t.same(groupEqual(['a', 'b', 'a']), [
    { name: 'a', count: 2 },
    { name: 'b', count: 1 },
  ])
})

t.test('ways stand in sentences as one says them', async (t) => {
  const ways = ['north', 'southwest', 'up', 'down', 'in', 'out', 'toString']
  const sentences = ways.map((way) => `${wayTo(way)} / ${whereFrom(way)} / ${whereLies(way)}`)
  t.same(sentences, [
    'north / the north / to the north',
    'southwest / the southwest / to the southwest',
    'upwards / above / above',
    'downwards / below / below',
    'inside / inside / inside',
    'outside / outside / outside',
    'toString / the toString / to the toString',
  ])
})

t.test('capitals begin sentences and proper names', async (t) => {
  t.same(['a fox', 'élan', '', '🦊 fox'].map(capitalise), ['A fox', 'Élan', '', '🦊 fox'])
  t.same(['Ada', 'Élodie', 'a fox', '東京', ''].map(isProperName), [
    true,
    true,
    false,
    false,
    false,
  ])
})

const mentions: [sentence: string, name: string, mentioned: string | undefined][] = [
  ['A brass coin lies here.', 'a brass coin', 'A brass coin'],
  ['Somebody has dropped a left-hand glove.', 'a single left-hand glove', 'a left-hand glove'],
  ['A can with a long spout cannot be missed.', 'a watering can', 'A can'],
  ['You cannot miss the can.', 'a watering can', 'the can'],
  ['A letter lies here.', 'a letter addressed to Elsewhere', 'A letter'],
  ['Old Marrable looks at the water.', 'Old Marrable', 'Old Marrable'],
  ['Junie Pell is here.', 'Junction Pell', undefined],
  ['A bench looks out over it.', 'the bench at the end', 'A bench'],
  ['Something tall stands still.', 'a heron', undefined],
  ['İA coin', 'a coin', undefined],
]

t.test('a sentence speaks of a thing by its name, or by the end of it', async (t) => {
  for (const [sentence, name, mentioned] of mentions) {
    const found = findName(sentence, name)
    t.equal(found && sentence.slice(found.start, found.end), mentioned, sentence)
  }
})
