import t from 'tap'
import { componentNamed } from '#components/define.ts'
import type { FormChange, FormStep, SavedComponents, SavedForm } from '#components/savedForm.ts'
import type { KeptSnapshot } from '#engine/persistence/journal.ts'
import type { ComponentValues } from '#protocol/record.ts'
import { contentsOf } from '#systems/containment.ts'
import { HOUSE } from '#systems/testHouse.ts'
import { emptyZone } from '#systems/testing.ts'
import { decodeCharacter } from './characterState.ts'
import { KeptModel } from './keptModel.ts'
import { Misfits } from './misfits.ts'
import { FakeEdge, TestWorld } from './testing.ts'
import { Scribe, schemaOf, type TestForm, type TestItem } from './testKept.ts'

/*
 * Worlds that older Loams have saved. Their bytes are written here as those would have written
 * them, and read by the real zone, which is told how the form has changed since.
 */

const ADA = 12
const THING = 2 ** 40

const PLACED: TestForm = {
  identity: { uid: 'f64', prefab: 'text', reset: 'u32' },
  location: { holder: 'entity' },
}

interface Case {
  title: string
  /** What the older Loam saved besides identities and places. */
  form: TestForm
  /** What it has made of that since. */
  changes?: readonly FormChange[]
  /** What it kept of a thing, and changed in it later. */
  kept: SavedComponents
  change: { component: string; values: ComponentValues }
  /** What that is today, before the change and after it. */
  is: SavedComponents
  becomes: SavedComponents
  /** What the operator is told of the thing as it was kept. */
  told?: string
}

