import { Abilities } from '#components/abilities.ts'
import { touch } from '#components/define.ts'
import type {
  AreaDefinition,
  Direction,
  FightDefinition,
  ItemDefinition,
  MobileDefinition,
} from '#components/definition.ts'
import type { Entity } from '#components/entities.ts'
import type { WorldEvent } from '#systems/events.ts'
import { spawnItem, spawnMobile } from '#systems/spawn.ts'
import { emptyZone, runTurns, spawnPlayer, type TestZone, type } from '#systems/testing.ts'
import { setWorn } from '#systems/wearing.ts'
import { fightSystem } from './fightSystem.ts'

const SOURCE = { file: 'field.yaml', line: 1 }

type RoomName = 'yard' | 'lane' | 'wood' | 'den' | 'chapel'

function room(id: RoomName, number: number, exits: readonly [Direction, RoomName][]) {
  return {
    id: `field:${id}`,
    number,
    name: id,
    description: `The ${id}.`,
    environment: 'field',
    coordinates: [0, 0, 0] as const,
    dark: id === 'den',
    peaceful: id === 'chapel',
    exits: exits.map(([direction, to]) => ({ direction, to: `field:${to}`, source: SOURCE })),
    details: [],
    source: SOURCE,
  }
}

const PLAIN: FightDefinition = {
  level: 1,
  damage: { count: 1, sides: 2, plus: 0 },
  armour: 0,
  verb: 'bite',
  gold: [0, 0],
  aggressive: false,
  assists: [],
  guards: false,
  wimpy: 0,
  remembers: false,
  hunts: false,
  casts: [],
}

function mobile(
  id: string,
  fight: Partial<FightDefinition> | undefined,
  more: Partial<MobileDefinition> = {},
): MobileDefinition {
  return {
    id: `field:${id}`,
    name: `a ${id}`,
    words: [id],
    here: `A ${id} is here.`,
    description: `It is a ${id}.`,
    lines: [],
    source: SOURCE,
    ...(fight && { fight: { ...PLAIN, ...fight } }),
    ...more,
  }
}

function item(id: string, more: Partial<ItemDefinition>): ItemDefinition {
  return {
    id: `field:${id}`,
    name: `a ${id}`,
    words: [id],
    here: `A ${id} lies here.`,
    description: `It is a ${id}.`,
    weightGrams: 500,
    fixed: false,
    light: false,
    isKey: false,
    source: SOURCE,
    ...more,
  }
}

/** A yard, a lane and a wood in a row, a dark den, and a chapel in which nobody fights. */
export const FIELD: AreaDefinition = {
  id: 'field',
  name: 'The Field',
  zone: 'field',
  resetSeconds: 60,
  start: 'field:yard',
  refuge: 'field:chapel',
  rooms: [
    room('yard', 1, [
      ['north', 'lane'],
      ['down', 'den'],
    ]),
    room('lane', 2, [
      ['south', 'yard'],
      ['north', 'wood'],
      ['east', 'chapel'],
    ]),
    room('wood', 3, [['south', 'lane']]),
    room('den', 4, [['up', 'yard']]),
    room('chapel', 5, [['west', 'lane']]),
  ],
  items: [
    item('sword', {
      wear: 'wield',
      weapon: { damage: { count: 1, sides: 6, plus: 1 }, verb: 'slash' },
    }),
    item('jack', { wear: 'body', armour: 40 }),
    item('belt', { wear: 'waist', lends: { might: 4, hp: 10, hit: 5, harm: 2, sp: 5 } }),
    item('feather', {}),
  ],
  mobiles: [
    mobile('rat', {}),
    mobile(
      'boar',
      { level: 5, hp: 60, gold: [4, 9] },
      { loot: [{ item: 'field:feather', chance: 1 }] },
    ),
    mobile('wolf', { level: 3, aggressive: true, remembers: true, hunts: true }),
    mobile('goose', { assists: ['field:rat'] }),
    mobile('hen', { wimpy: 50 }),
    mobile('watchman', { level: 8, guards: true, hp: 200 }),
    mobile('troll', { level: 6, bars: 'north', hp: 100 }),
    mobile('ogre', { level: 6, bars: 'up' }),
    mobile('priest', undefined),
  ],
  resets: [],
}

/** A field with Ada and Bob in its yard, who are of the first level and have nothing. */
export class Arena {
  readonly zone: TestZone = emptyZone([FIELD])
  readonly yard = this.room('yard')
  readonly ada = this.player('Ada')
  readonly bob = this.player('Bob')

  room(id: RoomName): Entity {
    return this.zone.rooms.get(`field:${id}`)!
  }

  player(name: string, room = this.yard): Entity {
    const player = spawnPlayer(this.zone, name, room)
    this.zone.rules.furnish(this.zone, player)
    return player
  }

  mobile(id: string, room = this.yard): Entity {
    return spawnMobile(this.zone, this.zone.mobiles.get(`field:${id}`)!, room)
  }

  item(id: string, holder: Entity, worn = false): Entity {
    const item = spawnItem(this.zone, this.zone.items.get(`field:${id}`)!, holder)
    if (worn) setWorn(item, true)
    return item
  }

  /** `kick 100;bash 50` */
  teach(player: Entity, list: string): void {
    Abilities.list[player] = list
    touch(Abilities, player)
  }

  /** What comes of a line that `actor` types: events alone, in order. */
  events(actor: Entity, line: string): WorldEvent[] {
    return type(this.zone, actor, line).map(({ event }) => event)
  }

  /** The answer in words to what Ada types; undefined if it was no mistake. */
  refusal(line: string): string | undefined {
    const refusals = this.events(this.ada, line).filter(({ verb }) => verb === 'refuse')
    return refusals.map(({ text }) => text).join(' ') || undefined
  }

  /** What is reported while fights go on for so many ticks. */
  fight(ticks: number): WorldEvent[] {
    const before = this.zone.reported.length
    runTurns(this.zone, fightSystem, ticks)
    return this.zone.reported.slice(before).map(({ event }) => event)
  }
}
