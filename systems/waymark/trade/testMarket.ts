import type { AreaDefinition, ItemDefinition, MobileDefinition } from '#components/definition.ts'
import { attach, type Entity } from '#components/entities.ts'
import { Purse } from '#components/purse.ts'
import { spawnItem, spawnMobile } from '#systems/spawn.ts'
import { emptyZone, spawnPlayer, type TestZone, type } from '#systems/testing.ts'
import { spawnCoins } from './coins.ts'
import { mint } from './gold.ts'

const source = { file: 'market.yaml', line: 1 }

function room(id: string, number: number, dark: boolean): AreaDefinition['rooms'][number] {
  return {
    id: `market:${id}`,
    number,
    name: id,
    description: `The ${id}.`,
    environment: 'city',
    coordinates: [number, 0, 0],
    dark,
    exits: [],
    details: [],
    source,
  }
}

/** A thing whose id is the last word of its name. */
function item(name: string, more: Partial<ItemDefinition> = {}): ItemDefinition {
  const words = name.split(' ').slice(1)
  return {
    id: `market:${words.at(-1)}`,
    name,
    words,
    here: `${name} lies here.`,
    description: `It is ${name}.`,
    weightGrams: 500,
    fixed: false,
    light: false,
    isKey: false,
    source,
    ...more,
  }
}

function mobile(name: string, more: Partial<MobileDefinition>): MobileDefinition {
  const word = name.split(' ').at(-1)!
  const here = `${name} is here.`
  const description = 'Somebody.'
  const id = `market:${word}`
  return { id, name, words: [word], here, description, lines: [], source, ...more }
}

const die = (sides: number, plus = 0) => ({ count: 1, sides, plus })

/** A square where one trades, an empty yard and a dark cellar, and things with values. */
const MARKET: AreaDefinition = {
  id: 'market',
  name: 'The Market',
  zone: 'market',
  resetSeconds: 60,
  rooms: [room('square', 1, false), room('yard', 2, false), room('cellar', 3, true)],
  items: [
    item('a brown loaf', { kind: 'food', value: 2 }),
    item('a short sword', {
      wear: 'wield',
      value: 20,
      level: 3,
      weapon: { damage: die(6, 1), verb: 'slash' },
      lends: { might: 1 },
    }),
    item('a long spear', { wear: 'wield', value: 31, weapon: { damage: die(8), verb: 'stab' } }),
    item('a felt hat', { wear: 'head', value: 5, armour: 1 }),
    item('a grey pebble'),
    item('a red feather', { value: 1, weightGrams: 10 }),
    item('a tin box', {
      value: 6,
      container: { capacityGrams: 1_000, closes: false, closed: false, locked: false },
    }),
    item('an iron key', { value: 9, isKey: true }),
    item('a lost letter', { kind: 'oddment', value: 4 }),
    item('a lead anvil', { kind: 'tool', value: 1, weightGrams: 30_000 }),
    item('a hazel wand', {
      kind: 'oddment',
      value: 30,
      use: { spell: 'spark', level: 1, charges: 3 },
    }),
    item('a stone well', { fixed: true }),
  ],
  mobiles: [
    mobile('the chandler', {
      shop: {
        sells: ['market:loaf', 'market:sword', 'market:anvil'],
        buys: ['weapon', 'clothing', 'armour', 'oddment', 'container'],
        sellsAt: 1.2,
        buysAt: 0.5,
        hours: [8, 20],
      },
    }),
    mobile('the clerk', { banker: true }),
    mobile('a goat', { fight: fightOf() }),
  ],
  resets: [],
  quests: [
    {
      id: 'market:post',
      name: 'The Post',
      giver: 'market:clerk',
      offer: 'A letter is lost.',
      steps: [
        {
          kind: 'fetch',
          text: 'Find it',
          item: 'market:letter',
          count: 1,
          to: 'market:clerk',
          says: 'Ah.',
        },
      ],
      reward: { experience: 1, gold: 1, items: [], says: 'There.' },
      level: 1,
      source,
    },
  ],
}

function fightOf(): NonNullable<MobileDefinition['fight']> {
  return {
    level: 1,
    verb: 'butt',
    gold: [7, 7],
    aggressive: false,
    assists: [],
    guards: false,
    wimpy: 0,
    remembers: false,
    hunts: false,
    casts: [],
  }
}

/** The market at eight in the morning, with Ada and Bob in its square, a shop and a bank. */
export class TestMarket {
  readonly zone: TestZone = emptyZone([MARKET])
  readonly square = this.room('square')
  readonly ada = this.player('Ada')
  readonly bob = this.player('Bob')
  readonly chandler = this.mobile('chandler')
  readonly clerk = this.mobile('clerk')

  room(id: 'square' | 'yard' | 'cellar'): Entity {
    return this.zone.rooms.get(`market:${id}`)!
  }

  player(name: string): Entity {
    const player = spawnPlayer(this.zone, name, this.square)
    attach(this.zone.world, player, Purse)
    return player
  }

  mobile(word: string): Entity {
    return spawnMobile(this.zone, this.zone.mobiles.get(`market:${word}`)!, this.square)
  }

  item(word: string, holder: Entity): Entity {
    return spawnItem(this.zone, this.zone.items.get(`market:${word}`)!, holder)
  }

  /** Coins that nobody has had. */
  coins(amount: number, holder: Entity): Entity {
    return spawnCoins(this.zone, amount, holder, true)
  }

  pay(player: Entity, amount: number): void {
    mint(this.zone, player, amount, 'quest')
  }

  /** What comes of `line`, typed by Ada or by `actor`: events alone, in order. */
  events(line: string, actor = this.ada) {
    return type(this.zone, actor, line).map(({ event }) => event)
  }

  /** The answer in words: nothing if it was no mistake. */
  refusal(line: string, actor = this.ada): string | undefined {
    const refusals = this.events(line, actor).filter(({ verb }) => verb === 'refuse')
    return refusals.map(({ text }) => text).join(' ') || undefined
  }

  /** Lets the world's clock run on to `hour` of the first day. */
  wait(hour: number): void {
    this.zone.tick = Math.round(((hour - 8) * 60) / this.zone.secondsPerTick)
  }
}
