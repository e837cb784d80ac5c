import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import type { AreaDefinition, ItemDefinition, MobileDefinition } from '#components/definition.ts'
import { loadAreas } from '#scripting/areas/load.ts'
import type { Tally } from './fights.ts'
import { gearFor } from './gear.ts'
import { outliers } from './outliers.ts'

const RUN = fileURLToPath(new URL('./run.ts', import.meta.url))
const SHIPPED = fileURLToPath(new URL('../../scripting/areas/', import.meta.url))

t.test('every mobile that can be fought has a row, with numbers in it', async (t) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [RUN, '--smoke'], {
    encoding: 'utf8',
    timeout: 60_000,
  })
  t.equal(status, 0, stderr)
  const rows = stdout.trim().split('\n').slice(1)
  const mobiles = loadAreas(SHIPPED).flatMap(({ mobiles }) => mobiles)
  const fighters = mobiles.filter(({ fight }) => fight !== undefined).map(({ id }) => id)
  t.same(rows.map((row) => row.split(' ')[0]).sort(), fighters.sort())
  for (const row of rows) t.match(row, /^\S+ +\d+ +(\d+\.\d|-) +\d+\.\d % +\d+ +-?\d+( {2}\w.*)?$/)
})

function item(id: string, more: Partial<ItemDefinition>): ItemDefinition {
  return { id, name: id, ...more } as ItemDefinition
}

t.test('a fighter wears the best that is sold to one of its level', async (t) => {
  const dice = (sides: number) => ({ damage: { count: 1, sides, plus: 0 }, verb: 'hit' })
  const items = [
    item('stick', { wear: 'wield', weapon: dice(4) }),
    item('club', { wear: 'wield', weapon: dice(6), level: 2 }),
    item('maul', { wear: 'wield', weapon: dice(8), level: 3 }),
    item('axe', { wear: 'wield', weapon: dice(20) }),
    item('copper', { wear: 'finger', lends: { hp: 1 } }),
    item('silver', { wear: 'finger', lends: { hp: 2 } }),
    item('gold', { wear: 'finger', lends: { hp: 3 } }),
    item('loaf', {}),
  ]
  const sells = items.map(({ id }) => id).filter((id) => id !== 'axe')
  const keeper = { shop: { sells } } as unknown as MobileDefinition
  const area = { items, mobiles: [keeper] } as unknown as AreaDefinition
  const worn = (level: number) => gearFor([area], level).map(({ id }) => id)
  t.same(worn(1), ['stick', 'gold', 'silver'])
  t.same(worn(2), ['club', 'gold', 'silver'])
})

t.test('what is out of proportion is named, and nothing else', async (t) => {
  const plain = { level: 1, killSeconds: 20, deaths: 0, undecided: 0 }
  const tally = (more: Partial<Tally>): Tally => {
    return { ...plain, goldAnHour: 100, experienceAnHour: 1_000, ...more } as Tally
  }
  const odd: [Partial<Tally>, string][] = [
    [{ deaths: 0.5 }, 'deadly'],
    [{ undecided: 0.1 }, 'without end'],
    [{ killSeconds: 2 }, 'over at once'],
    [{ killSeconds: 200 }, 'long'],
    [{ experienceAnHour: 3_000 }, 'teaches much'],
    [{ experienceAnHour: 300, goldAnHour: 300 }, 'teaches little, rich'],
    [{ goldAnHour: 0 }, ''],
  ]
  const usual = Array.from({ length: 9 }, () => tally({}))
  const found = outliers([...usual, ...odd.map(([more]) => tally(more))])
  t.same(found, [...usual.map(() => ''), ...odd.map(([, remark]) => remark)])
})
