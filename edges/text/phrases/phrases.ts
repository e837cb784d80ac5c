import { CHATTING } from './chatting.ts'
import { COMPANY } from './company.ts'
import { FIGHTING } from './fighting.ts'
import { MAGIC } from './magic.ts'
import { MOVING } from './moving.ts'
import type { Phrases } from './phrase.ts'
import { QUESTING } from './questing.ts'
import { SEARCHING } from './searching.ts'
import { TALKING } from './talking.ts'
import { THINGS } from './things.ts'
import { TRADE } from './trade.ts'

/** Every verb that one sentence tells. Verbs that take more are in `listings/`. */
export const PHRASES: Phrases = {
  ...MOVING,
  ...SEARCHING,
  ...THINGS,
  ...TALKING,
  ...CHATTING,
  ...COMPANY,
  ...FIGHTING,
  ...MAGIC,
  ...TRADE,
  ...QUESTING,
}
