import t from 'tap'
import { Preferences } from '#components/preferences.ts'
import { Arena } from '#systems/waymark/fight/testArena.ts'

t.test('wimpy is set in several ways, and tells how it stands', async (t) => {
  const arena = new Arena()
  const { ada } = arena
  const set = (line: string) => {
    arena.events(ada, line)
    return Preferences.wimpy[ada]
  }
  t.same(['wimpy 30', 'wimpy 10%', 'wimpy on', 'wimpy', 'wimpy off'].map(set), [30, 10, 25, 25, 0])
  t.same(arena.events(ada, 'wimpy'), [{ verb: 'note', text: 'You never flee unless you say so.' }])
  t.match(arena.events(ada, 'wimpy 40')[0]?.text, 'less than 40 %')
})

t.test('what is no part of one’s health is refused', async (t) => {
  const arena = new Arena()
  for (const odd of ['91', '1000', '-5', 'brave', '2.5']) {
    t.equal(
      arena.refusal(`wimpy ${odd}`),
      `"${odd}" is no such part of your health. Give 1 to 90, or off.`,
    )
  }
  t.equal(Preferences.wimpy[arena.ada], 0)
})
