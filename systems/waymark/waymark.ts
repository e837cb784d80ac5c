import { SKILL_NAMES, SPELL_NAMES } from '#components/abilityNames.ts'
import type { RuleSet } from '#systems/ruleSet.ts'
import { BODY, embody, furnish } from './fight/body.ts'
import { FIGHT_COMMANDS, FIGHT_SYSTEMS, FIGHT_TOPICS } from './fight/fight.ts'
import { figuresOf } from './fight/figures.ts'
import { LEVELS } from './fight/levelTable.ts'
import { leaveFights } from './fight/startFight.ts'
import { barAt, holdOn } from './fight/ways.ts'
import { isSpell } from './magic/abilities.ts'
import { isBlind, toDurations, toEndTicks } from './magic/affects.ts'
import { MAGIC_COMMANDS, MAGIC_SYSTEMS, MAGIC_TOPICS } from './magic/magic.ts'
import { handIn, noteUse, QUEST_COMMANDS, QUEST_SYSTEMS, QUEST_TOPICS } from './quests/quests.ts'
import { spawnCoins } from './trade/coins.ts'
import { MONEY } from './trade/money.ts'
import { TRADE_COMMANDS, TRADE_SYSTEMS, TRADE_TOPICS } from './trade/trade.ts'

/** Waymark: rounds of blows, light magic, coins, and quests along the way. */
export const WAYMARK: RuleSet = {
  name: 'Waymark',
  systems: [...FIGHT_SYSTEMS, ...MAGIC_SYSTEMS, ...TRADE_SYSTEMS, ...QUEST_SYSTEMS],
  commands: [...FIGHT_COMMANDS, ...TRADE_COMMANDS, ...QUEST_COMMANDS, ...MAGIC_COMMANDS],
  topics: [...FIGHT_TOPICS, ...MAGIC_TOPICS, ...TRADE_TOPICS, ...QUEST_TOPICS],
  counts: {
    levels: LEVELS.length,
    skills: SKILL_NAMES.length + SPELL_NAMES.length,
    classes: 0,
    races: 0,
  },
  embody,
  embodies: BODY,
  bringCoins(zone, amount, holder) {
    return spawnCoins(zone, amount, holder, true)
  },
  money: MONEY,
  furnish,
  entered: toEndTicks,
  leaving(zone, character) {
    leaveFights(zone, character)
    toDurations(zone, character)
  },
  isBlind,
  holds: holdOn,
  bars: barAt,
  receive: (zone, mobile, giver, items) => handIn(zone, giver, mobile, items),
  insteadOf(word) {
    const spell = word === 'home' ? 'recall' : word
    return isSpell(spell) ? `cast ${spell}` : undefined
  },
  used: noteUse,
  figures: figuresOf,
}
