import t from 'tap'
import type { FormChange, SavedComponents } from '#components/savedForm.ts'
import { applyChange, applyStep, placeIn } from './formSteps.ts'

function changed(components: SavedComponents, ...changes: FormChange[]): SavedComponents {
  const copy = structuredClone(components)
  for (const change of changes) applyChange(change, copy)
  return copy
}

const LAMP = { light: { lit: 1, oil: 7 }, described: { name: 'a lamp' } }

t.test('a column is renamed, or moved into a component that is there or not', async (t) => {
  const { described } = LAMP
  t.strictSame(changed(LAMP, { rename: 'light.oil', to: 'light.fuel' }), {
    light: { lit: 1, fuel: 7 },
    described,
  })
  t.strictSame(changed(LAMP, { rename: 'light.oil', to: 'described.oil' }), {
    light: { lit: 1 },
    described: { name: 'a lamp', oil: 7 },
  })
  t.strictSame(changed(LAMP, { rename: 'light.oil', to: 'tank.litres' }), {
    light: { lit: 1 },
    described,
    tank: { litres: 7 },
  })
})

t.test('a component is renamed, and joins what has that name already', async (t) => {
  t.strictSame(changed(LAMP, { rename: 'light', to: 'glow' }), {
    glow: LAMP.light,
    described: LAMP.described,
  })
  t.strictSame(changed(LAMP, { rename: 'light', to: 'described' }), {
    described: { name: 'a lamp', lit: 1, oil: 7 },
  })
})

t.test('columns and components are dropped and converted', async (t) => {
  t.strictSame(changed(LAMP, { drop: 'light.oil' }, { drop: 'described' }), { light: { lit: 1 } })
  const words: FormChange = { convert: 'light.oil', with: (litres) => `${litres} litres` }
  t.strictSame(changed(LAMP, words)['light'], { lit: 1, oil: '7 litres' })
})

t.test('all of an entity may be rewritten at once', async (t) => {
  const rewrite = ({ light }: SavedComponents) => {
    if (light) light['hours'] = Number(light['oil'] ?? 0) * Number(light['lit'] ?? 0)
  }
  t.strictSame(changed(LAMP, { rewrite })['light'], { lit: 1, oil: 7, hours: 7 })
})

t.test('an entity that lacks what is changed stays as it is', async (t) => {
  const stone = { described: { name: 'a stone' } }
  const changes: FormChange[] = [
    { rename: 'light', to: 'glow' },
    { rename: 'light.oil', to: 'tank.litres' },
    { rename: 'described.oil', to: 'tank.litres' },
    { drop: 'light' },
    { drop: 'light.oil' },
    { drop: 'described.oil' },
    { convert: 'light.oil', with: () => 1 },
    { convert: 'described.oil', with: () => 1 },
  ]
  t.strictSame(changed(stone, ...changes), stone)
})

t.test('changes are made in their order, and one that fails names its step', async (t) => {
  const step = {
    version: 3,
    why: 'oil is told in words',
    changes: [
      { rename: 'light.oil', to: 'light.fuel' },
      { convert: 'light.fuel', with: (fuel: number | string) => (fuel as string).toUpperCase() },
    ],
  }
  const lamp = { light: { oil: 'whale' } }
  applyStep(step, 7, lamp)
  t.strictSame(lamp, { light: { fuel: 'WHALE' } })
  t.throws(() => applyStep(step, 7, structuredClone(LAMP)), {
    code: 'KEPT_STEP_FAILED',
    message:
      'Cannot bring entity 7 to the saved form 3 (oil is told in words): ' +
      '"fuel.toUpperCase is not a function"; ' +
      'run the Loam that has kept it, and report this as a fault of the newer one',
  })
})

t.test('a place is known by the names it had', async (t) => {
  const form = {
    version: 4,
    steps: [
      { version: 2, why: '', changes: [{ rename: 'where', to: 'place' }] },
      {
        version: 4,
        why: '',
        changes: [
          { rename: 'place.in', to: 'location.in' },
          { rename: 'location.in', to: 'location.holder' },
        ],
      },
    ],
  }
  const names = [1, 2, 3, 4].map((version) => placeIn(version, 'location.holder', form))
  t.strictSame(names, ['where.in', 'place.in', 'place.in', 'location.holder'])
  t.equal(placeIn(1, 'vitals.hp', form), 'vitals.hp')
})
