import t from 'tap'
import { foeOf } from '#systems/fighting.ts'
import { startFight } from '#systems/waymark/fight/startFight.ts'
import { Arena } from '#systems/waymark/fight/testArena.ts'

t.test('assist joins the fight of another', async (t) => {
  const arena = new Arena()
  const { zone, ada, bob } = arena
  const boar = arena.mobile('boar')
  startFight(zone, bob, boar)
  t.same(arena.events(ada, 'assist bob'), [{ verb: 'assist', actor: ada, target: bob }])
  t.same([foeOf(zone, ada), foeOf(zone, boar)], [boar, bob])
  t.equal(arena.refusal('assist bob'), 'You fight side by side already.')
})

t.test('assist explains every refusal', async (t) => {
  const arena = new Arena()
  const { zone, ada } = arena
  const [rat, other] = [arena.mobile('rat'), arena.mobile('boar')]
  const refusals: [line: string, answer: string][] = [
    ['assist', 'Assist whom? Name somebody here who fights.'],
    ['assist elk', 'You see no "elk" here.'],
    ['assist me', 'You help yourself best by not getting hurt.'],
    ['assist bob', 'Bob fights nobody.'],
  ]
  for (const [line, answer] of refusals) t.equal(arena.refusal(line), answer, line)
  startFight(zone, rat, ada)
  t.equal(arena.refusal('assist rat'), 'The rat fights you.')
  startFight(zone, other, arena.mobile('watchman'))
  t.equal(arena.refusal('assist boar'), undefined, 'even one creature against another')
  startFight(zone, rat, arena.bob)
  t.equal(arena.refusal('assist rat'), 'Players do not harm one another here. Bob is safe.')
})
