import t from 'tap'
import { Affects } from '#components/affects.ts'
import { Attributes } from '#components/attributes.ts'
import { Progress } from '#components/progress.ts'
import { setWorn } from '#systems/wearing.ts'
import { fightStats, harmThrough, roll } from './fightStats.ts'
import { Arena } from './testArena.ts'

t.test('bare hands punch, and a weapon in hand does what it does', async (t) => {
  const arena = new Arena()
  const { zone, ada } = arena
  const sword = arena.item('sword', ada)
  t.match(fightStats(zone, ada), { blow: 'punch', isArmed: false, dice: { sides: 3 } })
  setWorn(sword, true)
  t.match(fightStats(zone, ada), { blow: 'slash', isArmed: true, dice: { sides: 6, plus: 1 } })
})

t.test('armour and what things lend count while they are worn', async (t) => {
  const arena = new Arena()
  const { zone, ada } = arena
  const [jack, belt] = [arena.item('jack', ada), arena.item('belt', ada)]
  t.match(fightStats(zone, ada), { armour: 0, might: 10, hit: 2, harm: 0 })
  for (const item of [jack, belt]) setWorn(item, true)
  t.match(fightStats(zone, ada), { armour: 40, might: 14, hit: 7, harm: 4 })
})

t.test('levels and attributes count, for players and mobiles', async (t) => {
  const arena = new Arena()
  const { zone, ada } = arena
  Progress.level[ada] = 6
  Attributes.might[ada] = 15
  Attributes.grace[ada] = 13
  t.match(fightStats(zone, ada), { level: 6, hit: 15, defence: 15, harm: 4 })
  t.match(fightStats(zone, arena.mobile('boar')), {
    level: 5,
    hit: 10,
    defence: 10,
    harm: 0,
    blow: 'bite',
    isArmed: false,
  })
})

t.test('affects count by their strength', async (t) => {
  const { zone, ada } = new Arena()
  Affects.list[ada] = 'bless 4 900;shield 10 900;haste 3 50;odd 9 9'
  t.match(fightStats(zone, ada), { hit: 6, harm: 2, armour: 10, speed: 3, defence: 2 })
  Affects.list[ada] = ''
  t.match(fightStats(zone, ada), { hit: 2, harm: 0, armour: 0, speed: 0 })
})

t.test('armour keeps off a part of the harm, and never all', async (t) => {
  t.same(
    [0, 40, 120, 10_000].map((armour) => harmThrough(20, armour)),
    [20, 10, 5, 1],
  )
  t.equal(harmThrough(20, -5), 20, 'and less than none is none')
})

t.test('dice fall from their least to their most', async (t) => {
  const { zone } = new Arena()
  const dice = { count: 2, sides: 3, plus: 1 }
  const thrown = new Set(Array.from({ length: 500 }, () => roll(zone, dice)))
  t.same([...thrown].sort(), [3, 4, 5, 6, 7])
})
