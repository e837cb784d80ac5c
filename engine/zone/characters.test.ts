import t from 'tap'
import type { AreaDefinition } from '#components/definition.ts'
import { Described } from '#components/described.ts'
import { Identity } from '#components/identity.ts'
import { Membership } from '#components/membership.ts'
import { Player } from '#components/player.ts'
import { type Entry, NOTHING_READ } from '#protocol/intent.ts'
import { contentsOf, moveTo, roomOf } from '#systems/containment.ts'
import { spawnItem } from '#systems/spawn.ts'
import { HOUSE } from '#systems/testHouse.ts'
import { Characters } from './characters.ts'
import { Ledger } from './ledger.ts'
import { TestWorld } from './testing.ts'

function house(areas = [HOUSE]) {
  const { zone } = new TestWorld(areas).runner
  const ledger = new Ledger(zone)
  const characters = new Characters(zone, ledger, EPOCH)
  const item = (word: string, holder: number) =>
    spawnItem(zone, zone.items.get(`house:${word}`)!, holder)
  /** Who has come and who has left since the last look. */
  const moves = () => {
    const { entered = [], left = [] } = ledger.take(false) ?? {}
    return { entered, left: left.map(({ uid }) => uid) }
  }
  const room = (name: string) => zone.rooms.get(`house:${name}`)!
  const embody = (entry: Entry) => characters.embody(entry)!
  return { zone, ledger, characters, embody, item, moves, room }
}

/** The house as it is when its builder has taken a room away. */
function without(id: string): AreaDefinition {
  const rooms = HOUSE.rooms
    .filter((room) => room.id !== id)
    .map((room) => ({ ...room, exits: room.exits.filter(({ to }) => to !== id) }))
  return { ...HOUSE, rooms }
}

const EPOCH = 7
const ADA: Entry = { ...NOTHING_READ, uid: 1, name: 'Ada', epoch: EPOCH }

t.test('one who has never played wakes where all begin, and is kept by the zone', async (t) => {
  const { zone, moves, room, embody } = house()
  const { being, wasHere } = embody(ADA)
  t.equal(wasHere, false)
  t.equal(roomOf(zone, being), room('hall'))
  t.same(moves(), { entered: [1], left: [] })
})

t.test('one whose body is here gets that, and no other', async (t) => {
  const { characters, moves, embody } = house()
  const { being } = embody(ADA)
  moves()
  characters.loseLink(being)
  t.equal(Player.linkDead[being], 1)
  t.same(embody({ ...ADA, isInWorld: true }), { being, wasHere: true, arrival: '' })
  t.equal(Player.linkDead[being], 0)
  t.same(moves(), { entered: [], left: [] })
})

t.test(
  'one who was kept wakes in the room it was in, or where all begin if that is gone',
  async (t) => {
    const { zone, ledger, characters, room, embody } = house()
    const { being } = embody(ADA)
    moveTo(zone, being, room('loft'))
    characters.release(being)
    const { state } = ledger.take(false)!.left[0]!

    const other = house()
    const woken = other.embody({ ...ADA, state, revision: 1 })
    t.equal(roomOf(other.zone, woken.being), other.room('loft'))
    t.equal(Membership.revision[woken.being], 1)

    const bare = house([without('house:loft')])
    const lost = bare.embody({ ...ADA, state, revision: 1 })
    t.equal(roomOf(bare.zone, lost.being), bare.room('hall'))
  },
)

t.test('one who leaves is kept by itself, and then gone with all it carries', async (t) => {
  const { zone, characters, item, moves, embody } = house()
  const { being } = embody(ADA)
  moves()
  const coin = Identity.uid[item('coin', being)]!
  characters.release(being)
  t.same(moves(), { entered: [], left: [1] })
  t.same([zone.byUid.has(1), zone.byUid.has(coin)], [false, false])
})

t.test('one who comes back with an older state than it left with is turned away', async (t) => {
  const { zone, ledger, characters, item, embody } = house()
  const { being } = embody(ADA)
  item('coin', being)
  characters.release(being)
  const { state } = ledger.take(false)!.left[0]!
  t.equal(characters.embody(ADA), undefined)
  t.notOk(zone.byUid.has(1))

  const { being: again } = embody({ ...ADA, state, revision: 1 })
  t.same(
    contentsOf(again).map((held) => Described.name[held]),
    ['a gold coin'],
  )
})

t.test('one that ought to be here and is not is turned away', async (t) => {
  const { zone, characters } = house()
  t.equal(characters.embody({ ...ADA, isInWorld: true }), undefined)
  t.notOk(zone.byUid.has(1))
})

t.test('one who was read in another epoch is turned away, unless its body is here', async (t) => {
  const { embody, characters } = house()
  for (const epoch of [0, EPOCH - 1, EPOCH + 1]) {
    t.equal(characters.embody({ ...ADA, epoch }), undefined)
  }
  const { being } = embody(ADA)
  t.equal(embody({ ...ADA, epoch: EPOCH - 1 }).being, being)
})

t.test('one who comes back with a newer state than it left with gets that', async (t) => {
  const { characters, item, ledger, embody } = house()
  const { being } = embody(ADA)
  const elsewhere = house()
  elsewhere.characters.release(elsewhere.embody(ADA).being)
  const { state } = elsewhere.ledger.take(false)!.left[0]!
  item('coin', being)
  characters.release(being)
  ledger.take(false)
  t.same(contentsOf(embody({ ...ADA, state, revision: 7 }).being), [])
})

t.test('of those who left only the last are remembered', async (t) => {
  const { characters, embody } = house()
  for (let uid = 1; uid <= 4_097; uid++) {
    characters.release(embody({ ...ADA, uid, name: `P${uid}` }).being)
  }
  t.equal(characters.embody({ ...ADA, uid: 2 }), undefined)
  t.equal(characters.embody({ ...ADA, uid: 4_097 }), undefined)
  t.equal(embody(ADA).wasHere, false)
})
