import t from 'tap'
import { type AnyComponent, defineComponent, entity, text, u8, u16 } from '#components/define.ts'
import { type FormChange, type FormStep, SAVED_FORM } from '#components/savedForm.ts'
import {
  declaredForm,
  faultsOf,
  formOf,
  type Lock,
  lockOf,
  readLock,
  type Saved,
} from './savedForm.ts'

const RUN = 'run "npm run saved-form", and commit components/savedForm.lock.json'

t.test('what durable components save is as the lock says', async (t) => {
  const lock = readLock()
  const declared = await declaredForm()
  t.same(faultsOf(lock, declared, SAVED_FORM.steps), [], 'older worlds can be read')
  t.same(lockOf(lock, declared, SAVED_FORM.steps), lock, RUN)
  t.equal(SAVED_FORM.version, lock.version)
})

/** What version 3 of some Loam has saved. */
const LOCK: Lock = {
  version: 3,
  items: { schema: 0, whole: 1 },
  components: {
    light: { lit: 'u8', oil: 'u16' },
    mark: {},
    vitals: { hp: 'u16', name: 'text' },
  },
}

/** The form of `LOCK`, with other components in the place of some. */
function form(more: Record<string, Record<string, string> | undefined> = {}): Saved {
  const all = Object.entries({ ...LOCK.components, ...more })
  const components = Object.fromEntries(all.filter(([, columns]) => columns))
  return { items: LOCK.items, components: components as Saved['components'] }
}

function step(version: number, ...changes: FormChange[]): FormStep {
  return { version, why: 'to test', changes }
}

const OLD_STEP = step(2, { rename: 'lamp', to: 'light' })

function faults(declared: Saved, ...steps: FormStep[]): string[] {
  return faultsOf(LOCK, declared, [OLD_STEP, ...steps])
}

t.test('durable components are saved, sorted by name; of others nothing', async (t) => {
  const of = (name: string, durability: 'told' | 'none', more: Parameters<typeof define>[2] = {}) =>
    define(name, durability, more)
  const components = [
    of('testVow', 'told', { to: entity(), words: text() }),
    of('testMark', 'told'),
    of('testGlow', 'none', { lit: u8() }),
    of('testBag', 'told', { size: u16(), grip: u8() }),
  ]
  t.equal(
    JSON.stringify(formOf(components)),
    '{"testBag":{"grip":"u8","size":"u16"},"testMark":{},"testVow":{"to":"entity","words":"text"}}',
  )
})

function define(
  name: string,
  durability: 'told' | 'none',
  columns: Parameters<typeof defineComponent>[1]['columns'],
): AnyComponent {
  return defineComponent(name, { columns, visibleTo: 'none', durability })
}

t.test('what is added or widened needs no step, and makes the next version', async (t) => {
  const added = form({ gold: { coins: 'u32' }, light: { lit: 'u8', oil: 'f64', hue: 'text' } })
  t.same(faults(added), [])
  t.same(lockOf(LOCK, added, [OLD_STEP]), { version: 4, ...added })
  t.same(lockOf(LOCK, form(), [OLD_STEP]), LOCK, 'where nothing differs it stays the same')
})

t.test('a new kind of item makes the next version, and an old one must stay', async (t) => {
  const { components } = LOCK
  const added = { items: { ...LOCK.items, changed: 2 }, components }
  t.same(faults(added), [])
  t.same(lockOf(LOCK, added, [OLD_STEP]), { version: 4, ...added })
  const fault = 'Older worlds have items "whole" of kind 1: it must stay'
  t.same(faults({ items: { schema: 0 }, components }), [fault])
  t.same(faults({ items: { schema: 0, whole: 2 }, components }), [fault])
})

t.test('what is no longer saved, or holds less, needs a step', async (t) => {
  const advice = 'let step 4 of components/savedForm.ts say what becomes of it'
  t.same(faults(form({ light: undefined, vitals: { hp: 'u8', called: 'text' } })), [
    `Component "light" is in older worlds, and is saved no more: ${advice}`,
    `Column "vitals.hp" was u16 and is u8, which does not hold all it held: ${advice}`,
    `Column "vitals.name" is in older worlds, and is saved no more: ${advice}`,
  ])
  const others = [
    ['u16', 'text'],
    ['text', 'u16'],
    ['f64', 'u32'],
    ['u32', 'i32'],
    ['f64', 'entity'],
  ] as const
  for (const [was, is] of others) {
    const saved = (kind: string): Saved => ({ items: {}, components: { a: { b: kind } } })
    const lock = { version: 1, ...saved(was) }
    t.equal(faultsOf(lock, saved(is), []).length, 1, `${was} to ${is}`)
  }
})

t.test('with a step it is well, and makes the next version', async (t) => {
  const changed = form({
    light: undefined,
    mark: undefined,
    glow: { lit: 'u8' },
    tank: { litres: 'text' },
    vitals: { hp: 'u8' },
  })
  const changes: FormChange[] = [
    { rename: 'light', to: 'glow' },
    { rename: 'glow.oil', to: 'tank.litres' },
    { convert: 'tank.litres', with: String },
    { convert: 'vitals.hp', with: (hp) => Math.min(255, Number(hp)) },
    { rewrite: () => {} },
    { drop: 'vitals.name' },
    { drop: 'mark' },
  ]
  t.same(faults(changed, step(4, ...changes)), [])
  t.same(lockOf(LOCK, changed, [OLD_STEP, step(4, ...changes)]).version, 4)
  t.same(lockOf(LOCK, form(), [step(4, { rewrite: () => {} })]).version, 4, 'values alone')
})

t.test('a step names what there is', async (t) => {
  const misnamed: [change: FormChange, fault: string][] = [
    [{ drop: 'vitals.mana' }, 'drops "vitals.mana", which was not saved before it'],
    [{ drop: 'curse' }, 'drops "curse", which was not saved before it'],
    [{ convert: 'lamp.lit', with: String }, 'converts "lamp.lit", which was not saved before it'],
    [
      { rename: 'light.lit', to: 'light.oil' },
      'renames "light.lit" to "light.oil", which is saved already',
    ],
    [
      { convert: 'light', with: String },
      'converts "light": only a column can be converted; use "rewrite"',
    ],
    [
      { rename: 'light', to: 'vitals.light' },
      'renames "light" to "vitals.light": a component stays a component, and a column a column',
    ],
  ]
  for (const [change, fault] of misnamed) {
    t.equal(faults(form(), step(4, change))[0], `Step 4 ${fault}`)
  }
})

t.test('steps follow each other, one at a time', async (t) => {
  const none: FormChange = { rewrite: () => {} }
  t.same(faults(form(), step(5, none)), ['The new step has version 5, and the next one is 4'])
  t.same(faults(form(), step(4, none), step(5, none)), ['Steps 4 and 5 are new: make one of them'])
  t.same(faults(form(), step(2, none)), ["The steps' versions must ascend from 2, and are 2,2"])
  t.same(faultsOf(LOCK, form(), [step(1, none)]).length, 1)
})
