import type { AreaDefinition, Direction } from '#components/definition.ts'
import { NOTHING_KEPT } from '#engine/zone/keeping.ts'
import { UID_BLOCK, UidSource } from '#engine/zone/uids.ts'
import type { ZoneSetup } from '#engine/zone/zone.ts'
import type { Bus } from '#protocol/bus.ts'

const SOURCE = { file: 'bench.yaml', line: 1 }

/** Where items and creatures begin, above rooms and characters. */
const FIRST_UID = 2 ** 36

/** A bus that nobody listens to. */
export const deafBus: Bus = { publish() {}, subscribe: () => () => {} }

/** What a zone of `areas` is made of; always the same. */
export function zoneSetup(areas: readonly AreaDefinition[]): ZoneSetup {
  const uids = new UidSource({ first: FIRST_UID, last: FIRST_UID + UID_BLOCK - 1 }, () => {})
  return { name: areas[0]?.zone ?? 'bench', areas, seed: 1, uids, keeping: NOTHING_KEPT }
}

/** Two rooms side by side, with a view, exits and a few things: what a street is like. */
export function street(): AreaDefinition {
  const things = ['lantern', 'barrel', 'bench']
  return {
    id: 'street',
    name: 'The Street',
    zone: 'bench',
    resetSeconds: 600,
    start: 'street:north',
    rooms: [room('north', 1, 'south'), room('south', 2, 'north')],
    items: things.map((thing) => ({
      id: `street:${thing}`,
      name: `an old ${thing}`,
      words: ['old', thing],
      here: `An old ${thing} stands here.`,
      description: `It has been here for longer than the street.`,
      weightGrams: 4_000,
      fixed: true,
      light: false,
      isKey: false,
      source: SOURCE,
    })),
    mobiles: [],
    resets: ['north', 'south'].flatMap((id) =>
      things.map((thing) => ({
        room: `street:${id}`,
        kind: 'item' as const,
        prefab: `street:${thing}`,
        max: 1,
        contains: [],
        source: SOURCE,
      })),
    ),
  }
}

/** A zone of its own: so many rooms in a ring, each with a way north and a way south. */
export function ring(zone: string, rooms: number): AreaDefinition {
  const idOf = (i: number) => `${zone}:${(i + rooms) % rooms}`
  return {
    ...street(),
    id: zone,
    name: 'The Ring',
    zone,
    start: idOf(0),
    items: [],
    resets: [],
    rooms: Array.from({ length: rooms }, (_, i) => ({
      ...room('north', 1, 'south'),
      id: idOf(i),
      number: i + 1,
      name: `House ${i + 1} of the ring`,
      coordinates: [0, i, 0] as [number, number, number],
      exits: [
        { direction: 'north', to: idOf(i + 1), source: SOURCE },
        { direction: 'south', to: idOf(i - 1), source: SOURCE },
      ],
    })),
  }
}

function room(id: 'north' | 'south', number: number, other: Direction): AreaDefinition['rooms'][0] {
  return {
    id: `street:${id}`,
    number,
    name: `The ${id} end of the street`,
    description:
      'Houses lean towards one another over the cobbles until they all but touch. Washing hangs ' +
      'between them, and somebody up there is practising the same four notes on a flute.',
    environment: 'city',
    coordinates: [0, number === 1 ? 1 : 0, 0],
    dark: false,
    exits: [{ direction: other, to: `street:${other}`, source: SOURCE }],
    details: [{ words: ['washing'], text: 'Sheets, mostly, and one very long stocking.' }],
    source: SOURCE,
  }
}
