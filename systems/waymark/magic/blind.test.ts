import t from 'tap'
import { TestHouse } from '#systems/testHouse.ts'
import { type } from '#systems/testing.ts'
import { begin, endAffects } from './affects.ts'

const BLIND = 'You can see nothing: you are blind.'

/** Ada, blind by daylight among things, Bob and the ferryman. */
function blindAda(): TestHouse {
  const house = new TestHouse()
  house.zone.rules.furnish(house.zone, house.ada)
  for (const word of ['coin', 'sign', 'key']) house.item(word, house.hall)
  house.ferryman(house.hall)
  house.item('letter', house.ada)
  begin(house.zone, house.ada, 'blind', 1, 60)
  return house
}

t.test('who is blind sees neither the place nor who and what is there', async (t) => {
  const house = blindAda()
  const lines = [
    ...['look bob', 'look coin', 'look carving', 'look up', 'look me', 'examine letter'],
    ...['read sign', 'read letter', 'get coin', 'get all', 'map', 'search', 'kill ferryman'],
    ...['give letter to bob', 'smile bob', 'whisper bob hi', 'follow bob', 'get 1 coin'],
  ]
  for (const line of lines) t.equal(house.refusal(line), BLIND, line)
  endAffects(house.zone, house.ada, () => true)
  t.equal(house.refusal('get coin'), undefined, 'and sees again')
})

t.test('who is blind feels the ways out, and not where they lead', async (t) => {
  const house = blindAda()
  const { ada } = house
  house.zone.rules.furnish(house.zone, house.bob)
  const rooms = (being: number) => {
    const [told] = type(house.zone, being, 'exits').filter(({ event }) => event.verb === 'exits')
    const list = told!.event['list'] as { direction: string; room?: number }[]
    return list.map(({ direction, room }) => `${direction}${room === undefined ? '' : ' seen'}`)
  }
  type(house.zone, house.bob, 'open hatch')
  t.same(rooms(house.bob), ['north', 'down', 'up seen'])
  t.same(rooms(ada), ['north', 'down', 'up'])
  const list = house.events('scan').find(({ verb }) => verb === 'scan')!['list']
  t.same(
    list,
    ['north', 'down', 'up'].map((direction) => ({ direction, dark: true })),
  )
  t.notOk('room' in house.events('score')[0]!)
})

t.test('who is blind knows what it has, and walks, talks and drops things', async (t) => {
  const house = blindAda()
  for (const line of ['inventory', 'say hello', 'tell bob hi', 'drop letter', 'who', 'down']) {
    t.equal(house.refusal(line), undefined, line)
  }
})
