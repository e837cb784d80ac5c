import { hasComponent } from 'bitecs'
import t from 'tap'
import { Aliases } from '#components/aliases.ts'
import { Container } from '#components/container.ts'
import { defineComponent, entity } from '#components/define.ts'
import type { AreaDefinition } from '#components/definition.ts'
import { Described } from '#components/described.ts'
import { attach, detach, type Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Location } from '#components/location.ts'
import { Preferences } from '#components/preferences.ts'
import { Vitals } from '#components/vitals.ts'
import { Wearable } from '#components/wearable.ts'
import { ByteReader } from '#protocol/bytes.ts'
import { type EntityRecord, readRecord } from '#protocol/record.ts'
import { readSchema, type WireSchema } from '#protocol/schema.ts'
import { keepAliases } from '#systems/commands/alias.ts'
import { contentsOf, moveTo } from '#systems/containment.ts'
import { destroy, spawnItem } from '#systems/spawn.ts'
import { HOUSE } from '#systems/testHouse.ts'
import { emptyZone, type TestZone } from '#systems/testing.ts'
import {
  decodeCharacter,
  encodeCharacter,
  furnishCharacter,
  newCharacter,
} from './characterState.ts'
import { KEPT_VERSION } from './durable.ts'
import { Scribe } from './testKept.ts'

const ADA = 12

const Fond = defineComponent('testFond', {
  columns: { of: entity(), missing: entity() },
  visibleTo: 'none',
  durability: 'told',
})

/** A zone in which Ada stands in the study, with a hat on and a coin in a purse in a sack. */
function zoneWithAda() {
  const zone = emptyZone([HOUSE])
  const ada = newCharacter(zone, ADA, 'Ada')
  moveTo(zone, ada, zone.rooms.get('house:study')!)
  const item = (word: string, holder: Entity) =>
    spawnItem(zone, zone.items.get(`house:${word}`)!, holder)
  const hat = item('hat', ada)
  Wearable.worn[hat] = 1
  const sack = item('sack', ada)
  item('coin', item('purse', sack))
  Vitals.hp[ada] = 23
  Preferences.colour[ada] = '256'
  keepAliases(zone, ada, [{ word: 'gl', text: 'get lantern' }])
  return { zone, ada, hat, sack }
}

/** What somebody has, as a tree of names, uids and whether it is worn. */
function treeOf(entity: Entity): unknown {
  const held = contentsOf(entity).map(treeOf)
  return [Described.name[entity], Identity.uid[entity], Wearable.worn[entity], held]
}

/** A state as records, to be changed and written again. */
function parse(state: Uint8Array): { schema: WireSchema; records: EntityRecord[] } {
  const reader = new ByteReader(state)
  reader.u8()
  reader.u8()
  const schema = readSchema(reader)
  const records: EntityRecord[] = []
  while (!reader.atEnd) {
    reader.u8()
    records.push(readRecord(reader, schema))
  }
  return { schema, records }
}

function write(
  schema: WireSchema,
  records: readonly EntityRecord[],
  version = KEPT_VERSION,
): Uint8Array {
  const items = records.map(({ uid, components }) => ({ whole: uid, components }))
  return new Scribe(version, schema).first(items)
}

/** How Ada wakes of `state` in a zone of its own. */
function wake(state: Uint8Array, zone: TestZone = emptyZone([HOUSE])) {
  const character = decodeCharacter(zone, ADA, state, zone.rooms.get('house:hall')!)
  furnishCharacter(zone, character, 'Ada')
  return { zone, character }
}

t.test('a character wakes as it was, with what it wears and what lies in its things', async (t) => {
  const { zone, ada } = zoneWithAda()
  const tree = treeOf(ada)
  const { character, zone: other } = wake(encodeCharacter(zone, ada))
  t.same(treeOf(character), tree)
  t.equal(Location.holder[character], other.rooms.get('house:study'))
  t.same(
    [Vitals.hp[character], Preferences.colour[character], Aliases.list[character]],
    [23, '256', 'gl get lantern'],
  )
  const uids = [...other.byUid].filter(([uid, entity]) => Identity.uid[entity] !== uid)
  t.same(uids, [], 'and all are known by their uids')
})

t.test('whom and what a character has to do with are found again', async (t) => {
  const { zone, ada, hat } = zoneWithAda()
  const bob = newCharacter(zone, 13, 'Bob')
  attach(zone.world, ada, Fond, { of: hat, missing: bob })
  attach(zone.world, hat, Fond, { of: ada })
  const { character } = wake(encodeCharacter(zone, ada))
  const [wornHat] = contentsOf(character)
  t.same([Fond.of[character], Fond.of[wornHat!]], [wornHat, character])
  t.equal(Fond.missing[character], 0, 'but for one who is not there')
})

t.test('what a thing of a character has lost it does not get back', async (t) => {
  const { zone, ada, hat } = zoneWithAda()
  detach(zone.world, hat, Wearable)
  const { character, zone: other } = wake(encodeCharacter(zone, ada))
  t.notOk(hasComponent(other.world, contentsOf(character)[0]!, Wearable))
})

t.test('a state made of what woke is the same state', async (t) => {
  const { zone, ada } = zoneWithAda()
  const state = encodeCharacter(zone, ada)
  const { zone: other, character } = wake(state)
  t.same(parse(encodeCharacter(other, character)), parse(state))
})

