import type { AreaDefinition, DoorDefinition, RoomDefinition } from '#components/definition.ts'
import type { Entity } from '#components/entities.ts'
import { emptyZone, spawnPlayer, type TestZone, type } from '#systems/testing.ts'

const SOURCE = { file: 'vale.yaml', line: 1 }

const gate: DoorDefinition = { name: 'a gate', words: ['gate'], closed: true, locked: false }

type Way = Pick<RoomDefinition['exits'][number], 'direction' | 'to' | 'door' | 'hidden'>

function room(
  id: string,
  coordinates: RoomDefinition['coordinates'],
  exits: Way[],
  more: Partial<RoomDefinition> = {},
): RoomDefinition {
  const number = 100 + coordinates[0] * 10 + coordinates[1] + coordinates[2] * 1000
  return {
    id,
    number: number + (id.startsWith('vale') ? 5_000 : 9_000),
    name: `The ${id.split(':')[1]}`,
    description: 'A place.',
    environment: 'field',
    coordinates,
    dark: false,
    exits: exits.map((exit) => ({ ...exit, source: SOURCE })),
    details: [],
    source: SOURCE,
    ...more,
  }
}

const NOTHING = { items: [], mobiles: [], resets: [], resetSeconds: 60, zone: 'vale' }

/**
 * West to east: mill, green, lane. A gate leads north from the green to the yard, a winding way
 * south to the pond. Below the mill is a cellar with a secret way to the vault; beyond the lane
 * lies the moor.
 */
const AREAS: readonly AreaDefinition[] = [
  {
    ...NOTHING,
    id: 'vale',
    name: 'The Vale',
    start: 'vale:green',
    levels: [1, 3],
    rooms: [
      room(
        'vale:green',
        [0, 0, 0],
        [
          { direction: 'north', to: 'vale:yard', door: gate },
          { direction: 'east', to: 'vale:lane' },
          { direction: 'south', to: 'vale:pond' },
          { direction: 'west', to: 'vale:mill' },
        ],
        { outdoors: true },
      ),
      room('vale:yard', [0, 1, 0], [{ direction: 'south', to: 'vale:green', door: gate }]),
      room(
        'vale:lane',
        [1, 0, 0],
        [
          { direction: 'west', to: 'vale:green' },
          { direction: 'east', to: 'moor:stone' },
        ],
      ),
      room('vale:pond', [3, -2, 0], [{ direction: 'north', to: 'vale:green' }]),
      room(
        'vale:mill',
        [-1, 0, 0],
        [
          { direction: 'east', to: 'vale:green' },
          { direction: 'down', to: 'vale:cellar' },
        ],
        { environment: 'indoors', landmark: 'the mill' },
      ),
      room(
        'vale:cellar',
        [-1, 0, -1],
        [
          { direction: 'up', to: 'vale:mill' },
          { direction: 'east', to: 'vale:vault', hidden: true },
        ],
        { dark: true },
      ),
      room('vale:vault', [0, 0, -1], [{ direction: 'west', to: 'vale:cellar' }]),
    ],
  },
  {
    ...NOTHING,
    id: 'moor',
    name: 'The Moor',
    rooms: [
      room('moor:stone', [0, 0, 0], [{ direction: 'west', to: 'vale:lane' }], {
        environment: 'hills',
        landmark: 'the standing stone',
      }),
    ],
  },
]

/** The vale with Ada on its green. */
export class TestVale {
  readonly zone: TestZone = emptyZone(AREAS)
  readonly ada = spawnPlayer(this.zone, 'Ada', this.room('vale:green'))

  constructor() {
    this.zone.rules.furnish(this.zone, this.ada)
  }

  room(id: string): Entity {
    return this.zone.rooms.get(id)!
  }

  /** What Ada, or all who are with her, are shown when she types `line`. */
  events(line: string) {
    return type(this.zone, this.ada, line).map(({ event }) => event)
  }

  /** The answer in words to what Ada types: notes and refusals. */
  answer(line: string): string {
    return this.events(line)
      .flatMap(({ text }) => text ?? [])
      .join(' ')
  }
}
