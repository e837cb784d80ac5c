import t from 'tap'
import { conditionOf, forceOf } from './severity.ts'

t.test('the more a blow takes of a whole health, the stronger its word', async (t) => {
  const words = [0, 3, 4, 12, 25, 33, 60, 61, 1_000].map(forceOf)
  t.same(words, [
    'barely ',
    'barely ',
    'lightly ',
    '',
    'soundly ',
    'fiercely ',
    'brutally ',
    'mercilessly ',
    'mercilessly ',
  ])
})

t.test('every share of health has its words, and only the whole has none of wounds', async (t) => {
  for (let share = 0; share <= 99; share++) {
    t.not(conditionOf(share, false), 'is unhurt')
    t.match(conditionOf(share, true), /^(are|have) /)
  }
  t.equal(conditionOf(100, false), 'is unhurt')
  t.equal(conditionOf(120, true), 'are unhurt')
})
