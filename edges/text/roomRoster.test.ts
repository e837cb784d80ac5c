import t from 'tap'
import type { ComponentValues, EntityRecord } from '#protocol/record.ts'
import { GMCP_ENTRIES_MAX } from './gmcpItem.ts'
import { type Listed, listedOf, RoomRoster, RosterChanges } from './roomRoster.ts'
import {
  ADA,
  BO,
  CHEST,
  COIN,
  exitRecord,
  FOX,
  LANE_VIEW,
  presentRecord,
} from './sample.fixture.ts'

const ROPE = presentRecord({ uid: 41, name: 'a rope' }, '', { item: { fixed: 0 } })
const rope = (kind: string, name = 'a rope', attrib = 't') => ({
  name: `Char.Items.${kind}`,
  value: { location: 'room', item: { id: 41, name, attrib } },
})
const CLOE = presentRecord({ uid: 34, name: 'Cloe' }, '', { player: { linkDead: 0 } })
const cloe = { name: 'Room.AddPlayer', value: { name: 'Cloe', fullname: 'Cloe' } }

/** What Ada's client was told of the lane. */
function lane() {
  return new RoomRoster(LANE_VIEW, ADA.uid)
}

function listed(record: EntityRecord): Listed {
  return listedOf(record)!
}

/** One change for each of `components` of the thing with `uid`. */
function changes(uid: number, components: Record<string, ComponentValues>): RosterChanges {
  const list = Object.entries(components)
  return new RosterChanges(list.map(([component, values]) => ({ uid, component, values })))
}

t.test('who and what comes in is added, and removed as it goes', async (t) => {
  const roster = lane()
  t.same(roster.appear(listed(CLOE)), [cloe])
  t.same(roster.appear(listed(ROPE)), [rope('Add')])
  t.same(roster.vanish(34), [{ name: 'Room.RemovePlayer', value: 'Cloe' }])
  t.same(roster.vanish(41), [rope('Remove')])
  t.same(roster.vanish(41), [], 'it has gone before')
})

t.test('what the view showed is removed as it goes', async (t) => {
  const roster = lane()
  t.same(roster.vanish(BO.uid), [{ name: 'Room.RemovePlayer', value: 'Bo' }])
  t.same(roster.vanish(FOX.uid), [
    {
      name: 'Char.Items.Remove',
      value: { location: 'room', item: { id: 33, name: 'a grey fox', attrib: 'm' } },
    },
  ])
  t.match(roster.items, {
    value: { location: 'room', items: [{ id: 42 }, { id: 40 }, { id: 45 }] },
  })
})

t.test('nobody is told of itself, and ways out are no things', async (t) => {
  const roster = lane()
  t.same(roster.appear(listed(presentRecord(ADA, '', { player: { linkDead: 0 } }))), [])
  t.same(roster.vanish(ADA.uid), [])
  t.equal(listedOf(exitRecord(93, 'west', 7005, 1)), undefined)
  t.same(roster.change(changes(92, { door: { closed: 0 } })), [], 'a door in an exit')
})

t.test('in the dark nothing is listed', async (t) => {
  const roster = new RoomRoster({ ...LANE_VIEW, lit: false }, ADA.uid)
  t.same(roster.vanish(BO.uid), [])
  t.match(roster.items, { value: { items: [] } })
})

t.test('[V3] what appears again replaces what was there', async (t) => {
  const roster = lane()
  roster.appear(listed(ROPE))
  t.same(roster.appear(listed(ROPE)), [], 'nothing differs')
  const frayed = presentRecord({ uid: 41, name: 'a frayed rope' }, '', { item: { fixed: 1 } })
  t.same(roster.appear(listed(frayed)), [rope('Update', 'a frayed rope', '')])
  t.same(roster.vanish(41), [rope('Remove', 'a frayed rope', '')])
})

t.test('a thing is updated when its name or letters change, or its lid moves', async (t) => {
  const roster = lane()
  roster.appear(listed(ROPE))
  t.same(roster.change(changes(41, { described: { name: 'a wet rope' }, item: { fixed: 1 } })), [
    rope('Update', 'a wet rope', ''),
  ])
  t.same(roster.change(changes(41, { described: { here: 'A rope drips.' } })), [])
  t.same(roster.change(changes(999, { described: { name: 'a stranger' } })), [], 'an unknown one')

  const chest = { item: { fixed: 1 }, container: { capacityGrams: 9 }, door: { closed: 1 } }
  roster.appear(listed(presentRecord(CHEST, '', chest)))
  const update = {
    name: 'Char.Items.Update',
    value: { location: 'room', item: { id: 43, name: 'an oak chest', attrib: 'c' } },
  }
  t.same(roster.change(changes(43, { door: { closed: 0 } })), [update])
  t.same(roster.change(changes(43, { door: { locked: 1 } })), [])
})

t.test('a player with another name goes, and comes', async (t) => {
  const roster = lane()
  roster.appear(listed(CLOE))
  t.same(roster.change(changes(34, { player: { linkDead: 1 } })), [])
  t.same(roster.change(changes(34, { described: { name: 'Cleo' } })), [
    { name: 'Room.RemovePlayer', value: 'Cloe' },
    { name: 'Room.AddPlayer', value: { name: 'Cleo', fullname: 'Cleo' } },
  ])
})

t.test('changes that no panel shows are none', async (t) => {
  t.ok(changes(FOX.uid, { vitals: { hp: 3 }, light: { lit: 1 } }).isEmpty)
  t.notOk(changes(FOX.uid, { described: { name: 'a red fox' } }).isEmpty)
})

t.test('all who watch are told by the same messages', async (t) => {
  const [one, other] = [lane(), lane()]
  const came = listed(ROPE)
  t.equal(one.appear(came)[0], other.appear(came)[0])
  const renamed = changes(41, { described: { name: 'a wet rope' } })
  t.equal(one.change(renamed)[0], other.change(renamed)[0])
  t.equal(one.vanish(41)[0], other.vanish(41)[0])
})

t.test('beyond the limit nothing is told, neither its coming nor its going', async (t) => {
  const room = LANE_VIEW.records[0]!
  const coins = Array.from({ length: GMCP_ENTRIES_MAX }, (_, i) =>
    presentRecord({ ...COIN, uid: 100 + i }, '', { item: { fixed: 0 } }),
  )
  const roster = new RoomRoster({ ...LANE_VIEW, records: [room, ...coins] }, ADA.uid)
  t.same(roster.appear(listed(ROPE)), [])
  t.same(roster.vanish(41), [])
  t.equal(roster.vanish(100).length, 1)
  t.same(roster.appear(listed(ROPE)), [rope('Add')], 'there is room again')
})
