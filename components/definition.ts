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
}

export interface MobileDefinition extends ThingDefinition {
  /** Mean seconds between its steps; absent: it stays. */
  wandersEverySeconds?: number
  /** Mean seconds between its lines; absent: it is silent. */
  speaksEverySeconds?: number
  /** Lines it says or does now and then; one that begins with `:` is an emote. */
  lines: readonly string[]
}

/** What lies in or upon a thing that a reset brings. */
export interface ResetContent {
  item: string
  worn: boolean
  contains: readonly ResetContent[]
}

/** Brings `prefab` into `room` at each reset while fewer than `max` of that reset's are left. */
export interface ResetDefinition {
  room: string
  kind: 'item' | 'mobile'
  prefab: string
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
  rooms: readonly RoomDefinition[]
  items: readonly ItemDefinition[]
  mobiles: readonly MobileDefinition[]
  resets: readonly ResetDefinition[]
}
