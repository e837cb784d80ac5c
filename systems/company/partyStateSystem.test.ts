import t from 'tap'
import { touch } from '#components/define.ts'
import type { Entity } from '#components/entities.ts'
import { Vitals } from '#components/vitals.ts'
import { moveTo } from '#systems/containment.ts'
import { TestHouse } from '#systems/testHouse.ts'
import { runTurns, spawnPlayer, type } from '#systems/testing.ts'
import { partyStateSystem } from './partyStateSystem.ts'

/** Ada and Bob in a party, Cyd in none; `told` says who is told in the next second, and of whom. */
function pair() {
  const house = new TestHouse()
  const { zone, ada, bob } = house
  const cyd = spawnPlayer(zone, 'Cyd', house.hall)
  type(zone, ada, 'invite bob')
  type(zone, bob, 'join')
  const told = () => {
    const from = zone.reported.length
    runTurns(zone, partyStateSystem, 1)
    return zone.reported.slice(from).map(({ to, event }) => {
      const rows = event['list'] as { actor: Entity; hp: number; here: boolean }[]
      return [to, rows.map(({ actor, hp, here }) => [actor, hp, here])]
    })
  }
  return { house, zone, ada, bob, cyd, told }
}

t.test('those of a party are told how it is when it begins and as it changes', async (t) => {
  const { house, zone, ada, bob, told } = pair()
  const both = (hp: number, here: boolean) => [
    [
      ada,
      [
        [ada, 20, true],
        [bob, hp, here],
      ],
    ],
    [
      bob,
      [
        [ada, 20, here],
        [bob, hp, true],
      ],
    ],
  ]
  t.same(told(), both(20, true))
  t.same(told(), [], 'nothing has changed')
  Vitals.hp[bob] = 7
  touch(Vitals, bob)
  t.same(told(), both(7, true))
  moveTo(zone, bob, house.room('loft'))
  t.same(told(), both(7, false))
})

t.test('who joins and who leaves is told to the rest', async (t) => {
  const { zone, ada, bob, cyd, told } = pair()
  told()
  type(zone, ada, 'invite cyd')
  type(zone, cyd, 'join')
  const whom = (list: unknown[][]) => list.map(([to]) => to)
  t.same(whom(told()), [ada, bob, cyd])
  type(zone, ada, 'party leave')
  t.same(whom(told()), [bob, cyd, ada])
  type(zone, bob, 'party leave')
  t.same(new Set(told()), new Set([bob, cyd].map((to) => [to, []])))
  t.same(told(), [], 'and no more after that')
})

t.test('all is told again now and then', async (t) => {
  const { told } = pair()
  const times = Array.from({ length: 61 }, () => told().length)
  t.same(
    times.flatMap((count, second) => (count > 0 ? [second + 1] : [])),
    [1, 30, 60],
  )
})
