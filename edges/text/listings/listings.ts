import { BELONGINGS } from './belongings.ts'
import { CHATTING } from './chatting.ts'
import { COMPANY } from './company.ts'
import { DISPLAY } from './display.ts'
import { FIGHTING } from './fighting.ts'
import { HELP } from './help.ts'
import type { Listing } from './listing.ts'
import { LOOKING } from './looking.ts'
import { MAGIC } from './magic.ts'
import { QUESTING } from './questing.ts'
import { SURROUNDINGS } from './surroundings.ts'
import { TRADE } from './trade.ts'
import { WORLD } from './world.ts'

/** Every verb whose text takes more than one sentence. */
export const LISTINGS: ReadonlyMap<string, Listing> = new Map(
  Object.entries({
    ...LOOKING,
    ...BELONGINGS,
    ...WORLD,
    ...SURROUNDINGS,
    ...COMPANY,
    ...CHATTING,
    ...HELP,
    ...DISPLAY,
    ...FIGHTING,
    ...MAGIC,
    ...TRADE,
    ...QUESTING,
  }),
)
