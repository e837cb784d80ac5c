import type { Command } from '#systems/commands/define.ts'
import type { System } from '#systems/define.ts'
import { autolootSystem } from './autolootSystem.ts'
import { bargainSystem } from './bargainSystem.ts'
import { appraise } from './commands/appraise.ts'
import { balance } from './commands/balance.ts'
import { buy } from './commands/buy.ts'
import { compare } from './commands/compare.ts'
import { deposit } from './commands/deposit.ts'
import { list } from './commands/list.ts'
import { loot } from './commands/loot.ts'
import { sell } from './commands/sell.ts'
import { split } from './commands/split.ts'
import { trade } from './commands/trade.ts'
import { value } from './commands/value.ts'
import { withdraw } from './commands/withdraw.ts'
import { worth } from './commands/worth.ts'

/** After fights: who has fallen has left a corpse, and who fights trades no more. */
export const TRADE_SYSTEMS: readonly System[] = [autolootSystem, bargainSystem]

/** Abbreviations find those first that are used most. */
export const TRADE_COMMANDS: readonly Command[] = [
  list,
  buy,
  sell,
  value,
  trade,
  loot,
  compare,
  appraise,
  worth,
  split,
  balance,
  deposit,
  withdraw,
]

export { TRADE_TOPICS } from './tradeTopics.ts'
