import type { Command } from '#systems/commands/define.ts'
import type { System } from '#systems/define.ts'
import { areas, scan, where } from './commands/around.ts'
import { automap, map } from './commands/map.ts'
import { path, places, walk } from './commands/places.ts'
import { search } from './commands/search.ts'
import { time, weather } from './commands/sky.ts'
import { journeySystem } from './journeySystem.ts'
import { placeSystem } from './placeSystem.ts'
import { searchSystem } from './searchSystem.ts'
import { skySystem } from './skySystem.ts'

/** Who walks is there before places are noted. */
export const SURROUNDINGS_SYSTEMS: readonly System[] = [
  skySystem,
  journeySystem,
  placeSystem,
  searchSystem,
]

export const SURROUNDINGS_COMMANDS: readonly Command[] = [
  map,
  search,
  scan,
  places,
  path,
  walk,
  where,
  areas,
  time,
  weather,
  automap,
]
