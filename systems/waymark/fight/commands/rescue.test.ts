import t from 'tap'
import { foeOf } from '#systems/fighting.ts'
import { startFight } from '#systems/waymark/fight/startFight.ts'
import { Arena } from '#systems/waymark/fight/testArena.ts'

t.test('a rescue draws the blows upon oneself', async (t) => {
  const arena = new Arena()
  const { zone, ada, bob } = arena
  const rat = arena.mobile('rat')
  startFight(zone, bob, rat)
  arena.teach(ada, 'rescue 100')
  const verbs: string[] = []
  for (let i = 0; i < 20 && verbs.at(-1) !== 'rescue'; i++) {
    zone.tick += 60
    verbs.push(...arena.events(ada, 'rescue bob').map(({ verb }) => verb))
  }
  t.equal(verbs.at(-1), 'rescue')
  t.same([foeOf(zone, rat), foeOf(zone, ada), foeOf(zone, bob)], [ada, rat, 0])
})

t.test('a rescue may fail, and then nothing has changed', async (t) => {
  const arena = new Arena()
  const { zone, ada, bob } = arena
  const troll = arena.mobile('troll')
  startFight(zone, bob, troll)
  arena.teach(ada, 'rescue 1')
  t.match(arena.events(ada, 'rescue bob'), [{ verb: 'rescueFails', actor: ada, target: bob }])
  t.same([foeOf(zone, troll), foeOf(zone, ada)], [bob, 0])
  t.match(arena.refusal('rescue bob'), /catching your breath/)
})

t.test('rescue explains every refusal', async (t) => {
  const arena = new Arena()
  const { ada } = arena
  arena.mobile('rat')
  t.equal(arena.refusal('rescue bob'), 'You have not learnt to rescue. Some people teach that.')
  arena.teach(ada, 'rescue 100')
  const refusals: [line: string, answer: string][] = [
    ['rescue', 'Rescue whom? Name somebody here who is attacked.'],
    ['rescue elk', 'You see no "elk" here.'],
    ['rescue me', 'You rescue yourself best by running: "flee".'],
    ['rescue rat', 'The rat needs no rescue of yours.'],
    ['rescue bob', 'Nobody strikes at Bob.'],
  ]
  for (const [line, answer] of refusals) t.equal(arena.refusal(line), answer, line)
})
