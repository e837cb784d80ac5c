import type { Command } from '#systems/commands/define.ts'
import type { System } from '#systems/define.ts'
import { ASIDES } from './commands/asides.ts'
import { afk, dnd, ignore, unignore } from './commands/attention.ts'
import { follow, lose, unfollow } from './commands/follow.ts'
import { invite, join, party } from './commands/party.ts'
import { gtell, report } from './commands/partyTalk.ts'
import { setdesc, title } from './commands/persona.ts'
import { shout } from './commands/shout.ts'
import { whois } from './commands/whois.ts'
import { earshotSystem } from './earshot.ts'
import { followSystem } from './followSystem.ts'
import { partyStateSystem } from './partyStateSystem.ts'
import { partySystem } from './partySystem.ts'
import { returnSystem } from './returnSystem.ts'
import { socials } from './socials.ts'

/** Followers walk before the rules act, so that nobody fights on alone for a tick. */
export const COMPANY_SYSTEMS: readonly System[] = [
  followSystem,
  partySystem,
  partyStateSystem,
  earshotSystem,
  returnSystem,
]

/** Abbreviations find those first that are used most. */
export const COMPANY_COMMANDS: readonly Command[] = [
  follow,
  party,
  gtell,
  shout,
  socials,
  invite,
  join,
  report,
  whois,
  afk,
  dnd,
  ignore,
  unignore,
  unfollow,
  lose,
  title,
  setdesc,
  ...ASIDES,
]
