import t from 'tap'
import { Vitals } from '#components/vitals.ts'
import { moveTo } from '#systems/containment.ts'
import { foeOf } from '#systems/fighting.ts'
import { setPosture } from '#systems/posture.ts'
import { startFight } from '#systems/waymark/fight/startFight.ts'
import { Arena } from '#systems/waymark/fight/testArena.ts'

t.test('kill attacks, by each of its words, and turns to another foe', async (t) => {
  const arena = new Arena()
  const { zone, ada } = arena
  const [rat, boar] = [arena.mobile('rat'), arena.mobile('boar')]
  t.same(arena.events(ada, 'kill rat'), [{ verb: 'attack', actor: ada, target: rat }])
  t.same([foeOf(zone, ada), foeOf(zone, rat)], [rat, ada])
  t.same(arena.events(ada, 'hit boar'), [{ verb: 'attack', actor: ada, target: boar }])
  t.equal(foeOf(zone, ada), boar)
})

t.test('of several the second can be meant', async (t) => {
  const arena = new Arena()
  const { zone, ada } = arena
  const rats = [arena.mobile('rat'), arena.mobile('rat')]
  arena.events(ada, 'k 2.rat')
  t.equal(foeOf(zone, ada), rats[1])
})

t.test('kill explains every refusal', async (t) => {
  const arena = new Arena()
  const { zone, ada } = arena
  for (const id of ['priest', 'rat']) arena.mobile(id)
  arena.item('sword', arena.yard)
  const refusals: [line: string, answer: string][] = [
    ['kill', 'Whom do you want to kill? Try "kill rat", if there is a rat.'],
    ['kill elk', 'You see no "elk" here.'],
    ['kill all', 'One at a time, please.'],
    ['kill me', 'You are on good terms with yourself. Choose somebody else.'],
    ['kill ada', 'You are on good terms with yourself. Choose somebody else.'],
    ['kill bob', 'Players do not harm one another here. Bob is safe.'],
    ['kill priest', 'The priest is not for fighting.'],
    ['kill sword', 'The sword is nothing to fight with.'],
    ['kill 3.rat', 'You see no "3.rat" here.'],
  ]
  for (const [line, answer] of refusals) t.equal(arena.refusal(line), answer, line)
  t.equal(foeOf(zone, ada), 0)
})

t.test('not lying down, not in a place of peace, not while nothing can be kept', async (t) => {
  const arena = new Arena()
  const { zone, ada } = arena
  arena.mobile('rat')
  setPosture(zone, ada, 'resting')
  t.match(arena.refusal('kill rat'), /too comfortable/)
  setPosture(zone, ada, 'standing')
  zone.holdsBreath = true
  t.match(arena.refusal('kill rat'), /holding its breath/)
  zone.holdsBreath = false
  const chapel = arena.room('chapel')
  moveTo(zone, ada, chapel)
  arena.mobile('rat', chapel)
  t.equal(arena.refusal('kill rat'), 'This is a place of peace: nobody fights here.')
})

t.test('in the dark one finds only whom one fights', async (t) => {
  const arena = new Arena()
  const { zone, ada } = arena
  const den = arena.room('den')
  moveTo(zone, ada, den)
  const [rat] = [arena.mobile('rat', den), arena.mobile('boar', den)]
  t.equal(arena.refusal('kill rat'), 'It is too dark to see any "rat" here.')
  startFight(zone, rat!, ada)
  t.equal(arena.refusal('kill rat'), 'You fight the rat as hard as you can already.')
  t.equal(arena.refusal('kill boar'), 'It is too dark to see any "boar" here.')
})

t.test('who fights already does what it can', async (t) => {
  const arena = new Arena()
  const { zone, ada } = arena
  const rat = arena.mobile('rat')
  startFight(zone, ada, rat)
  t.equal(arena.refusal('kill'), 'You fight the rat as hard as you can already.')
  t.equal(arena.refusal('kill rat'), 'You fight the rat as hard as you can already.')
  t.equal(Vitals.hp[rat], 12)
})
