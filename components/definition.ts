/** The ways that exits may lead. `in` and `out` are ways like the others. */
export const DIRECTIONS = [
  'north',
  'east',
  'south',
  'west',
  'up',
  'down',
  'northeast',
  'northwest',
  'southeast',
  'southwest',
  'in',
  'out',
] as const

export type Direction = (typeof DIRECTIONS)[number]

/** The way back of each way. */
export const OPPOSITE: Readonly<Record<Direction, Direction>> = {
  north: 'south',
  east: 'west',
  south: 'north',
  west: 'east',
  up: 'down',
  down: 'up',
  northeast: 'southwest',
  northwest: 'southeast',
  southeast: 'northwest',
  southwest: 'northeast',
  in: 'out',
  out: 'in',
}

/** Where a thing may be worn or held. */
export const WEAR_SLOTS = [
  'light',
  'head',
  'neck',
  'body',
  'about',
  'arms',
  'hands',
  'finger',
  'waist',
  'legs',
  'feet',
  'wield',
  'hold',
] as const

export type WearSlot = (typeof WEAR_SLOTS)[number]

/** Where in the builder's files something was written, for messages. */
export interface Source {
  /** Path below `scripting/areas/`, such as `crypt/rooms.yaml`. */
  file: string
  /** Counted from 1. */
  line: number
}

/** Something to `look` at that is not a thing of its own: a carving, the view. */
export interface DetailDefinition {
  words: readonly string[]
  text: string
}

/** A door stands in an exit; both sides of a passage that name one share its state. */
export interface DoorDefinition {
  /** With its article: `an iron gate`. */
  name: string
  words: readonly string[]
  closed: boolean
  locked: boolean
  /** Full id of the item that locks and unlocks it. */
  key?: string
}

export interface ExitDefinition {
  direction: Direction
  /** Full id of the room it leads to. */
  to: string
  door?: DoorDefinition
  /** It is neither shown nor walked through by who has not found it by `search`. */
  hidden?: boolean
  source: Source
}

/** Ids are full ids: `area:room`. */
export interface RoomDefinition {
  id: string
  /** Positive 31-bit integer for clients' maps, stable while the id is: see `roomNumber`. */
  number: number
  name: string
  description: string
  /** Terrain as clients colour it: city, indoors, field, forest, hills, cave, water, … */
  environment: string
  /** x east, y north, z up, in rooms. */
  coordinates: readonly [x: number, y: number, z: number]
  /** Without a light nobody sees here. */
  dark: boolean
  /** Under the sky: one sees the time of day and the weather there, and by night needs no light. */
  outdoors?: boolean
  /** A name that one can walk to, once one has been there: `the mill`. */
  landmark?: string
  /** Nobody fights here. */
  peaceful?: boolean
  exits: readonly ExitDefinition[]
  details: readonly DetailDefinition[]
  source: Source
}

/** What items and mobiles have in common. */
export interface ThingDefinition {
  id: string
  /** With its article: `a brass lantern`. */
  name: string
  /** The words it answers to, lower case. */
  words: readonly string[]
  /** The sentence that shows it standing in a room. */
  here: string
  description: string
  source: Source
}

export interface ContainerDefinition {
  capacityGrams: number
  /** It has a lid or door that closes. */
  closes: boolean
  closed: boolean
  locked: boolean
  key?: string
}

/** What a shop sorts it under. */
export const ITEM_KINDS = [
  'weapon',
  'armour',
  'clothing',
  'light',
  'container',
  'potion',
  'scroll',
  'food',
  'tool',
  'book',
  'treasure',
  'oddment',
] as const

export type ItemKind = (typeof ITEM_KINDS)[number]

/** Harm as dice: 2d4+1 is from 3 to 9. */
export interface Dice {
  count: number
  sides: number
  plus: number
}

export interface WeaponDefinition {
  damage: Dice
  /** What it does, as a verb without an ending: slash, stab, club. */
  verb: string
}

/** What happens when it is used, drunk or eaten. */
export interface UseDefinition {
  /** The spell it works, as that of somebody of `level`. */
  spell: string
  level: number
  /** How often; then it is gone. */
  charges: number
}

export interface ItemDefinition extends ThingDefinition {
  weightGrams: number
  /** It cannot be taken. */
  fixed: boolean
  wear?: WearSlot
  /** It gives light while worn, held or lying open in a room. */
  light: boolean
  container?: ContainerDefinition
  /** What `read` shows. */
  text?: string
  /** It is a key: shown as such to clients. */
  isKey: boolean
  /** By default what its other fields say it is. */
  kind?: ItemKind
  /** Coins it is worth; absent or 0: no shop takes it. */
  value?: number
  /** Who is below it cannot wear, wield or use it. */
  level?: number
  weapon?: WeaponDefinition
  /** With 40 points in all half of the harm comes through, with 120 a quarter. */
  armour?: number
  /** What it adds to whoever wears it, by attribute or `hp`, `sp`, `hit`, `harm`. */
  lends?: Readonly<Record<string, number>>
  use?: UseDefinition
}

