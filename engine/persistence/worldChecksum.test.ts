import fc from 'fast-check'
import t from 'tap'
import type { EntityRecord } from '#protocol/record.ts'
import { WorldDigest } from './worldChecksum.ts'

function sumOf(zones: Record<string, EntityRecord[]>, states: [number, Uint8Array][] = []): string {
  const digest = new WorldDigest()
  for (const [name, entities] of Object.entries(zones)) digest.zone(name, entities)
  for (const [uid, state] of states) digest.character(uid, state)
  return digest.sum()
}

const name = fc.constantFrom('vitals', 'item', 'location', 'lore')
const values = fc.dictionary(
  fc.constantFrom('a', 'b', 'hp'),
  fc.oneof(fc.integer(), fc.double(), fc.string()),
)
const components = fc.dictionary(name, values)
const entities = fc
  .uniqueArray(fc.record({ uid: fc.maxSafeNat(), components }), { selector: ({ uid }) => uid })
  .map((records): EntityRecord[] => records)

/** The same in another order. */
function turned<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).reverse())
}

t.test('the sum does not depend on the order of entities, components and columns', async (t) => {
  fc.assert(
    fc.property(entities, (given) => {
      const other = given.toReversed().map(({ uid, components }) => ({
        uid,
        components: turned(
          Object.fromEntries(Object.entries(components).map(([n, values]) => [n, turned(values)])),
        ),
      }))
      t.equal(sumOf({ crypt: given }), sumOf({ crypt: other }))
    }),
  )
})

const COIN = { uid: 7, components: { item: { weight: 5, name: 'coin' } } }

t.test('any other value, name, place or state gives another sum', async (t) => {
  const state = Uint8Array.of(1, 2)
  const item = (values: Record<string, number | string>) => [
    { uid: 7, components: { item: values } },
  ]
  const worlds = [
    sumOf({}),
    sumOf({ crypt: [COIN] }),
    sumOf({ tower: [COIN] }),
    sumOf({ crypt: [{ ...COIN, uid: 8 }] }),
    sumOf({ crypt: [COIN, { ...COIN, uid: 8 }] }),
    sumOf({ crypt: [COIN], tower: [{ ...COIN, uid: 8 }] }),
    sumOf({ crypt: [{ uid: 7, components: {} }] }),
    sumOf({ crypt: item({ weight: 6, name: 'coin' }) }),
    sumOf({ crypt: item({ weight: '5', name: 'coin' }) }),
    sumOf({ crypt: item({ weight: 5, named: 'coin' }) }),
    sumOf({ crypt: item({ weight: 5, name: 'coi', n: '' }) }),
    sumOf({ crypt: [COIN] }, [[1, state]]),
    sumOf({ crypt: [COIN] }, [[2, state]]),
    sumOf({ crypt: [COIN] }, [[1, Uint8Array.of(1, 3)]]),
  ]
  t.equal(new Set(worlds).size, worlds.length)
  t.equal(sumOf({ crypt: [COIN], empty: [] }), sumOf({ crypt: [COIN] }), 'nothing is nothing')
  t.match(worlds[0], /^[0-9a-f]{64}$/)
})
