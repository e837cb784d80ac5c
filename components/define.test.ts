import t from 'tap'
import {
  clearTouched,
  componentNamed,
  declaredComponents,
  defineComponent,
  f32,
  text,
  touch,
  u8,
  u16,
} from './define.ts'

const Mood = defineComponent('testMood', {
  columns: { joy: u16(), word: text() },
  visibleTo: 'self',
  durability: 'lazy',
})
const Aura = defineComponent('testAura', {
  columns: { glow: f32() },
  visibleTo: 'room',
  durability: 'none',
})

t.test('a declaration says all there is to say of a component', async (t) => {
  const { columns, name, visibleTo, durability } = Mood.schema
  t.same(
    { name, visibleTo, durability },
    { name: 'testMood', visibleTo: 'self', durability: 'lazy' },
  )
  t.same(
    columns.map((column) => [column.name, column.kind]),
    [
      ['joy', 'u16'],
      ['word', 'text'],
    ],
  )
  t.equal(columns[0]!.values, Mood.joy)
  t.equal(columns[1]!.values, Mood.word)
})

t.test('components are listed by name, in whatever order they were declared', async (t) => {
  t.same(
    declaredComponents().map(({ schema }) => schema.name),
    ['testAura', 'testMood'],
  )
  t.equal(componentNamed('testMood'), Mood)
  t.equal(componentNamed('testNothing'), undefined)
})

t.test('a name is declared once', async (t) => {
  const again = () =>
    defineComponent('testAura', { columns: {}, visibleTo: 'room', durability: 'none' })
  t.throws(again, { message: 'Component "testAura" is declared twice' })
  t.equal(componentNamed('testAura'), Aura)
})

t.test('[S2] a component has 31 columns at most, and none called "schema"', async (t) => {
  const columnsOf = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`column${i}`, u8()]))
  const declare = (name: string, columns: ReturnType<typeof columnsOf>) =>
    defineComponent(name, { columns, visibleTo: 'none', durability: 'none' })
  t.throws(() => declare('testWide', columnsOf(32)), {
    message: 'Component "testWide" has more than 31 columns',
  })
  t.throws(() => declare('testOdd', { schema: u8() }), {
    message: 'Component "testOdd" has a column called "schema"',
  })
  t.equal(declare('testFull', columnsOf(31)).schema.columns.length, 31)
})

t.test('no name has a dot: a column of a component is called "component.column"', async (t) => {
  const message = '"test.odd" has a dot, which parts a component from its column'
  const rest = { visibleTo: 'none', durability: 'none' } as const
  t.throws(() => defineComponent('test.odd', { columns: {}, ...rest }), { message })
  t.throws(() => defineComponent('testDotted', { columns: { 'test.odd': u8() }, ...rest }), {
    message,
  })
})

t.test('an entity is marked as touched once, until the marks are cleared', async (t) => {
  const touched = () => [...Mood.schema.touched.subarray(0, Mood.schema.touchedCount)]
  for (const entity of [7, 9, 7, 7]) touch(Mood, entity)
  t.same(touched(), [7, 9])
  t.same([...Aura.schema.isTouched.subarray(0, 10)], Array(10).fill(0), 'in that component alone')

  clearTouched(Mood)
  t.same(touched(), [])
  touch(Mood, 9)
  t.same(touched(), [9])
})