const CASES: readonly Case[] = [
  {
    title: 'columns and components that were added',
    form: { wearable: { slot: 'text' } },
    kept: { wearable: { slot: 'head' } },
    change: { component: 'wearable', values: { slot: 'feet' } },
    is: { wearable: { slot: 'head', worn: 0 } },
    becomes: { wearable: { slot: 'feet', worn: 0 } },
  },
  {
    title: 'columns and components that were removed',
    form: { vitals: { hp: 'u16', mana: 'u16' }, curse: { strength: 'u8' } },
    changes: [{ drop: 'vitals.mana' }, { drop: 'curse' }],
    kept: { vitals: { hp: 5, mana: 6 }, curse: { strength: 7 } },
    change: { component: 'vitals', values: { hp: 4, mana: 0 } },
    is: { vitals: { hp: 5 } },
    becomes: { vitals: { hp: 4 } },
  },
  {
    title: 'columns and components that nobody knows of',
    form: { vitals: { hp: 'u16', mana: 'u16' }, curse: { strength: 'u8' } },
    kept: { vitals: { hp: 5, mana: 6 }, curse: { strength: 7 } },
    change: { component: 'curse', values: { strength: 8 } },
    is: { vitals: { hp: 5 } },
    becomes: { vitals: { hp: 5 } },
    told: '"vitals.mana" is unknown and was left out (1); "curse" is unknown and was left out (1)',
  },
  {
    title: 'a column that was widened',
    form: { vitals: { hp: 'u8', hpMax: 'u8', hpPerSecond: 'u16' } },
    kept: { vitals: { hp: 200, hpMax: 255, hpPerSecond: 3 } },
    change: { component: 'vitals', values: { hp: 201 } },
    is: { vitals: { hp: 200, hpMax: 255, hpPerSecond: 3 } },
    becomes: { vitals: { hp: 201, hpMax: 255, hpPerSecond: 3 } },
  },
  {
    title: 'a column that was narrowed by a step',
    form: { vitals: { hp: 'f64' } },
    changes: [{ convert: 'vitals.hp', with: (hp) => Math.min(Number(hp), 1_000) }],
    kept: { vitals: { hp: 70_000 } },
    change: { component: 'vitals', values: { hp: 999 } },
    is: { vitals: { hp: 1_000 } },
    becomes: { vitals: { hp: 999 } },
  },
  {
    title: 'a column that was narrowed without a word',
    form: { vitals: { hp: 'f64', hpMax: 'i32' } },
    kept: { vitals: { hp: 70_000.5, hpMax: -1 } },
    change: { component: 'vitals', values: { hp: 7, hpMax: 8 } },
    is: { vitals: { hp: 65_535, hpMax: 0 } },
    becomes: { vitals: { hp: 7, hpMax: 8 } },
    told:
      '"vitals.hp" is out of range and was brought to the nearest that fits (1); ' +
      '"vitals.hpMax" is out of range and was brought to the nearest that fits (1)',
  },
  {
    title: 'a column that was renamed',
    form: { vitals: { health: 'u16', hpMax: 'u16' } },
    changes: [{ rename: 'vitals.health', to: 'vitals.hp' }],
    kept: { vitals: { health: 5, hpMax: 9 } },
    change: { component: 'vitals', values: { health: 4 } },
    is: { vitals: { hp: 5, hpMax: 9 } },
    becomes: { vitals: { hp: 4, hpMax: 9 } },
  },
  {
    title: 'a component that was renamed',
    form: { lamp: { lit: 'u8' } },
    changes: [{ rename: 'lamp', to: 'light' }],
    kept: { lamp: { lit: 0 } },
    change: { component: 'lamp', values: { lit: 1 } },
    is: { light: { lit: 0 } },
    becomes: { light: { lit: 1 } },
  },
  {
    title: 'a column that was moved to another component',
    form: { described: { name: 'text', here: 'text', slot: 'text' } },
    changes: [{ rename: 'described.slot', to: 'wearable.slot' }],
    kept: { described: { name: 'a crown', here: '', slot: 'head' } },
    change: { component: 'described', values: { name: 'a hat', slot: 'hands' } },
    is: { described: { name: 'a crown' }, wearable: { slot: 'head' } },
    becomes: { described: { name: 'a hat' }, wearable: { slot: 'hands' } },
  },
  {
    title: 'numbers that became words, and words that became numbers',
    form: { wearable: { slot: 'u8' }, container: { capacityGrams: 'text' } },
    changes: [
      { convert: 'wearable.slot', with: (slot) => ['', 'head', 'feet'][Number(slot)] ?? '' },
      {
        convert: 'container.capacityGrams',
        with: (words) => Number.parseFloat(`${words}`) * 1_000,
      },
    ],
    kept: { wearable: { slot: 1 }, container: { capacityGrams: '5 kg' } },
    change: { component: 'container', values: { capacityGrams: '0.5 kg' } },
    is: { wearable: { slot: 'head' }, container: { capacityGrams: 5_000 } },
    becomes: { wearable: { slot: 'head' }, container: { capacityGrams: 500 } },
  },
  {
    title: 'words where numbers belong, without a step',
    form: { vitals: { hp: 'text', hpMax: 'u16' } },
    kept: { vitals: { hp: 'plenty', hpMax: 3 } },
    change: { component: 'vitals', values: { hpMax: 4 } },
    is: { vitals: { hp: 0, hpMax: 3 } },
    becomes: { vitals: { hp: 0, hpMax: 4 } },
    told: '"vitals.hp" is of another kind and was left out (1)',
  },
  {
    title: 'columns that only together are what they are now',
    form: { vitals: { percent: 'u8', hpMax: 'u16' } },
    changes: [
      {
        rewrite: ({ vitals }) => {
          if (vitals) vitals['hp'] = (Number(vitals['percent']) * Number(vitals['hpMax'])) / 100
        },
      },
      { drop: 'vitals.percent' },
    ],
    kept: { vitals: { percent: 50, hpMax: 80 } },
    change: { component: 'vitals', values: { hpMax: 120 } },
    is: { vitals: { hp: 40, hpMax: 80 } },
    becomes: { vitals: { hp: 60, hpMax: 120 } },
  },
]

function formWith(...steps: readonly (readonly FormChange[])[]): SavedForm {
  const made = steps.map(
    (changes, i): FormStep => ({ version: i + 2, why: `test ${i + 2}`, changes }),
  )
  return { version: steps.length + 1, steps: made }
}

function placed(uid: number, holder: number, components: SavedComponents = {}): TestItem {
  const identity = { uid, prefab: '', reset: 0 }
  return { whole: uid, components: { identity, location: { holder }, ...components } }
}

