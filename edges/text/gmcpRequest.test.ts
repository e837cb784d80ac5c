import t from 'tap'
import { gmcpOfRequest } from './gmcpRequest.ts'
import { OwnView } from './own.ts'
import { RoomRoster } from './roomRoster.ts'
import { ADA, CHEST, LANE_VIEW, presentRecord, ROPE } from './sample.fixture.ts'

function adas(): OwnView {
  const held = { location: { holder: ADA.uid }, item: { fixed: 0 } }
  const own = new OwnView()
  own.view([
    presentRecord(ADA, '', {}),
    presentRecord(ROPE, '', held),
    presentRecord(CHEST, '', { ...held, container: { capacityGrams: 9 } }),
  ])
  return own
}

t.test('what is carried and what is in the room can be asked for', async (t) => {
  const roster = new RoomRoster(LANE_VIEW, ADA.uid)
  t.match(gmcpOfRequest('Char.Items.Inv', '', adas(), roster), [
    { name: 'Char.Items.List', value: { location: 'inv', items: [{ id: 41 }, { id: 43 }] } },
  ])
  t.match(gmcpOfRequest('char.items.room', undefined, adas(), roster), [
    { name: 'Char.Items.List', value: { location: 'room', items: [{ id: 33 }, {}, {}, {}] } },
  ])
  t.same(gmcpOfRequest('Char.Items.Room', '', adas(), undefined), [], 'no room is known')
})

t.test('in a thing that is no container there is nothing', async (t) => {
  const contents = (id: unknown) => gmcpOfRequest('Char.Items.Contents', id, adas(), undefined)
  const nothing = [{ name: 'Char.Items.List', value: { location: 'rep41', items: [] } }]
  t.same(contents(ROPE.uid), nothing)
  t.same(contents('41'), nothing)
  t.same(contents(CHEST.uid), [], 'what lies in a container is not known')
  t.same(contents(ADA.uid), [])
  for (const nonsense of [999, '', undefined, { toString: 1 }]) t.same(contents(nonsense), [])
})

t.test('what nobody knows is not answered', async (t) => {
  t.same(gmcpOfRequest('Char.Items.Sell', 41, adas(), undefined), [])
})