export interface MobileDefinition extends ThingDefinition {
  /** Mean seconds between its steps; absent: it stays. */
  wandersEverySeconds?: number
  /** Mean seconds between its lines; absent: it is silent. */
  speaksEverySeconds?: number
  /** Lines it says or does now and then; one that begins with `:` is an emote. */
  lines: readonly string[]
  /** What it says when asked about a word. */
  topics?: readonly TopicDefinition[]
  /** How it fights; absent: it cannot be fought. */
  fight?: FightDefinition
  /** What may be found on it once it is dead, beside what it carries. */
  loot?: readonly LootDefinition[]
  shop?: ShopDefinition
  /** It keeps a bank's counter. */
  banker?: boolean
  /** Names of the abilities it teaches; `attributes` among them: it trains those. */
  teaches?: readonly string[]
}

export interface TopicDefinition {
  words: readonly string[]
  text: string
}

export interface FightDefinition {
  level: number
  /** The rules' figures for its level count where these are absent. */
  hp?: number
  damage?: Dice
  armour?: number
  /** What it does to whom it hits: bite, claw, slash. */
  verb: string
  /** Coins it has, from and to. */
  gold: readonly [from: number, to: number]
  /** It falls upon players it sees. */
  aggressive: boolean
  /** It helps those named here, and then also its own kind, against players; `[]`: nobody. */
  assists: readonly string[]
  /** It helps players and peaceful mobiles that are attacked here. */
  guards: boolean
  /** It bars this way to players until it is dead. */
  bars?: Direction
  /** It flees below so many percent of its health. */
  wimpy: number
  /** It remembers who attacked it, and attacks on sight. */
  remembers: boolean
  /** It goes after whom it remembers, within its area. */
  hunts: boolean
  /** Spells it casts in a fight. */
  casts: readonly string[]
}

export interface LootDefinition {
  item: string
  /** 0 < x <= 1. */
  chance: number
}

export interface ShopDefinition {
  /** What is always there, full ids. */
  sells: readonly string[]
  /** What it buys. */
  buys: readonly ItemKind[]
  /** Price as a part of the value, such as 1.2 and 0.4. */
  sellsAt: number
  buysAt: number
  /** Hours of the world's day: open from, until. */
  hours: readonly [from: number, until: number]
}

/** One thing to do in a quest. */
export type QuestStep = {
  /** What the journal says there is to do. */
  text: string
} & (
  | { kind: 'talk'; mobile: string; says: string }
  | { kind: 'fetch'; item: string; count: number; to: string; says: string }
  | { kind: 'slay'; mobile: string; count: number }
  | { kind: 'reach'; room: string }
  /** Any use of one of these commands does it: for teaching. */
  | { kind: 'do'; commands: readonly string[] }
)

export interface QuestDefinition {
  id: string
  name: string
  /** Full id of the mobile that offers it; absent: it begins in a new character's first moment. */
  giver?: string
  /** What the giver says. */
  offer: string
  steps: readonly QuestStep[]
  reward: { experience: number; gold: number; items: readonly string[]; says: string }
  /** Full id of the quest that must be done before. */
  after?: string
  /** From this level on. */
  level: number
  source: Source
}

/** What lies in or upon a thing that a reset brings. */
export interface ResetContent {
  /** Full id; '' of coins. */
  item: string
  /** A pile of so many coins instead of an item. */
  coins?: number
  worn: boolean
  contains: readonly ResetContent[]
}

/** Brings `prefab` into `room` at each reset while fewer than `max` of that reset's are left. */
export interface ResetDefinition {
  room: string
  kind: 'item' | 'mobile'
  /** Full id; '' of coins. */
  prefab: string
  /** A pile of so many coins instead of an item. */
  coins?: number
  max: number
  contains: readonly ResetContent[]
  source: Source
}

export interface AreaDefinition {
  id: string
  name: string
  /** What one worker simulates together; areas with the same zone can be walked between. */
  zone: string
  resetSeconds: number
  /** Full id of the room where new characters wake, in exactly one area. */
  start?: string
  /** Full id of the room where whoever dies in it wakes; absent: the start. */
  refuge?: string
  /** Levels it is meant for. */
  levels?: readonly [from: number, to: number]
  rooms: readonly RoomDefinition[]
  items: readonly ItemDefinition[]
  mobiles: readonly MobileDefinition[]
  resets: readonly ResetDefinition[]
  quests?: readonly QuestDefinition[]
}
