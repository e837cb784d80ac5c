import t from 'tap'
import { Vitals } from '#components/vitals.ts'
import { startFight } from '#systems/waymark/fight/startFight.ts'
import { Arena } from '#systems/waymark/fight/testArena.ts'

t.test('diagnose tells of oneself, of one’s foe in a fight, or of whom one names', async (t) => {
  const arena = new Arena()
  const { zone, ada, bob } = arena
  const rat = arena.mobile('rat')
  Vitals.hp[bob] = 1
  Vitals.hp[rat] = 6
  const told = (line: string) => arena.events(ada, line)
  t.same(told('diagnose'), [{ verb: 'diagnose', target: ada, share: 100 }])
  t.same(told('diagnose bob'), [{ verb: 'diagnose', target: bob, share: 4 }])
  t.same(told('diagnose me'), [{ verb: 'diagnose', target: ada, share: 100 }])
  startFight(zone, ada, rat)
  t.same(told('diagnose'), [{ verb: 'diagnose', target: rat, share: 50 }])
})

t.test('diagnose explains every refusal', async (t) => {
  const arena = new Arena()
  arena.item('sword', arena.yard)
  t.equal(arena.refusal('diagnose elk'), 'You see no "elk" here.')
  t.equal(arena.refusal('diagnose all'), 'One at a time, please.')
  t.equal(arena.refusal('diagnose sword'), 'The sword is not alive, and feels nothing.')
})
