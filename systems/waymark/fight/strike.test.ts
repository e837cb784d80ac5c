import t from 'tap'
import { Attributes } from '#components/attributes.ts'
import { Vitals } from '#components/vitals.ts'
import { setPosture } from '#systems/posture.ts'
import { endFight } from './startFight.ts'
import { strike } from './strike.ts'
import { Arena } from './testArena.ts'

/** What comes of `count` blows at a target that does not tire: verbs, and the mean harm of hits. */
function blows(arena: Arena, actor: number, target: number, count: number) {
  const { zone } = arena
  const verbs = new Map<string, number>()
  let sum = 0
  for (let i = 0; i < count; i++) {
    Vitals.hp[target] = 50_000
    zone.reported.length = 0
    strike(zone, actor, target)
    const event = zone.reported[0]!.event
    verbs.set(event.verb, (verbs.get(event.verb) ?? 0) + 1)
    sum += Number(event['harm'] ?? 0)
    endFight(zone, actor)
    endFight(zone, target)
  }
  const share = (verb: string) => (verbs.get(verb) ?? 0) / count
  return { share, meanHarm: sum / (verbs.get('hit') ?? 1) }
}

t.test('between equals seven blows of ten strike', async (t) => {
  const arena = new Arena()
  const { share, meanHarm } = blows(arena, arena.ada, arena.mobile('rat'), 2_000)
  t.ok(Math.abs(share('hit') - 0.7) < 0.04)
  t.ok(Math.abs(meanHarm - 2) < 0.1, 'fists do from one to three')
})

t.test('the quick strike more often, up to nineteen of twenty', async (t) => {
  const arena = new Arena()
  const rat = arena.mobile('rat')
  Attributes.grace[arena.ada] = 20
  t.ok(Math.abs(blows(arena, arena.ada, rat, 2_000).share('hit') - 0.8) < 0.04)
  Attributes.grace[arena.ada] = 200
  t.ok(Math.abs(blows(arena, arena.ada, rat, 2_000).share('hit') - 0.95) < 0.03)
})

t.test('skills turn blows aside: dodging always, parrying with a weapon in hand', async (t) => {
  const arena = new Arena()
  const rat = arena.mobile('rat')
  arena.teach(arena.ada, 'dodge 100;parry 100')
  const bare = blows(arena, rat, arena.ada, 2_000)
  t.ok(Math.abs(bare.share('dodge') - 0.14) < 0.03)
  t.equal(bare.share('parry'), 0)
  arena.item('sword', arena.ada, true)
  const armed = blows(arena, rat, arena.ada, 2_000)
  t.ok(Math.abs(armed.share('parry') - 0.11) < 0.03)
  setPosture(arena.zone, arena.ada, 'sitting')
  Vitals.hp[arena.ada] = 50_000
  strike(arena.zone, rat, arena.ada)
  t.ok(!['dodge', 'parry'].includes(arena.zone.reported.at(-1)!.event.verb), 'not sitting down')
})

t.test('who sleeps is hit twice as hard, and armour halves it again', async (t) => {
  const arena = new Arena()
  const { zone, ada } = arena
  const boar = arena.mobile('boar')
  const mean = () => {
    let sum = 0
    let hits = 0
    for (let i = 0; i < 600; i++) {
      setPosture(zone, ada, 'sleeping')
      Vitals.hp[ada] = 50_000
      zone.reported.length = 0
      strike(zone, boar, ada)
      endFight(zone, ada)
      const { event } = zone.reported[0]!
      if (event.verb === 'hit') hits++
      sum += Number(event['harm'] ?? 0)
    }
    return sum / hits
  }
  t.ok(Math.abs(mean() - 3) < 0.15)
  arena.item('jack', ada, true)
  t.ok(Math.abs(mean() - 1.5) < 0.15)
})