t.test(
  'a state from before a column was added wakes with what the column starts with',
  async (t) => {
    const { zone, ada } = zoneWithAda()
    const { schema, records } = parse(encodeCharacter(zone, ada))
    const older = schema.map(({ name, columns }) => ({
      name,
      columns: columns.filter((column) => column.name !== 'capacityGrams'),
    }))
    const { character } = wake(write(older, records))
    const [, sack] = contentsOf(character)
    t.equal(Container.capacityGrams[sack!], 5_000, 'or with what the definition says')
    t.equal(Vitals.hp[character], 23)
  },
)

t.test(
  'columns and components that are no more are passed over, and so are other kinds',
  async (t) => {
    const { zone, ada } = zoneWithAda()
    const { schema, records } = parse(encodeCharacter(zone, ada))
    const extended: WireSchema = [
      ...schema.map(({ name, columns }) => ({
        name,
        columns: columns
          .map((column) => (column.name === 'hp' ? { name: 'hp', kind: 'text' as const } : column))
          .concat(name === 'vitals' ? [{ name: 'mana', kind: 'u16' as const }] : []),
      })),
      { name: 'curse', columns: [{ name: 'strength', kind: 'f64' }] },
    ]
    const own = records[0]!
    const vitals = { ...own.components['vitals'], hp: 'plenty', mana: 3 }
    const components = { ...own.components, vitals, curse: { strength: 1.5 } }
    const { character } = wake(write(extended, [{ uid: own.uid, components }, ...records.slice(1)]))
    t.same([Vitals.hp[character], Vitals.hpMax[character]], [1, 30])
    t.equal(contentsOf(character).length, 2)
  },
)

t.test('a state of a newer version, of another, or cut short is refused', async (t) => {
  const { zone, ada } = zoneWithAda()
  const state = encodeCharacter(zone, ada)
  const { schema, records } = parse(state)
  const other = emptyZone([HOUSE])
  const before = new Map(other.byUid)
  const refused = {
    code: 'KEPT_UNREADABLE',
    message: /^Cannot make sense of the state of character 12/,
  }
  t.throws(() => wake(write(schema, records, KEPT_VERSION + 1), other), {
    code: 'KEPT_BY_NEWER',
    message: /^Cannot read the state of character 12: a newer Loam has kept it/,
  })
  t.throws(() => wake(write(schema, records.slice(1)), other), refused)
  t.throws(() => wake(write(schema, []), other), refused)
  for (const length of [0, 1, 40, state.length - 1]) {
    t.throws(() => wake(state.slice(0, length), other), refused, `${length} bytes`)
  }
  t.same(new Map(other.byUid), before, 'and nothing of it is left in the world')
})

t.test('of a state that cannot be true all comes to the character itself', async (t) => {
  const { zone, ada } = zoneWithAda()
  const { schema, records } = parse(encodeCharacter(zone, ada))
  const sack = records[2]!
  const location = { holder: sack.uid }
  const wrong = records.map((record) =>
    record === sack ? { ...sack, components: { ...sack.components, location } } : record,
  )
  const { character } = wake(write(schema, wrong))
  t.same(treeOf(character), treeOf(ada))
})

t.test('what lives already is not born a second time', async (t) => {
  const { zone, ada, hat, sack } = zoneWithAda()
  const state = encodeCharacter(zone, ada)
  const bob = newCharacter(zone, 13, 'Bob')
  moveTo(zone, hat, bob)
  destroy(zone, ada)
  t.notOk(zone.byUid.has(Identity.uid[sack]!))

  const { character } = wake(state, zone)
  t.same(
    contentsOf(character).map((item) => Described.name[item]),
    ['a grey sack'],
  )
  t.same(contentsOf(bob), [hat], 'it stays with who has it')
})

t.test('a uid that a state names twice is born once', async (t) => {
  const { zone, ada } = zoneWithAda()
  const { schema, records } = parse(encodeCharacter(zone, ada))
  const { character, zone: other } = wake(write(schema, [...records, records[1]!, records[0]!]))
  t.equal(contentsOf(character).length, 2)
  t.equal(other.byUid.get(ADA), character)
})

t.test('a thing whose definition is gone is as it was kept', async (t) => {
  const { zone, ada } = zoneWithAda()
  const tree = treeOf(ada)
  const bare: AreaDefinition = { ...HOUSE, items: [] }
  const { character, zone: other } = wake(encodeCharacter(zone, ada), emptyZone([bare]))
  t.same(treeOf(character), tree)
  const [hat, sack] = contentsOf(character)
  t.same([Wearable.slot[hat!], Wearable.worn[hat!]], ['head', 1])
  t.ok(hasComponent(other.world, sack!, Container))
})

t.test('a thing whose definition was bettered is as it is defined now', async (t) => {
  const { zone, ada } = zoneWithAda()
  const items = HOUSE.items.map((item) =>
    item.id === 'house:hat' ? { ...item, name: 'a fine felt hat', weightGrams: 150 } : item,
  )
  const { character } = wake(encodeCharacter(zone, ada), emptyZone([{ ...HOUSE, items }]))
  const [hat] = contentsOf(character)
  t.same([Described.name[hat!], Wearable.worn[hat!]], ['a fine felt hat', 1])
})

t.test('a new character has all that a player has', async (t) => {
  const zone = emptyZone([HOUSE])
  const ada = newCharacter(zone, ADA, 'Ada')
  t.equal(zone.byUid.get(ADA), ada)
  t.same(
    [Described.name[ada], Vitals.hp[ada], Vitals.hpMax[ada], Preferences.autoexit[ada]],
    ['Ada', 30, 30, 1],
  )
})
