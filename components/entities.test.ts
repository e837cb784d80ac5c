import { hasComponent } from 'bitecs'
import t from 'tap'
import { ENTITY_CAPACITY } from './columns.ts'
import { clearTouched, defineComponent, entity, f64, text, u8 } from './define.ts'
import {
  attach,
  componentsOf,
  createEntity,
  defineQuery,
  destroyEntity,
  detach,
  holdingOf,
  holds,
  newWorld,
} from './entities.ts'

const Coat = defineComponent('testCoat', {
  columns: { pockets: u8(), cut: text(), price: f64(), owner: entity() },
  visibleTo: 'room',
  durability: 'told',
})
const Hat = defineComponent('testHat', {
  columns: { feathers: u8() },
  visibleTo: 'room',
  durability: 'told',
})

const coats = defineQuery(Coat)
const coatsAndHats = defineQuery(Hat, Coat)

const valuesOf = (id: number) => [Coat.pockets[id], Coat.cut[id], Coat.price[id], Coat.owner[id]]
const touchedIn = ({ schema }: typeof Coat | typeof Hat) => [
  ...schema.touched.subarray(0, schema.touchedCount),
]

t.beforeEach(() => {
  clearTouched(Coat)
  clearTouched(Hat)
})

t.test('a component begins with zeros, although its id held other values before', async (t) => {
  const world = newWorld()
  const first = createEntity(world)
  attach(world, first, Coat, { pockets: 4, cut: 'long', price: 2.5, owner: first })
  t.same(valuesOf(first), [4, 'long', 2.5, first])
  destroyEntity(world, first)

  const second = createEntity(world)
  t.equal(second, first, 'the id is handed out again')
  t.notOk(hasComponent(world, second, Coat))
  attach(world, second, Coat, { price: 1 })
  t.same(valuesOf(second), [0, '', 1, 0])
})

t.test('a component that is added, taken away or dies with its entity is touched', async (t) => {
  const world = newWorld()
  const id = createEntity(world)
  attach(world, id, Coat)
  attach(world, id, Hat)
  t.same([touchedIn(Coat), touchedIn(Hat)], [[id], [id]])
  t.same(componentsOf(world, id), [Coat, Hat])

  clearTouched(Hat)
  detach(world, id, Hat)
  t.same(touchedIn(Hat), [id])
  t.same(componentsOf(world, id), [Coat])
  t.throws(() => detach(world, id, Hat), { message: `Entity ${id} has no testHat` })

  clearTouched(Coat)
  destroyEntity(world, id)
  t.same(touchedIn(Coat), [id])
})

t.test('who has a component is told as bitECS tells it, in each world', async (t) => {
  for (const world of [newWorld(), newWorld()]) {
    const holding = holdingOf(world, Hat)
    const ids = [0, 1, 2].map(() => createEntity(world))
    attach(world, ids[0]!, Hat)
    attach(world, ids[1]!, Coat)
    attach(world, ids[2]!, Hat)
    detach(world, ids[2]!, Hat)
    t.same(
      ids.map((id) => holds(holding, id)),
      [true, false, false],
    )
    destroyEntity(world, ids[0]!)
    t.equal(holds(holding, ids[0]!), false)
    t.equal(holds(holdingOf(world, Hat), 2 ** 17), false, 'nor has one that there never was')
  }
})

t.test('two worlds of a thread never use one id at the same time', async (t) => {
  const [one, two] = [newWorld(), newWorld()]
  const ids = Array.from({ length: 20 }, (_, i) => createEntity(i % 2 === 0 ? one : two))
  t.equal(new Set(ids).size, 20)
  t.notOk(ids.includes(0), 'and 0 is no entity')
})

t.test('a query finds what has all of its components, when it is asked', async (t) => {
  const world = newWorld()
  const [bare, coat, both] = [createEntity(world), createEntity(world), createEntity(world)]
  attach(world, coat, Coat)
  attach(world, both, Hat)
  attach(world, both, Coat)
  t.same([[...coats(world)], [...coatsAndHats(world)]], [[coat, both], [both]])
  attach(world, bare, Coat)
  destroyEntity(world, coat)
  detach(world, both, Hat)
  t.same([[...coats(world)].sort(), [...coatsAndHats(world)]], [[bare, both].sort(), []])
})

t.test('the order of a query follows from its own world, whatever others do', async (t) => {
  /** The places, in the order of their making, of those who wear coats in the end. */
  const orderIn = (others: boolean) => {
    const [world, other] = [newWorld(), newWorld()]
    const strangers: number[] = []
    const made: number[] = []
    for (let i = 0; i < 6; i++) {
      if (others) strangers.push(createEntity(other))
      made.push(createEntity(world))
      attach(world, made.at(-1)!, Coat)
    }
    destroyEntity(world, made[1]!)
    // The index of the thread closes each gap with its last.
    for (const stranger of strangers) destroyEntity(other, stranger)
    return [...coats(world)].map((id) => made.indexOf(id))
  }
  t.same(orderIn(true), orderIn(false))
})

t.test('a worker that is full says how many it holds, and what to do', async (t) => {
  const world = newWorld()
  const made: number[] = []
  const fill = () => {
    for (;;) made.push(createEntity(world))
  }
  t.throws(fill, {
    name: 'RangeError',
    message:
      `Cannot create an entity: this worker holds ${ENTITY_CAPACITY - 1}, which is its limit; ` +
      'spread the zones over more workers',
  })
  t.ok(made.at(-1)! < ENTITY_CAPACITY, 'every id has its row')

  destroyEntity(world, made.pop()!)
  t.doesNotThrow(() => createEntity(world), 'there is room again when one is gone')
})
