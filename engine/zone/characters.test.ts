import t from 'tap'
import { Described } from '#components/described.ts'
import { Identity } from '#components/identity.ts'
import { Membership } from '#components/membership.ts'
import { Player } from '#components/player.ts'
import { contentsOf, moveTo, roomOf } from '#systems/containment.ts'
import { spawnItem } from '#systems/spawn.ts'
import { Characters } from './characters.ts'
import { Ledger } from './ledger.ts'
import { TestWorld } from './testing.ts'

function house() {
  const { zone } = new TestWorld().runner
  const ledger = new Ledger(zone)
  const characters = new Characters(zone, ledger)
  const item = (word: string, holder: number) =>
    spawnItem(zone, zone.items.get(`house:${word}`)!, holder)
  /** Who has come and who has left since the last look. */
  const moves = () => {
    const { entered = [], left = [] } = ledger.take(false) ?? {}
    return { entered, left: left.map(({ uid }) => uid) }
  }
  const room = (name: string) => zone.rooms.get(`house:${name}`)!
  return { zone, ledger, characters, item, moves, room }
}

const STALE = { code: 'ENTRY_STALE' }
const NONE = new Uint8Array()
const ADA = { uid: 1, name: 'Ada', state: NONE, revision: 0 }

t.test('one who has never played wakes where all begin, and is kept by the zone', async (t) => {
  const { zone, characters, moves, room } = house()
  const { being, wasHere } = characters.embody(ADA)
  t.equal(wasHere, false)
  t.equal(roomOf(zone, being), room('hall'))
  t.same(moves(), { entered: [1], left: [] })
})

t.test('one whose body is here gets that, and no other', async (t) => {
  const { characters, moves } = house()
  const { being } = characters.embody(ADA)
  moves()
  characters.loseLink(being)
  t.equal(Player.linkDead[being], 1)
  t.same(characters.embody({ ...ADA, isInWorld: true }), { being, wasHere: true })
  t.equal(Player.linkDead[being], 0)
  t.same(moves(), { entered: [], left: [] })
})

t.test(
  'one who was kept wakes in the room it was in, or where all begin if that is gone',
  async (t) => {
    const { zone, ledger, characters, room } = house()
    const { being } = characters.embody(ADA)
    moveTo(zone, being, room('loft'))
    characters.release(being)
    const { state } = ledger.take(false)!.left[0]!

    const other = house()
    const woken = other.characters.embody({ ...ADA, state, revision: 1 })
    t.equal(roomOf(other.zone, woken.being), other.room('loft'))
    t.equal(Membership.revision[woken.being], 1)

    const bare = house()
    bare.zone.byUid.delete(Identity.uid[bare.room('loft')]!)
    const lost = bare.characters.embody({ ...ADA, state, revision: 1 })
    t.equal(roomOf(bare.zone, lost.being), bare.room('hall'))
  },
)

t.test('one who leaves is kept by itself, and then gone with all it carries', async (t) => {
  const { zone, characters, item, moves } = house()
  const { being } = characters.embody(ADA)
  moves()
  const coin = Identity.uid[item('coin', being)]!
  characters.release(being)
  t.same(moves(), { entered: [], left: [1] })
  t.same([zone.byUid.has(1), zone.byUid.has(coin)], [false, false])
})

t.test('one who comes back with an older state than it left with is turned away', async (t) => {
  const { zone, ledger, characters, item } = house()
  const { being } = characters.embody(ADA)
  item('coin', being)
  characters.release(being)
  const { state } = ledger.take(false)!.left[0]!
  t.throws(() => characters.embody(ADA), STALE)
  t.notOk(zone.byUid.has(1))

  const { being: again } = characters.embody({ ...ADA, state, revision: 1 })
  t.same(
    contentsOf(again).map((held) => Described.name[held]),
    ['a gold coin'],
  )
})

t.test('one that ought to be here and is not is turned away', async (t) => {
  const { zone, characters } = house()
  t.throws(() => characters.embody({ ...ADA, isInWorld: true }), STALE)
  t.notOk(zone.byUid.has(1))
})

t.test('one who comes back with a newer state than it left with gets that', async (t) => {
  const { characters, item, ledger } = house()
  const { being } = characters.embody(ADA)
  const elsewhere = house()
  elsewhere.characters.release(elsewhere.characters.embody(ADA).being)
  const { state } = elsewhere.ledger.take(false)!.left[0]!
  item('coin', being)
  characters.release(being)
  ledger.take(false)
  t.same(contentsOf(characters.embody({ ...ADA, state, revision: 7 }).being), [])
})

t.test('of those who left only the last are remembered', async (t) => {
  const { characters } = house()
  for (let uid = 1; uid <= 4_097; uid++) {
    characters.release(characters.embody({ ...ADA, uid, name: `P${uid}` }).being)
  }
  t.throws(() => characters.embody({ ...ADA, uid: 2 }), STALE)
  t.throws(() => characters.embody({ ...ADA, uid: 4_097 }), STALE)
  t.equal(characters.embody(ADA).wasHere, false)
})