/** A zone that starts with what was kept: a snapshot, and records one after the other. */
function start(form: SavedForm, snapshot: Uint8Array | undefined, ...payloads: Uint8Array[]) {
  const records = payloads.map((payload, i) => ({ sequence: i + 6, tick: 60, payload }))
  const begun: KeptSnapshot | undefined = snapshot && { sequence: 5, tick: 50, payload: snapshot }
  const keeping = { epoch: 2, kept: { snapshot: begun, records, damage: [] } }
  const { runner, faults } = new TestWorld([HOUSE], { form, keeping })
  return { thing: runner.zone.byUid.get(THING)!, zone: runner.zone, faults }
}

/** Today's values of those columns that `like` names. */
function valuesOf(entity: number, like: SavedComponents): SavedComponents {
  const entries = Object.entries(like).map(([name, columns]) => {
    const { schema } = componentNamed(name)!
    const named = schema.columns.filter((column) => column.name in columns)
    return [name, Object.fromEntries(named.map(({ name, values }) => [name, values[entity]!]))]
  })
  return Object.fromEntries(entries)
}

for (const { title, form, changes, kept, change, is, becomes, told } of CASES) {
  const scribe = new Scribe(1, schemaOf({ ...form, ...PLACED }))
  const thing = placed(THING, 0, kept)
  const later: TestItem = { changed: THING, ...change }
  const saved = formWith(...(changes ? [changes] : []))
  const words = told === undefined ? [] : [`Some of what is kept does not fit: ${told}`]

  t.test(`${title}: a snapshot is read`, async (t) => {
    const { thing: entity, faults } = start(saved, scribe.first([thing]))
    t.same(valuesOf(entity, is), is)
    const action = 'read what was kept'
    t.same(
      faults,
      words.map((stack) => ({ zone: 'house', action, stack })),
    )
  })

  t.test(`${title}: records are read, after a snapshot and without one`, async (t) => {
    const after = start(saved, scribe.first([thing]), scribe.next([later]))
    t.same(valuesOf(after.thing, becomes), becomes)
    const alone = start(saved, undefined, scribe.first([thing]), scribe.next([later]))
    t.same(valuesOf(alone.thing, becomes), becomes)
  })

  t.test(`${title}: a character's state is read`, async (t) => {
    const zone = emptyZone([HOUSE])
    const misfits = new Misfits()
    const state = scribe.first([placed(ADA, 0), placed(THING, ADA, kept)])
    const study = zone.rooms.get('house:study')!
    const ada = decodeCharacter(zone, ADA, state, study, { form: saved, misfits })
    const [entity] = contentsOf(ada)
    t.same(valuesOf(entity!, is), is)
    t.equal(misfits.take(), words[0])
  })
}

/** Health as a share of its limit, then in points by another name, then in points as today. */
const HISTORY = formWith(
  [
    {
      rewrite: ({ health }) => {
        if (health) health['points'] = Number(health['share']) * Number(health['limit'])
      },
    },
    { drop: 'health.share' },
  ],
  [
    { rename: 'health', to: 'vitals' },
    { rename: 'vitals.points', to: 'vitals.hp' },
    { rename: 'vitals.limit', to: 'vitals.hpMax' },
    { rename: 'place.of', to: 'location.holder' },
    { drop: 'place' },
  ],
)

t.test('a journal that three versions have written is read as one', async (t) => {
  const { identity } = PLACED
  const place = { of: 'entity' } as const
  const [first, second, third] = [
    { identity: identity!, place, health: { share: 'f32', limit: 'u8' } },
    { identity: identity!, place, health: { points: 'u8', limit: 'u8' } },
    { ...PLACED, vitals: { hp: 'u16', hpMax: 'u16' } },
  ].map((form, i) => new Scribe(i + 1, schemaOf(form as TestForm)))
  const older = (uid: number): TestItem => ({
    whole: uid,
    components: {
      identity: { uid, prefab: '', reset: 0 },
      place: { of: 0 },
      health: { share: 0.5, limit: 40 },
    },
  })
  const limit: TestItem = { changed: THING, component: 'health', values: { limit: 80 } }
  const points: TestItem = { changed: THING + 1, component: 'health', values: { points: 33 } }
  const moved: TestItem = { changed: THING, component: 'place', values: { of: 0 } }
  const { zone, faults } = start(
    HISTORY,
    first!.first([older(THING), older(THING + 1)]),
    first!.next([limit]),
    second!.first([points]),
    second!.next([moved]),
    third!.first([{ changed: THING, component: 'vitals', values: { hpMax: 300 } }]),
    third!.next([placed(THING + 2, 0, { vitals: { hp: 1, hpMax: 2 } })]),
  )
  const uids = [THING, THING + 1, THING + 2]
  const things = uids.map((uid) => zone.byUid.get(uid)!)
  const like = { vitals: { hp: 0, hpMax: 0 } }
  t.same(
    things.map((entity) => valuesOf(entity, like)['vitals']),
    [
      { hp: 40, hpMax: 300 },
      { hp: 33, hpMax: 40 },
      { hp: 1, hpMax: 2 },
    ],
  )
  const lying = contentsOf(zone.rooms.get(zone.start)!).filter((each) => things.includes(each))
  t.same(lying, [things[1], things[0], things[2]], 'in the order in which they came there')
  t.same(faults, [])
})

