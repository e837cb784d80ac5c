import t from 'tap'
import { DIRECTIONS } from '#components/definition.ts'
import { directionNamed } from './directions.ts'

t.test('a direction goes by its whole name or by its usual letters', async (t) => {
  t.same(DIRECTIONS.map(directionNamed), DIRECTIONS)
  const letters = ['n', 'e', 's', 'w', 'u', 'd', 'NE', 'nw', 'se', 'sw', 'in', 'out']
  t.same(letters.map(directionNamed), DIRECTIONS)
})

t.test('other words are no directions', async (t) => {
  for (const word of ['', 'nor', 'gate', 'constructor', '__proto__']) {
    t.equal(directionNamed(word), undefined, `"${word}"`)
  }
})
