import assert from 'node:assert'
import fc from 'fast-check'
import t from 'tap'
import type { SavedForm } from '#components/savedForm.ts'
import type { EntityRecord } from '#protocol/record.ts'
import { KEPT_VERSION } from './durable.ts'
import { KeptModel } from './keptModel.ts'
import { TwoPlayers } from './testing.ts'
import { Scribe, schemaOf, type TestForm, type TestItem } from './testKept.ts'

/** The records of a little play, in which one quits. */
function played(): Uint8Array[] {
  const two = new TwoPlayers()
  for (const item of ['hat', 'sack', 'coin']) two.item(item, two.room('hall'))
  for (const line of [
    'get all',
    'put coin in sack',
    'wear hat',
    'drop sack',
    'get coin from sack',
  ]) {
    two.lines(two.adas, two.ada, line)
  }
  two.lines(two.bobs, two.bob, 'get sack', 'quit')
  return two.world.records.map(({ payload }) => payload)
}

function modelOf(payloads: readonly Uint8Array[]) {
  const model = new KeptModel()
  for (const payload of payloads) model.apply(payload)
  return model.records()
}

t.test('records that are applied again change nothing', async (t) => {
  const payloads = played()
  const once = modelOf(payloads)
  t.equal(once.length, 3, 'Ada, her hat and the coin')
  t.strictSame(modelOf([...payloads, ...payloads]), once)
  const first = payloads[0]!
  for (let from = 0; from < payloads.length; from++) {
    // A snapshot that knows more than its number says: the records after that come once more.
    t.strictSame(modelOf([first, ...payloads, ...payloads.slice(from)]), once)
  }
})

t.test('contents are in the order in which they came to where they are', async (t) => {
  const two = new TwoPlayers()
  const [hat, sack, coin] = ['hat', 'sack', 'coin'].map((item) => two.item(item, two.room('hall')))
  two.lines(two.adas, two.ada, 'get coin', 'get hat', 'get sack')
  two.lines(two.adas, two.ada, 'drop coin')
  two.lines(two.adas, two.ada, 'get coin')
  const uids = modelOf(two.world.records.map(({ payload }) => payload)).map(({ uid }) => uid)
  t.strictSame(
    uids.filter((uid) => uid > 2),
    [hat, sack, coin],
  )
})

t.test('what a newer version has kept, or is not whole, is refused', async (t) => {
  const [first] = played()
  const newer = first!.slice()
  newer[0] = KEPT_VERSION + 1
  t.throws(() => modelOf([newer]), {
    code: 'KEPT_BY_NEWER',
    message:
      `Cannot read what was kept: a newer Loam has kept it, in form ${KEPT_VERSION + 1}, and ` +
      `this one knows forms up to ${KEPT_VERSION}; run the newer one again, or restore a backup ` +
      'from before it',
  })
  const refused = { code: 'KEPT_UNREADABLE' }
  t.throws(() => modelOf([Uint8Array.of(KEPT_VERSION, 9)]), refused)
  t.throws(() => modelOf([new Uint8Array()]), refused)
  t.throws(() => modelOf([new Uint8Array(8)]), refused)
  t.throws(() => modelOf([first!.slice(0, -1)]), refused)
})

/** Where a person stands and how they feel, as two versions of Loam save it. */
const FORMS: readonly TestForm[] = [
  { place: { of: 'entity' }, health: { points: 'u8', name: 'text' } },
  { location: { holder: 'entity' }, vitals: { hp: 'u16' }, described: { name: 'text' } },
]

const CHANGED_FORM: SavedForm = {
  version: 2,
  steps: [
    {
      version: 2,
      why: 'to test',
      changes: [
        { rename: 'place', to: 'stand' },
        { rename: 'stand.of', to: 'location.holder' },
        { drop: 'stand' },
        { rename: 'health', to: 'vitals' },
        { rename: 'vitals.name', to: 'described.name' },
        { rename: 'vitals.points', to: 'vitals.hp' },
        { convert: 'vitals.hp', with: (points) => Number(points) * 10 },
      ],
    },
  ],
}

type Doing = [what: 'born' | 'goes' | 'feels' | 'dies', uid: number, n: number]

/** What somebody does, as the older form keeps it and the newer. */
const KEPT_AS: readonly Record<Doing[0], (uid: number, n: number) => TestItem>[] = [
  {
    born: (whole, of) => ({
      whole,
      components: { place: { of }, health: { points: of, name: 'A' } },
    }),
    goes: (changed, of) => ({ changed, component: 'place', values: { of } }),
    feels: (changed, points) => ({ changed, component: 'health', values: { points } }),
    dies: (gone) => ({ gone }),
  },
  {
    born: (whole, holder) => {
      const described = { name: 'A' }
      return { whole, components: { location: { holder }, vitals: { hp: holder * 10 }, described } }
    },
    goes: (changed, holder) => ({ changed, component: 'location', values: { holder } }),
    feels: (changed, n) => ({ changed, component: 'vitals', values: { hp: n * 10 } }),
    dies: (gone) => ({ gone }),
  },
]

