import t from 'tap'
import { SKILL_NAMES, SPELL_NAMES, TRAINS_ATTRIBUTES } from '#components/abilityNames.ts'
import { checkAreas } from './check.ts'
import { loadAreas, readAreas } from './load.ts'
import { solve, worldOf } from './solver.ts'

const HERE = new URL('.', import.meta.url)

t.test('the checker has nothing to say of the areas that Loam comes with', async (t) => {
  t.same(
    checkAreas(HERE).findings.map(({ line }) => line),
    [],
  )
})

t.test('every room has two details or more to look at, under words of its own', async (t) => {
  for (const area of loadAreas(HERE)) {
    const things = new Map([...area.items, ...area.mobiles].map((thing) => [thing.id, thing]))
    for (const room of area.rooms) {
      t.ok(room.details.length >= 2, `${room.id} has details`)
      const here = area.resets.filter((reset) => reset.room === room.id)
      const taken = new Set(here.flatMap(({ prefab }) => things.get(prefab)?.words ?? []))
      const hidden = room.details.flatMap(({ words }) => words).filter((word) => taken.has(word))
      t.same(hidden, [], `no thing in ${room.id} hides one of its details`)
    }
  }
})

t.test('the start teaches its first commands without leaving the world', async (t) => {
  const areas = loadAreas(HERE)
  const start = areas.flatMap((area) => area.start ?? [])[0]
  const area = areas.find((each) => each.start === start)
  const here = area?.resets.filter(({ room }) => room === start).map(({ prefab }) => prefab) ?? []
  const texts = area?.items.filter(({ id }) => here.includes(id)).map(({ text }) => text ?? '')
  const words = texts?.join(' ') ?? ''
  for (const command of ['LOOK', 'GET', 'INVENTORY', 'READ', 'EXITS', 'NORTH', 'SAY']) {
    t.ok(words.includes(command), `a text in the start mentions ${command}`)
  }
})

t.test('mobiles have five lines or more, so that they are worth standing near', async (t) => {
  for (const mobile of loadAreas(HERE).flatMap((area) => area.mobiles)) {
    t.ok(mobile.lines.length >= 5, mobile.id)
  }
})

t.test(
  'somebody whom one can meet teaches each skill and spell, and trains attributes',
  async (t) => {
    const world = worldOf(readAreas(HERE))!
    const met = [...solve(world).mobiles].map((id) => world.mobiles.get(id)!)
    const taught = met.flatMap(({ teaches = [] }) => teaches)
    const all = [...SKILL_NAMES, ...SPELL_NAMES, TRAINS_ATTRIBUTES]
    t.same(
      all.filter((name) => !taught.includes(name)),
      [],
    )
  },
)
