import type { AreaDefinition } from '#components/definition.ts'
import type { MsspVariables } from '#edges/telnet/mssp.ts'

/** What listing sites want to know (MSSP) that does not change while the program runs. */
export interface ListingFacts {
  name: string
  host: string
  port: number
  tlsPort: number | undefined
  areas: readonly AreaDefinition[]
  helpFiles: number
  /** What there is by the rules of this game. */
  rules: { levels: number; skills: number; classes: number; races: number }
  /** Of this program. */
  version: string
  /** Seconds since 1970. */
  startedAtSeconds: number
}

/** The MSSP variables (https://tintin.mudhalla.net/protocols/mssp/) of this world now. */
export function listingOf(facts: ListingFacts, players: number): MsspVariables {
  const count = (of: (area: AreaDefinition) => number) =>
    facts.areas.reduce((sum, area) => sum + of(area), 0)
  return {
    NAME: facts.name,
    PLAYERS: players,
    UPTIME: facts.startedAtSeconds,
    HOSTNAME: facts.host,
    PORT: facts.port,
    ...(facts.tlsPort === undefined ? {} : { SSL: facts.tlsPort }),
    CODEBASE: `Loam ${facts.version}`,
    FAMILY: 'Custom',
    LANGUAGE: 'English',
    CHARSET: 'UTF-8',
    AREAS: facts.areas.length,
    ROOMS: count((area) => area.rooms.length),
    OBJECTS: count((area) => area.items.length),
    MOBILES: count((area) => area.mobiles.length),
    HELPFILES: facts.helpFiles,
    CLASSES: facts.rules.classes,
    RACES: facts.rules.races,
    LEVELS: facts.rules.levels,
    SKILLS: facts.rules.skills,
    ANSI: 1,
    'UTF-8': 1,
    VT100: 0,
    'XTERM 256 COLORS': 1,
    'XTERM TRUE COLORS': 1,
    GMCP: 1,
    MCCP: 1,
    MSDP: 0,
    MSP: 0,
    MXP: 0,
    'PAY TO PLAY': 0,
    'PAY FOR PERKS': 0,
  }
}
