import t from 'tap'
import { declaredComponents } from '#components/define.ts'
import { Described } from '#components/described.ts'
import { Identity } from '#components/identity.ts'
import { Item } from '#components/item.ts'
import { Location } from '#components/location.ts'
import { Vitals } from '#components/vitals.ts'
import { ByteReader, ByteWriter } from '#protocol/bytes.ts'
import { readChange, readRecord } from '#protocol/record.ts'
import { readSchema, writeSchema } from '#protocol/schema.ts'
import { emptyZone, spawnPlayer, spawnRoom, spawnThing } from '#systems/testing.ts'
import { RecordCodec, uidOf, visibleTo } from './recordCodec.ts'

const zone = emptyZone()
const room = spawnRoom(zone, 'Hall')
const ada = spawnPlayer(zone, 'Ada', room)
const coin = spawnThing(zone, 'coin', ada, 10)
const codec = new RecordCodec(visibleTo('room', 'self'))

t.test('[S1][S2] the schema numbers the chosen components by name', async (t) => {
  const names = codec.schema.map(({ name }) => name)
  t.same(names, [...names].sort())
  const chosen = declaredComponents().filter(({ schema }) => schema.visibleTo !== 'none')
  t.same(
    names,
    chosen.map(({ schema }) => schema.name),
  )
  t.equal(codec.numberOf(Described), names.indexOf('described'))
  t.equal(codec.numberOf(Identity), undefined, 'what nobody may see has no number')

  const out = new ByteWriter()
  writeSchema(out, codec.schema)
  t.same(readSchema(new ByteReader(out.written)), codec.schema)
})

t.test('[R1][R2] a record holds what an entity has, with uids for entities', async (t) => {
  const out = new ByteWriter()
  const count = codec.writeRecord(out, zone.world, coin)
  t.equal(count, 3)
  t.same(readRecord(new ByteReader(out.written), codec.schema), {
    uid: Identity.uid[coin],
    components: {
      described: { name: 'a coin', here: 'A coin lies here.' },
      item: { weightGrams: 10, fixed: 0, isKey: 0 },
      location: { holder: Identity.uid[ada] },
    },
  })
})

t.test('a record holds no more than is asked for', async (t) => {
  const out = new ByteWriter()
  t.equal(codec.writeRecord(out, zone.world, coin, [Item]), 1)
  t.equal(codec.writeRecord(out, zone.world, room, []), 0)
  const reader = new ByteReader(out.written)
  const item = { weightGrams: 10, fixed: 0, isKey: 0 }
  t.same(readRecord(reader, codec.schema), { uid: Identity.uid[coin], components: { item } })
  t.same(readRecord(reader, codec.schema), { uid: Identity.uid[room], components: {} })
})

t.test('[R3] a change holds the columns that its bits name', async (t) => {
  const out = new ByteWriter()
  codec.writeChange(out, ada, Vitals, 0b101)
  codec.writeChange(out, ada, Location, 0b1)
  const reader = new ByteReader(out.written)
  const uid = Identity.uid[ada]!
  t.same(
    [readChange(reader, codec.schema, uid), readChange(reader, codec.schema, uid)],
    [
      { uid, component: 'vitals', values: { hp: 20, hpPerSecond: 1 } },
      { uid, component: 'location', values: { holder: Identity.uid[room] } },
    ],
  )
  t.ok(reader.atEnd)
})

t.test('the uid of no entity is 0', async (t) => {
  t.equal(uidOf(0), 0)
  t.equal(uidOf(ada), Identity.uid[ada])
})
