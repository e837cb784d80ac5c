import t from 'tap'
import type { AreaDefinition } from '#components/definition.ts'
import { Exit } from '#components/exit.ts'
import { HOUSE } from '#systems/testHouse.ts'
import { emptyZone } from '#systems/testing.ts'
import { FIELD } from './testArena.ts'
import { firstStep } from './trail.ts'

const zone = emptyZone([FIELD, HOUSE])
const field = (id: string) => zone.rooms.get(`field:${id}`)!
const house = (id: string) => zone.rooms.get(`house:${id}`)!

function wayTo(from: number, to: number): string | undefined {
  const exit = firstStep(zone, from, to)
  return exit === 0 ? undefined : Exit.direction[exit]
}

t.test('the first step of the shortest way', async (t) => {
  t.equal(wayTo(field('yard'), field('lane')), 'north')
  t.equal(wayTo(field('yard'), field('wood')), 'north')
  t.equal(wayTo(field('den'), field('chapel')), 'up')
  t.equal(wayTo(field('lane'), field('den')), 'south')
})

t.test('there is none to where one is, through closed doors, or to other areas', async (t) => {
  t.equal(wayTo(field('yard'), field('yard')), undefined)
  t.equal(wayTo(house('cellar'), house('study')), undefined)
  t.equal(wayTo(field('yard'), house('hall')), undefined)
})

t.test('far places are not looked for', async (t) => {
  const rooms = Array.from({ length: 400 }, (_, i) => ({
    ...FIELD.rooms[0]!,
    id: `far:${i}`,
    number: 1_000 + i,
    exits: [
      { direction: 'east' as const, to: `far:${(i + 1) % 400}`, source: FIELD.rooms[0]!.source },
    ],
  }))
  const area: AreaDefinition = { ...FIELD, id: 'far', name: 'Far', rooms, items: [], mobiles: [] }
  const long = emptyZone([area])
  const at = (i: number) => long.rooms.get(`far:${i}`)!
  t.not(firstStep(long, at(0), at(150)), 0)
  t.equal(firstStep(long, at(0), at(300)), 0)
})
