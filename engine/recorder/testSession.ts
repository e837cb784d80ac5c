import { hasComponent } from 'bitecs'
import type { AreaDefinition } from '#components/definition.ts'
import { Mobile } from '#components/mobile.ts'
import { FakeEdge, type FakeSession } from '#engine/zone/testing.ts'
import { MANOR } from '#engine/zone/testManor.ts'
import { type Chance, createChance } from '#systems/chance.ts'
import type { Command } from '#systems/commands/define.ts'
import { COMMANDS } from '#systems/commands/registry.ts'
import { defineSystem } from '#systems/define.ts'
import { destroy, SPAWNING, spawnMobile } from '#systems/spawn.ts'
import { type Chosen, RecordedWorld } from './testing.ts'

const NAMES = ['Ada', 'Bob', 'Cyd']

const ITEMS = ['key', 'hat', 'sack', 'sword', 'lantern', 'coin', 'ring', 'letter', 'purse', 'all']

/** What fits the places of usages, by their names. */
const FITTING: Readonly<Record<string, readonly string[]>> = {
  item: ITEMS,
  container: ['sack', 'purse', 'chest'],
  door: ['hatch', 'door', 'chest', 'north', 'up'],
  key: ['key'],
  way: ['up', 'down', 'north', 'south', 'hatch'],
  target: [...NAMES, 'ferryman', 'carving', ...ITEMS],
  player: NAMES,
  who: [...NAMES, 'ferryman'],
  text: ['Hello, you there!', 'look; get all', "sits down at Bob's feet."],
  topic: ['get', 'moving', 'short'],
  setting: ['brief', 'colour', 'prompt', 'screenreader'],
  value: ['on', 'off', '256', 'auto'],
  name: ['x', 'gg', 'look'],
  words: ['door', 'wear'],
}

/** What fits nothing, or more than was meant. */
const SENSELESS = [
  '',
  'xyzzy',
  '0.coin',
  '2.coin',
  'all.coin',
  'coin-99999',
  '"',
  'me',
  'a\u0007b',
  '\u{1f409} \u202egnirts',
  'from in with to',
  'x'.repeat(300),
]

/** What gives the rest something to work with. */
const OFTEN = [
  'get all',
  'get all from sack',
  'drop all',
  'put coin in sack',
  'hold lantern',
  'wear hat',
  'remove all',
  'give sword to bob',
  'open hatch',
  'up',
  'down',
  'unlock door with key',
  'open door',
  'north',
  'south',
]

const OTHERS = [...new Set(Object.values(FITTING).flat())]

/** A manor with its own names and uids, so that several fit on a thread. */
export function manor(zone: string): AreaDefinition {
  const area: AreaDefinition = JSON.parse(JSON.stringify(MANOR).replaceAll('house:', `${zone}:`))
  const resets = area.resets.map((reset) => ({ ...reset, max: 4 }))
  const rooms = area.rooms.map((room) => ({
    ...room,
    number: room.number + zone.length * 100,
    dark: room.id === `${zone}:loft`,
  }))
  const mobiles = area.mobiles.map((mobile) => ({ ...mobile, speaksEverySeconds: 2 }))
  return { ...area, id: zone, zone, rooms, resets, mobiles }
}

/**
 * Creatures die, and a little later others are born: the thread's other zones have a hand in whose
 * ids they get, which must not be noticed.
 */
export const mortality = defineSystem({
  name: 'mortality',
  everyTicks: 1,
  writes: SPAWNING,
  run(zone) {
    const creatures = [...zone.byUid.values()].filter((e) => hasComponent(zone.world, e, Mobile))
    const [definition] = zone.mobiles.values()
    const [room] = zone.rooms.values()
    for (let draws = 0; draws < 3; draws++) {
      const at = zone.chance.integer(16)
      const [creature] = creatures.splice(at, 1)
      if (creature !== undefined) destroy(zone, creature)
      else if (creatures.length < 8) creatures.push(spawnMobile(zone, definition!, room!))
    }
  },
})

/** People who try every command that there is, each many times, in a recorded zone. */
export class Session {
  readonly recorded: RecordedWorld
  /** Names of the commands that were typed. */
  readonly typed = new Set<string>()
  readonly #edges: readonly FakeEdge[]
  readonly #players = new Map<string, { edge: FakeEdge; session: FakeSession }>()
  readonly #chance: Chance
  #next = 0

  constructor(zone: string, seed: number, chosen: Chosen = {}) {
    this.recorded = new RecordedWorld([manor(zone)], { name: zone, seed, ...chosen })
    const { world } = this.recorded
    this.#edges = ['telnet', 'web'].map((name) => new FakeEdge(world, name))
    this.#chance = createChance(seed + 1)
  }

  /** A tick, with what people do before it: in turns of several lines, of one, of none. */
  tick(): void {
    const { world } = this.recorded
    for (const [i, name] of NAMES.entries()) this.#act(name, i + 1)
    if (this.#chance.oneIn(2)) world.runner.turn()
    if (this.#chance.oneIn(2)) this.#act(this.#oneOf(NAMES), 0)
    world.runner.turn()
    world.runner.tick()
    if (this.#chance.oneIn(3)) world.keep(1 + this.#chance.integer(5))
  }

  /** @param uid  of one who may come in; 0: not now */
  #act(name: string, uid: number): void {
    const player = this.#players.get(name)
    if (!player || player.session.farewell) {
      if (uid > 0) this.#enter(name, uid)
      return
    }
    const { edge, session } = player
    const draw = this.#chance.integer(60)
    if (draw > 1) edge.line(session, this.#line())
    else if (draw > 0) edge.resync(session)
    else {
      edge.linkLost(session)
      this.#players.delete(name)
    }
  }

  #enter(name: string, uid: number): void {
    // What is not kept yet nobody else can know of: the doorkeeper would wait for it.
    this.recorded.world.keep()
    const edge = this.#oneOf(this.#edges)
    this.#players.set(name, { edge, session: edge.enter(uid, name) })
  }

  #line(): string {
    if (this.#chance.oneIn(2)) return this.#oneOf(OFTEN)
    const command = COMMANDS[this.#next++ % COMMANDS.length]!
    this.typed.add(command.name)
    const word = this.#oneOf([command.name, command.name, ...(command.aliases ?? [])])
    return `${word} ${this.#argumentsOf(command)}`
  }

  #argumentsOf(command: Command): string {
    if (this.#chance.oneIn(6)) return this.#oneOf(SENSELESS)
    const usage = this.#oneOf(command.usages).text.split(' ').slice(1).join(' ')
    return usage
      .replace(/\[(.*)\]/, (_all, inner: string) => (this.#chance.oneIn(2) ? '' : inner))
      .replace(/[[\]]/g, '')
      .replace(/[a-z]+(\|[a-z]+)+/g, (words) => this.#oneOf(words.split('|')))
      .replace(/<([a-z]+)>/g, (_all, place: string) => this.#oneOf(FITTING[place] ?? OTHERS))
  }

  #oneOf<T>(all: readonly T[]): T {
    return all[this.#chance.integer(all.length)]!
  }
}