/** What is left of `doings`, if a newer Loam has been started before the one with number `from`. */
function leftOf(doings: readonly Doing[], from: number): EntityRecord[] {
  const model = new KeptModel(CHANGED_FORM)
  const scribes = FORMS.map((form, i) => new Scribe(i + 1, schemaOf(form)))
  doings.forEach(([what, uid, n], at) => {
    const version = at < from ? 0 : 1
    const items = [KEPT_AS[version]![what](uid, n)]
    const isFirst = at === 0 || at === from
    const scribe = scribes[version]!
    model.apply(isFirst ? scribe.first(items) : scribe.next(items))
  })
  return model.records()
}

/** The same, in the newer form, worked out without a model: a list of all, one after the other. */
function plainlyLeftOf(doings: readonly Doing[]): EntityRecord[] {
  let all: EntityRecord[] = []
  for (const [what, uid, n] of doings) {
    const item = KEPT_AS[1]![what](uid, n)
    const before = all.find((each) => each.uid === uid)
    const others = all.filter((each) => each.uid !== uid)
    if ('whole' in item) all = [...others, { uid, components: item.components }]
    else if ('gone' in item) all = others
    else if ('changed' in item && before) {
      const { components } = before
      const now = { ...components[item.component], ...item.values }
      const changed = { uid, components: { ...components, [item.component]: now } }
      all = what === 'goes' ? [...others, changed] : all.map((e) => (e === before ? changed : e))
    }
  }
  return all
}

const doing = fc.tuple(
  fc.constantFrom<Doing[0][]>('born', 'born', 'goes', 'feels', 'dies'),
  fc.integer({ min: 1, max: 4 }),
  fc.integer({ min: 0, max: 25 }),
)

t.test('a model has what is left of all that was done, in the order in which it came', async () => {
  fc.assert(
    fc.property(fc.array(doing, { minLength: 1 }), (doings) => {
      assert.deepStrictEqual(leftOf(doings, 0), plainlyLeftOf(doings))
    }),
  )
})

t.test('it is all one where in a journal the saved form has changed', async (t) => {
  fc.assert(
    fc.property(fc.array(doing, { minLength: 1 }), fc.nat(), (doings, from) => {
      const now = leftOf(doings, 0)
      assert.deepStrictEqual(leftOf(doings, from % (doings.length + 1)), now)
    }),
  )
  t.strictSame(
    leftOf(
      [
        ['born', 1, 7],
        ['born', 2, 7],
        ['goes', 1, 9],
        ['feels', 2, 3],
      ],
      3,
    ),
    [
      {
        uid: 2,
        components: { location: { holder: 7 }, vitals: { hp: 30 }, described: { name: 'A' } },
      },
      {
        uid: 1,
        components: { location: { holder: 9 }, vitals: { hp: 70 }, described: { name: 'A' } },
      },
    ],
  )
})

t.test('what somebody has lost stays lost under its newer name, until it is gained', async (t) => {
  const [older, newer] = FORMS.map((form, i) => new Scribe(i + 1, schemaOf(form)))
  const model = new KeptModel(CHANGED_FORM)
  model.apply(older!.first([KEPT_AS[0]!.born(1, 7), { detached: 1, component: 'health' }]))
  model.apply(older!.next([{ detached: 2, component: 'health' }]))
  model.apply(newer!.first([]))
  const components = { location: { holder: 7 } }
  t.strictSame(model.records(), [{ uid: 1, components, lost: new Set(['vitals']) }])
  model.apply(newer!.next([KEPT_AS[1]!.feels(1, 3)]))
  const again = { ...components, vitals: { hp: 30 } }
  t.strictSame(model.records(), [{ uid: 1, components: again, lost: new Set() }])
})

t.test('a journal does not go back to an older form', async (t) => {
  const model = new KeptModel(CHANGED_FORM)
  const [older, newer] = FORMS.map((form, i) => new Scribe(i + 1, schemaOf(form)).first([]))
  model.apply(newer!)
  t.throws(() => model.apply(older!, 'record 7 of zone "house"'), {
    code: 'KEPT_UNREADABLE',
    message:
      'Cannot make sense of record 7 of zone "house": "Cannot read form 1 after form 2"; ' +
      'restore a backup from before it, and report this as a fault of Loam',
  })
})

t.test('what many have in common is brought to a newer form in each of them once', async (t) => {
  const [older, newer] = FORMS.map((form, i) => new Scribe(i + 1, schemaOf(form)))
  const model = new KeptModel(CHANGED_FORM)
  const health = { points: 7, name: 'A' }
  model.apply(
    older!.first([
      { sample: 0, components: { health } },
      { alike: 0, whole: 1, components: { place: { of: 5 } } },
      { alike: 0, whole: 2, components: { place: { of: 6 } } },
      { changed: 2, component: 'health', values: { points: 8 } },
    ]),
  )
  model.apply(newer!.first([]))
  const described = { name: 'A' }
  t.strictSame(model.records(), [
    { uid: 1, components: { location: { holder: 5 }, vitals: { hp: 70 }, described } },
    { uid: 2, components: { location: { holder: 6 }, vitals: { hp: 80 }, described } },
  ])
})

t.test('what is like a sample that is not there is refused', async (t) => {
  const scribe = new Scribe(1, schemaOf(FORMS[0]!))
  const model = new KeptModel(CHANGED_FORM)
  const place = { of: 5 }
  model.apply(scribe.first([{ sample: 1, components: {} }]))
  const apply = () => model.apply(scribe.next([{ alike: 1, whole: 1, components: { place } }]))
  t.throws(apply, { code: 'KEPT_UNREADABLE', message: /what is like sample 1: there is none/ })
})
