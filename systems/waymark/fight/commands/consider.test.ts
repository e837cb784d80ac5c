import t from 'tap'
import { Vitals } from '#components/vitals.ts'
import { moveTo } from '#systems/containment.ts'
import { startFight } from '#systems/waymark/fight/startFight.ts'
import { Arena } from '#systems/waymark/fight/testArena.ts'

t.test('consider compares levels and health, and tells nobody else', async (t) => {
  const arena = new Arena()
  const { zone, ada } = arena
  const boar = arena.mobile('boar')
  Vitals.hp[ada] = 20
  arena.events(ada, 'consider boar')
  t.same(zone.reported, [
    {
      to: ada,
      event: { verb: 'consider', actor: ada, target: boar, levels: 4, health: 300 },
    },
  ])
})

t.test('consider explains every refusal', async (t) => {
  const arena = new Arena()
  const { zone, ada } = arena
  arena.mobile('priest')
  arena.item('sword', ada)
  const refusals: [line: string, answer: string][] = [
    ['consider', 'Consider whom? Try "consider rat", if there is a rat.'],
    ['con elk', 'You see no "elk" here.'],
    ['con me', 'You are on good terms with yourself. Choose somebody else.'],
    ['con bob', 'Players do not harm one another here. Bob is safe.'],
    ['con priest', 'The priest is not for fighting.'],
    ['con sword', 'The sword is nothing to fight with.'],
  ]
  for (const [line, answer] of refusals) t.equal(arena.refusal(line), answer, line)
  const den = arena.room('den')
  moveTo(zone, ada, den)
  const rat = arena.mobile('rat', den)
  t.equal(arena.refusal('con rat'), 'It is too dark to see any "rat" here.')
  startFight(zone, ada, rat)
  t.equal(arena.refusal('con rat'), undefined, 'whom one fights one knows')
})
