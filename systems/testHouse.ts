import type {
  AreaDefinition,
  Direction,
  DoorDefinition,
  ItemDefinition,
} from '#components/definition.ts'
import type { Entity } from '#components/entities.ts'
import { spawnItem, spawnMobile } from './spawn.ts'
import { emptyZone, spawnPlayer, type TestZone, type } from './testing.ts'

const SOURCE = { file: 'house.yaml', line: 1 }

const oakDoor: DoorDefinition = {
  name: 'an oak door',
  words: ['oak', 'door'],
  closed: true,
  locked: true,
  key: 'house:key',
}

const hatch: DoorDefinition = { name: 'a hatch', words: ['hatch'], closed: true, locked: false }

function room(id: string, number: number, exits: [Direction, string, DoorDefinition?][]) {
  return {
    id: `house:${id}`,
    number,
    name: id,
    description: `The ${id}.`,
    environment: 'indoors',
    coordinates: [0, 0, 0] as const,
    dark: id === 'cellar',
    exits: exits.map(([direction, to, door]) => ({
      direction,
      to: `house:${to}`,
      ...(door && { door }),
      source: SOURCE,
    })),
    details: id === 'hall' ? [{ words: ['carving'], text: 'A hare runs there.' }] : [],
    source: SOURCE,
  }
}

/** A thing that answers to the words of its name; its id is the last of them. */
function item(name: string, weightGrams: number, more: Partial<ItemDefinition> = {}) {
  const words = name.split(' ').slice(1)
  return {
    id: `house:${words.at(-1)}`,
    name,
    words,
    here: `${name} lies here.`,
    description: `It is ${name}.`,
    weightGrams,
    fixed: false,
    light: false,
    isKey: false,
    source: SOURCE,
    ...more,
  }
}

function container(capacityGrams: number) {
  return { container: { capacityGrams, closes: false, closed: false, locked: false } }
}

/** A house to test commands in: a door with a key, a dark cellar, and things of each kind. */
export const HOUSE: AreaDefinition = {
  id: 'house',
  name: 'The House',
  zone: 'house',
  resetSeconds: 60,
  rooms: [
    room('hall', 1, [
      ['north', 'study', oakDoor],
      ['down', 'cellar'],
      ['up', 'loft', hatch],
    ]),
    room('study', 2, [['south', 'hall', oakDoor]]),
    room('cellar', 3, [['up', 'hall']]),
    room('loft', 4, []),
  ],
  items: [
    item('a brass key', 50, { isKey: true }),
    item('a felt hat', 200, { wear: 'head' }),
    item('an iron cap', 900, { wear: 'head' }),
    item('a silver ring', 10, { wear: 'finger' }),
    item('a copper band', 10, { wear: 'finger' }),
    item('a wax seal', 10, { wear: 'finger' }),
    item('a short sword', 1_500, { wear: 'wield' }),
    item('a round shield', 3_000, { wear: 'hold' }),
    item('a tin lantern', 700, { wear: 'light', light: true }),
    item('a grey sack', 300, container(5_000)),
    item('a small purse', 50, { ...container(1_000), wear: 'waist' }),
    item('an iron chest', 30_000, {
      fixed: true,
      container: {
        capacityGrams: 100_000,
        closes: true,
        closed: true,
        locked: true,
        key: 'house:key',
      },
    }),
    item('a wooden sign', 5_000, { fixed: true, text: 'Mind the stairs.' }),
    item('a paper letter', 20, { text: 'Come soon.' }),
    item('a gold coin', 10),
    item('a mill stone', 20_000),
    item('an old anvil', 60_000),
  ],
  mobiles: [
    {
      id: 'house:ferryman',
      name: 'the ferryman',
      words: ['ferryman'],
      here: 'The ferryman waits.',
      description: 'A man of few words.',
      lines: [],
      source: SOURCE,
    },
  ],
  resets: [],
}

/** The house with Ada and Bob in its hall. */
export class TestHouse {
  readonly zone: TestZone = emptyZone([HOUSE])
  readonly hall = this.room('hall')
  readonly ada = spawnPlayer(this.zone, 'Ada', this.hall)
  readonly bob = spawnPlayer(this.zone, 'Bob', this.hall)

  room(id: 'hall' | 'study' | 'cellar' | 'loft'): Entity {
    return this.zone.rooms.get(`house:${id}`)!
  }

  /** Makes the thing whose name ends in `word`. */
  item(word: string, holder: Entity): Entity {
    return spawnItem(this.zone, this.zone.items.get(`house:${word}`)!, holder)
  }

  ferryman(room: Entity): Entity {
    return spawnMobile(this.zone, this.zone.mobiles.get('house:ferryman')!, room)
  }

  /** What Ada sees, or is told, when she types `line`: events alone, in order. */
  events(line: string) {
    return type(this.zone, this.ada, line).map(({ event }) => event)
  }

  /** The answer in words to what Ada types: nothing if it was no mistake. */
  refusal(line: string): string | undefined {
    const refusals = this.events(line).filter(({ verb }) => verb === 'refuse')
    return refusals.map(({ text }) => text).join(' ') || undefined
  }
}
