import t from 'tap'
import { Described } from '#components/described.ts'
import { Identity } from '#components/identity.ts'
import { Player } from '#components/player.ts'
import { decodeSave } from '#engine/persistence/saves.ts'
import type { CharacterSave } from '#engine/persistence/store.ts'
import { contentsOf, moveTo, roomOf } from '#systems/containment.ts'
import { spawnItem } from '#systems/spawn.ts'
import { Characters } from './characters.ts'
import { TestWorld } from './testing.ts'

function house() {
  const { zone } = new TestWorld().runner
  const saves: CharacterSave[] = []
  const characters = new Characters(zone, (save) => saves.push(decodeSave(save)))
  const item = (word: string, holder: number) =>
    spawnItem(zone, zone.items.get(`house:${word}`)!, holder)
  /** What has been kept since the last look: uid and revision. */
  const kept = () => saves.splice(0).map(({ uid, revision }) => [uid, revision])
  const room = (name: string) => zone.rooms.get(`house:${name}`)!
  return { zone, characters, saves, item, kept, room }
}

const NONE = new Uint8Array()
const ADA = { uid: 1, name: 'Ada', state: NONE, revision: 0 }

t.test('one who has never played wakes where all begin, and is kept', async (t) => {
  const { zone, characters, kept, room } = house()
  const { being, wasHere } = characters.embody(ADA)
  t.equal(wasHere, false)
  t.equal(roomOf(zone, being), room('hall'))
  characters.saveChanged()
  t.same(kept(), [[1, 1]])
})

t.test('one whose body is here gets that, and no other', async (t) => {
  const { characters } = house()
  const { being } = characters.embody(ADA)
  characters.loseLink(being)
  t.equal(Player.linkDead[being], 1)
  t.same(characters.embody({ ...ADA, revision: 7 }), { being, wasHere: true })
  t.equal(Player.linkDead[being], 0)
})

t.test(
  'one who was kept wakes in the room it was in, or where all begin if that is gone',
  async (t) => {
    const { zone, characters, saves, room } = house()
    const { being } = characters.embody(ADA)
    moveTo(zone, being, room('loft'))
    characters.release(being)
    const [{ state, revision }] = saves as [CharacterSave]

    const other = house()
    const woken = other.characters.embody({ ...ADA, state, revision })
    t.equal(roomOf(other.zone, woken.being), other.room('loft'))
    other.characters.saveChanged()
    t.same(other.kept(), [[1, revision + 1]])

    const bare = house()
    bare.zone.byUid.delete(Identity.uid[bare.room('loft')]!)
    const lost = bare.characters.embody({ ...ADA, state, revision })
    t.equal(roomOf(bare.zone, lost.being), bare.room('hall'))
  },
)

t.test('whoever has what has changed is kept, once, and nobody else', async (t) => {
  const { zone, characters, item, kept, room } = house()
  const { being: ada } = characters.embody(ADA)
  characters.embody({ ...ADA, uid: 2, name: 'Bob' })
  const coin = item('coin', item('purse', item('sack', ada)))
  const hat = item('hat', room('hall'))
  characters.saveChanged()
  kept()

  for (const entity of [coin, hat, ada, coin, zone.rooms.get('house:loft')!, 0]) {
    characters.changed(entity)
  }
  characters.saveChanged()
  t.same(kept(), [[1, 2]])
  characters.saveChanged()
  t.same(kept(), [])
  characters.saveAll()
  t.same(kept().sort(), [
    [1, 3],
    [2, 2],
  ])
})

t.test('one who leaves is kept, and then gone with all it carries', async (t) => {
  const { zone, characters, item, kept } = house()
  const { being } = characters.embody(ADA)
  const coin = Identity.uid[item('coin', being)]!
  characters.release(being)
  t.same(kept(), [[1, 1]])
  t.same([zone.byUid.has(1), zone.byUid.has(coin)], [false, false])
  characters.saveChanged()
  characters.saveAll()
  t.same(kept(), [], 'and is not kept again without its things')
})

t.test('one who comes back with an older state than it left with gets the newest', async (t) => {
  const { characters, item, saves, kept } = house()
  const { being } = characters.embody(ADA)
  characters.saveChanged()
  const [older] = saves as [CharacterSave]
  item('coin', being)
  characters.release(being)

  const { state, revision } = older
  const { being: again } = characters.embody({ ...ADA, state, revision })
  t.same(
    contentsOf(again).map((held) => Described.name[held]),
    ['a gold coin'],
  )
  kept()
  characters.saveChanged()
  t.same(kept(), [[1, 3]], 'and its revisions go on from there')
})

t.test('one who comes back with a newer state than it left with gets that', async (t) => {
  const { characters, item, saves } = house()
  const { being } = characters.embody(ADA)
  item('coin', being)
  characters.release(being)
  const elsewhere = house()
  const { being: other } = elsewhere.characters.embody(ADA)
  for (let i = 0; i < 5; i++) elsewhere.characters.saveAll()
  elsewhere.characters.release(other)
  const { state, revision } = elsewhere.saves.at(-1)!
  t.ok(revision > saves.at(-1)!.revision)

  t.same(contentsOf(characters.embody({ ...ADA, state, revision }).being), [])
})

t.test('of those who left only the last are remembered', async (t) => {
  const { characters, item } = house()
  for (let uid = 1; uid <= 257; uid++) {
    const { being } = characters.embody({ ...ADA, uid, name: `P${uid}` })
    item('coin', being)
    characters.release(being)
  }
  const held = (uid: number) => contentsOf(characters.embody({ ...ADA, uid }).being).length
  t.same([held(1), held(2), held(257)], [0, 1, 1])
})
