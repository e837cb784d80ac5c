import t from 'tap'
import { Vitals } from '#components/vitals.ts'
import { foeOf } from '#systems/fighting.ts'
import { Arena } from '#systems/waymark/fight/testArena.ts'

t.test('a kick hurts or misses, begins a fight in any case, and takes breath', async (t) => {
  const verbs = new Set<string>()
  for (const list of ['kick 100', 'kick 1']) {
    const arena = new Arena()
    const { zone, ada } = arena
    arena.teach(ada, list)
    for (let i = 0; i < 10; i++) {
      const boar = arena.mobile('troll')
      zone.tick += 60
      const [event] = arena.events(ada, `kick ${i + 1}.troll`)
      verbs.add(event!.verb)
      t.equal(event?.target, boar)
      t.equal(foeOf(zone, boar), ada)
      const lost = 100 - Vitals.hp[boar]!
      t.equal(lost, event?.verb === 'kick' ? event['harm'] : 0)
      t.match(arena.refusal('kick troll'), /catching your breath/)
    }
  }
  t.same([...verbs].sort(), ['kick', 'kickMisses'])
})

t.test('in a fight it needs no name', async (t) => {
  const arena = new Arena()
  const { ada } = arena
  const troll = arena.mobile('troll')
  arena.teach(ada, 'kick 50')
  t.equal(arena.refusal('kick'), 'Whom do you want to kick? Try "kick rat", if there is a rat.')
  arena.events(ada, 'kill troll')
  t.match(arena.events(ada, 'kick'), [{ target: troll }])
})

t.test('kick explains every refusal', async (t) => {
  const arena = new Arena()
  arena.mobile('priest')
  t.equal(arena.refusal('kick bob'), 'You have not learnt to kick. Some people teach that.')
  arena.teach(arena.ada, 'kick 100')
  t.equal(arena.refusal('kick bob'), 'Players do not harm one another here. Bob is safe.')
  t.equal(arena.refusal('kick priest'), 'The priest is not for fighting.')
  t.equal(arena.refusal('kick elk'), 'You see no "elk" here.')
  t.equal(arena.refusal('kick me'), 'You are on good terms with yourself. Choose somebody else.')
})
