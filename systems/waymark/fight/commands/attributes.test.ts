import t from 'tap'
import { Attributes } from '#components/attributes.ts'
import { Arena } from '#systems/waymark/fight/testArena.ts'

t.test('attributes are shown as born with and as lent', async (t) => {
  const arena = new Arena()
  const { ada } = arena
  Attributes.grace[ada] = 12
  arena.item('belt', ada, true)
  const list = [
    { name: 'might', own: 10, now: 14 },
    { name: 'grace', own: 12, now: 12 },
    { name: 'vigour', own: 10, now: 10 },
    { name: 'wit', own: 10, now: 10 },
  ]
  t.same(arena.events(ada, 'attributes'), [{ verb: 'attributes', actor: ada, list }])
  t.same(arena.events(ada, 'stats'), [{ verb: 'attributes', actor: ada, list }])
})
