import t from 'tap'
import { Progress } from '#components/progress.ts'
import { Vitals } from '#components/vitals.ts'
import { foeOf } from '#systems/fighting.ts'
import { startFight } from '#systems/waymark/fight/startFight.ts'
import { Arena } from '#systems/waymark/fight/testArena.ts'

function armed(list: string): Arena {
  const arena = new Arena()
  arena.teach(arena.ada, list)
  arena.item('sword', arena.ada, true)
  return arena
}

t.test('a backstab is worth several blows', async (t) => {
  const arena = armed('backstab 100')
  const { zone, ada } = arena
  Progress.level[ada] = 9
  const troll = arena.mobile('troll')
  const events = arena.events(ada, 'backstab troll')
  t.match(events, [{ verb: 'backstab', actor: ada, target: troll }])
  const harm = Number(events[0]?.['harm'])
  t.equal(Vitals.hp[troll], 100 - harm)
  t.ok(harm >= 3 * 4 && harm <= 3 * 10, `${harm}`)
  t.equal(foeOf(zone, troll), ada)
})

t.test('one that is noticed begins the fight without it', async (t) => {
  const arena = armed('backstab 1')
  const { zone, ada } = arena
  const troll = arena.mobile('troll')
  t.match(arena.events(ada, 'backstab troll'), [{ verb: 'backstabMisses', target: troll }])
  t.same([Vitals.hp[troll], foeOf(zone, ada)], [100, troll])
})

t.test('backstab explains every refusal', async (t) => {
  const arena = new Arena()
  const { zone, ada, bob } = arena
  const [troll, boar] = [arena.mobile('troll'), arena.mobile('boar')]
  t.match(arena.refusal('backstab troll'), /not learnt to backstab/)
  arena.teach(ada, 'backstab 100')
  t.equal(arena.refusal('backstab troll'), 'You need a weapon in your hand for that: "wield" one.')
  arena.item('sword', ada, true)
  t.match(arena.refusal('backstab'), /^Whom do you want to backstab\?/)
  t.match(arena.refusal('backstab bob'), /^Players do not harm one another/)
  Vitals.hp[boar] = 50
  t.equal(arena.refusal('backstab boar'), 'The boar is on its guard.')
  startFight(zone, bob, troll)
  startFight(zone, ada, boar)
  t.equal(arena.refusal('backstab troll'), 'Not while you fight. You may "flee".')
})
