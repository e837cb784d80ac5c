import t from 'tap'
import { foeOf } from '#systems/fighting.ts'
import { isStanding, setPosture } from '#systems/posture.ts'
import { Arena } from '#systems/waymark/fight/testArena.ts'

t.test('of two one is down after a bash', async (t) => {
  const verbs = new Set<string>()
  for (const list of ['bash 100', 'bash 1']) {
    const arena = new Arena()
    const { zone, ada } = arena
    arena.teach(ada, list)
    for (let i = 0; i < 8; i++) {
      const troll = arena.mobile('troll')
      zone.tick += 80
      const [event] = arena.events(ada, `bash ${i + 1}.troll`)
      verbs.add(event!.verb)
      const hasWorked = event?.verb === 'bash'
      t.same([isStanding(zone, troll), isStanding(zone, ada)], [!hasWorked, hasWorked])
      t.equal(foeOf(zone, troll), ada)
      setPosture(zone, ada, 'standing')
    }
  }
  t.same([...verbs].sort(), ['bash', 'bashMisses'])
})

t.test('bash explains every refusal', async (t) => {
  const arena = new Arena()
  arena.mobile('troll')
  t.equal(arena.refusal('bash troll'), 'You have not learnt to bash. Some people teach that.')
  arena.teach(arena.ada, 'bash 100')
  t.equal(arena.refusal('bash'), 'Whom do you want to bash? Try "bash rat", if there is a rat.')
  t.equal(arena.refusal('bash bob'), 'Players do not harm one another here. Bob is safe.')
  arena.events(arena.ada, 'bash troll')
  setPosture(arena.zone, arena.ada, 'standing')
  t.match(arena.refusal('bash troll'), /catching your breath/)
})
