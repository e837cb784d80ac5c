import { fileURLToPath } from 'node:url'
import t from 'tap'
import { loadAreas } from '#scripting/areas/load.ts'
import { Bots } from './testBots.ts'
import { checkBeings, checkGold, checkPlaces, checkUids, checkWearers } from './testInvariants.ts'

/*
 * People do everything that can be typed, at random, in the world that is shipped, and all that
 * must always hold is looked at again and again.
 *
 * LOAM_BOT_STEPS plays longer, LOAM_BOT_SEED what has failed before.
 */
const STEPS = Number(process.env['LOAM_BOT_STEPS'] ?? 2_500)
const SEED = Number(process.env['LOAM_BOT_SEED'] ?? 20_261_124)

const AREAS = loadAreas(fileURLToPath(new URL('../../scripting/areas/', import.meta.url)))

/** More than there is at first, of what is nobody's: corpses, coins, what resets bring anew. */
const WILD_MORE = 1.3

t.test(`whatever people type, the world holds together (LOAM_BOT_SEED=${SEED})`, async (t) => {
  const bots = new Bots(AREAS, SEED)
  const { world, edge } = bots
  const { zone } = world.runner
  const wild = () => [...zone.byUid.values()].filter((entity) => !zone.isKept(entity)).length
  const atFirst = wild()
  bots.play(STEPS, () => {
    if (world.faults.length > 0) throw new Error(`${world.faults[0]!.stack}`)
    if (edge.strangers.length > 0) throw new Error(`told of strangers: ${edge.strangers}`)
    checkUids(zone)
    checkPlaces(zone)
    checkWearers(zone)
    checkBeings(zone)
    checkGold(zone)
    if (wild() > atFirst * WILD_MORE) throw new Error(`${wild()} entities of ${atFirst}`)
  })
  t.comment(`${bots.typed} lines, ${zone.byUid.size} entities, ${wild()} of them wild`)
  for (const [name, amount] of [...zone.counted].sort()) t.comment(`${name}: ${amount}`)
  t.pass()
})