t.test('a character whose state is of an older form comes in, and leaves with a new', async (t) => {
  const scribe = new Scribe(1, schemaOf({ ...PLACED, lamp: { lit: 'u8' }, curse: {} }))
  const world = new TestWorld([HOUSE], { form: formWith([{ rename: 'lamp', to: 'light' }]) })
  const edge = new FakeEdge(world)
  const enter = (uid: number, name: string) => {
    const lamp = placed(THING + uid, uid, { lamp: { lit: 1 } })
    const state = scribe.first([placed(uid, 0, { curse: {} }), lamp])
    return edge.enter(uid, name, { state, revision: 3 })
  }
  const ada = enter(ADA, 'Ada')
  const bob = enter(ADA + 1, 'Bob')
  world.turn()
  t.same([ada.welcomes, bob.welcomes], [1, 1])
  t.same(
    world.faults.map(({ stack }) => stack),
    ['Some of what is kept does not fit: "curse" is unknown and was left out (1)'],
    'the operator is told once',
  )

  edge.line(ada, 'quit')
  world.turn()
  const model = new KeptModel()
  model.apply(world.characterOf(ADA).state)
  const lamp = model.records().find(({ uid }) => uid === THING + ADA)
  t.same(lamp?.components['light'], { lit: 1 })
})

t.test(
  'a character whose state is of a newer form is turned away, and the world goes on',
  async (t) => {
    const world = new TestWorld([HOUSE], { form: formWith([]) })
    const edge = new FakeEdge(world)
    const state = new Scribe(3, schemaOf(PLACED)).first([placed(ADA, 0)])
    const ada = edge.enter(ADA, 'Ada', { state, revision: 3 })
    const bob = edge.enter(ADA + 1, 'Bob')
    world.turn()
    t.same([ada.farewell, bob.welcomes], ['unavailable', 1])
    t.same(
      world.faults.map(({ action }) => action),
      ['intent "enter"'],
    )
    t.match(
      world.faults[0]?.stack,
      'Cannot read the state of character 12: a newer Loam has kept it, in form 3, ' +
        'and this one knows forms up to 2;',
    )
  },
)

t.test('a zone that cannot be read says which record is at fault', async (t) => {
  const scribe = new Scribe(1, schemaOf(PLACED))
  const good = scribe.first([placed(THING, 0)])
  const newer = new Scribe(3, schemaOf(PLACED)).first([])
  const form = formWith([])
  t.throws(() => start(form, newer), {
    code: 'KEPT_BY_NEWER',
    message: /^Cannot read the snapshot after record 5 of zone "house": a newer Loam/,
  })
  t.throws(() => start(form, good, scribe.next([]), newer), {
    code: 'KEPT_BY_NEWER',
    message: /^Cannot read record 7 of zone "house": a newer Loam/,
  })
  t.throws(() => start(form, good, Uint8Array.of(1, 9)), {
    code: 'KEPT_UNREADABLE',
    message: /^Cannot make sense of record 6 of zone "house": "Cannot read a kept item of kind 9";/,
  })
  const failing = formWith([{ rewrite: () => JSON.parse('no') }])
  t.throws(() => start(failing, good), {
    code: 'KEPT_STEP_FAILED',
    message: /^Cannot bring entity \d+ to the saved form 2 \(test 2\): /,
  })
})
