import { hasComponent } from 'bitecs'
import type { AreaDefinition, MobileDefinition } from '#components/definition.ts'
import { defineQuery, type Entity } from '#components/entities.ts'
import { Exit } from '#components/exit.ts'
import { Identity } from '#components/identity.ts'
import { Lore } from '#components/lore.ts'
import { Mobile } from '#components/mobile.ts'
import { Player } from '#components/player.ts'
import { type Chance, createChance } from '#systems/chance.ts'
import { COMMANDS } from '#systems/commands/registry.ts'
import { moveTo, roomOf } from '#systems/containment.ts'
import { isFighting } from '#systems/fighting.ts'
import { beingsHere, carriedBy, exitsHere, itemsHere, wornBy } from '#systems/names.ts'
import { gainExperience } from '#systems/waymark/fight/experience.ts'
import { ABILITY_NAMES, setAbility } from '#systems/waymark/magic/abilities.ts'
import { mint } from '#systems/waymark/trade/gold.ts'
import { FakeEdge, type FakeSession, TestWorld } from './testing.ts'

const creatures = defineQuery(Mobile)
const players = defineQuery(Player)

const NAMES = ['Ada', 'Bob', 'Cyd', 'Dot', 'Eve', 'Fay', 'Gus', 'Hal', 'Ivo', 'Jan', 'Kit', 'Lea']

/** So many of the last lines are told of with a failure. */
const LINES_TOLD = 12

/** Fewer ticks than this pass in a step: people type fast here. */
const TICKS_MAX = 5

/** Every so many steps all ought to be well with the world. */
const CHECKED_EVERY = 50

/** So often somebody is taken elsewhere then. */
const WHISKED = 6

/** What people do most; each of their words is `thing`, `being` or `way` to be chosen. */
const USUAL: readonly string[] = [
  ...['get all', 'get thing', 'drop thing', 'drop all', 'wear all', 'wear thing', 'remove all'],
  ...['wield thing', 'hold thing', 'put thing in thing', 'get all from thing', 'put all in thing'],
  ...[
    'kill being',
    'kill being',
    'kill being',
    'loot',
    'get all from corpse',
    'flee',
    'consider being',
  ],
  ...[
    'cast spark being',
    'cast mend',
    'cast light',
    'cast recall',
    'cast blind being',
    'cast haste',
  ],
  ...[
    'cast poison being',
    'cast cure',
    'kick',
    'bash being',
    'backstab being',
    'rescue being',
    'rest',
  ],
  ...['stand', 'sleep', 'wake', 'talk being', 'accept', 'ask being about thing', 'search', 'scan'],
  ...['buy 1', 'buy thing', 'sell thing', 'sell all', 'list', 'deposit 10', 'withdraw 5', 'train'],
  ...['practice kick', 'practice mend', 'give thing to being', 'give 3 coins to being'],
  ...['drop 2 coins', 'get coins', 'put 1 coins in thing', 'trade being', 'trade add thing'],
  ...['trade add 2 coins', 'trade accept', 'trade cancel', 'split 5', 'follow being', 'use thing'],
  ...['drink thing', 'eat thing', 'recite thing', 'open way', 'unlock way', 'close way', 'quit'],
  ...['quests', 'quests accept', 'quests abandon thing', 'walk thing', 'toggle autoloot'],
]

const ODD = ['zzyzx', '0', '-1', '1e9', '"', 'all', 'all.a', '2.a', '__proto__', '💥', 'me', 'self']

interface Bot {
  uid: number
  name: string
  session: FakeSession | undefined
}

/** People who play anything at all, in a world of `areas`, each time alike with the same seed. */
export class Bots {
  readonly world: TestWorld
  readonly edge: FakeEdge
  /** Lines typed so far, in all. */
  typed = 0
  readonly #chance: Chance
  readonly #bots: Bot[] = NAMES.map((name, i) => ({ uid: i + 1, name, session: undefined }))
  readonly #lines: string[] = []
  readonly #words: readonly string[]

  constructor(areas: readonly AreaDefinition[], seed: number) {
    this.#chance = createChance(seed)
    this.world = new TestWorld(areas, { name: areas[0]!.zone, seed })
    this.edge = new FakeEdge(this.world)
    this.#words = wordsOf(areas)
    this.#enterAll()
    for (const [i, bot] of this.#bots.entries()) this.#favour(bot, i)
  }

  /** Some of them have come far already, know everything, or have gold. */
  #favour(bot: Bot, i: number): void {
    const { zone } = this.world.runner
    const being = zone.byUid.get(bot.uid)!
    gainExperience(zone, being, (i % 4) * 1_500)
    mint(zone, being, (i % 3) * 200, 'quest')
    if (i % 2 === 1) for (const name of ABILITY_NAMES) setAbility(zone, being, name, 95)
  }

  /** Lets those in who are out; then all characters are in the world. */
  #enterAll(): void {
    for (const bot of this.#bots) {
      if (bot.session === undefined || bot.session.farewell !== undefined) {
        bot.session = this.edge.enter(bot.uid, bot.name)
      }
    }
    this.world.turn()
  }

  /**
   * Plays `steps` steps: somebody types something, or a tick passes, or records are kept.
   *
   * @param check  throws if something is wrong with the world
   */
  play(steps: number, check: () => void): void {
    try {
      for (let step = 1; step <= steps; step++) {
        this.#step()
        if (step % CHECKED_EVERY === 0) this.#look(check)
      }
      this.#look(check)
    } catch (error) {
      const last = this.#lines.slice(-LINES_TOLD).join('\n  ')
      throw new Error(`${(error as Error).message}\nafter\n  ${last}`, { cause: error })
    }
  }

  #look(check: () => void): void {
    // Who has left can come back once that is kept.
    this.world.turn()
    this.#enterAll()
    const missing = this.#bots.filter(({ uid }) => !this.world.runner.zone.byUid.has(uid))
    if (missing.length > 0) throw new Error(`${missing[0]!.name} cannot come in`)
    check()
    for (let times = WHISKED; times > 0; times--) this.#whisk(this.#oneOf(this.#bots))
    this.world.turn()
    this.edge.headers.length = 0
    this.edge.payloads.length = 0
    this.world.bus.published.length = 0
  }

  /** Takes one who does not fight to somebody elsewhere: the world is wide. */
  #whisk({ uid, session }: Bot): void {
    const { zone } = this.world.runner
    const being = zone.byUid.get(uid)!
    if (isFighting(zone, being) || session === undefined) return
    const anybody = [...creatures(zone.world)]
    const useful = anybody.filter((each) => isUseful(zone.mobiles.get(Identity.prefab[each]!)!))
    const friends = [...players(zone.world)]
    const hosts = this.#oneOf([friends, friends, useful, anybody].filter((each) => each.length > 0))
    const host = this.#oneOf(hosts)
    moveTo(zone, being, roomOf(zone, host))
    this.edge.resync(session)
  }

  #step(): void {
    const { runner } = this.world
    const acting = 1 + this.#chance.integer(3)
    for (let i = 0; i < acting; i++) this.#act(this.#oneOf(this.#bots))
    runner.turn()
    for (let ticks = this.#chance.integer(TICKS_MAX); ticks > 0; ticks--) runner.tick()
    // Now and then nothing is kept for a while, and the world holds its breath.
    if (!this.#chance.oneIn(4)) this.world.keep()
  }

  #act(bot: Bot): void {
    const { session } = bot
    const being = this.world.runner.zone.byUid.get(bot.uid)
    if (being === undefined) return
    if (session === undefined || session.farewell !== undefined) {
      bot.session = this.edge.enter(bot.uid, bot.name)
    } else if (this.#chance.oneIn(500)) {
      this.#note(`${bot.name} loses the link`)
      this.edge.linkLost(session)
      bot.session = undefined
    } else {
      const line = this.#line(being)
      this.#note(`${bot.name}: ${line}`)
      this.edge.line(session, line)
      this.typed++
    }
  }

  #note(doing: string): void {
    this.#lines.push(doing)
    if (this.#lines.length > 10 * LINES_TOLD) this.#lines.splice(0, 9 * LINES_TOLD)
  }

  #oneOf<T>(list: readonly T[]): T {
    return list[this.#chance.integer(list.length)]!
  }

  #line(being: Entity): string {
    const kind = this.#chance.integer(10)
    if (kind < 3) return this.#way(being)
    if (kind < 7) return this.#fill(being, this.#oneOf(USUAL).split(' '))
    return this.#fill(being, this.#anyForm())
  }

  /** Any form of any command, its places to be filled. */
  #anyForm(): string[] {
    const { text } = this.#oneOf(this.#oneOf(COMMANDS).usages)
    const whole = this.#chance.oneIn(2) ? text : text.replace(/\[.*\]/g, '')
    const form = whole.replace(/[[\]]/g, '').replace(/([a-z]+)\|[a-z|]+/g, '$1')
    return form.split(' ').map((word) => (word.startsWith('<') ? this.#place() : word))
  }

  #place(): string {
    const kind = this.#chance.integer(8)
    if (kind < 3) return 'thing'
    if (kind < 5) return 'being'
    if (kind === 5) return this.#oneOf(ODD)
    return kind === 6 ? 'way' : this.#oneOf(this.#words)
  }

  #fill(being: Entity, words: readonly string[]): string {
    const { zone } = this.world.runner
    const filled = words.map((word) => {
      if (word === 'way') return this.#way(being)
      if (word === 'being') return this.#wordFor(beingsHere(zone, being))
      if (word !== 'thing') return word
      const own = [...carriedBy(zone, being), ...wornBy(zone, being)]
      return this.#wordFor(this.#chance.oneIn(2) ? own : itemsHere(zone, being))
    })
    return filled.join(' ')
  }

  #way(being: Entity): string {
    const exits = exitsHere(this.world.runner.zone, being)
    return exits.length === 0 ? 'north' : Exit.direction[this.#oneOf(exits)]!
  }

  /** A word that one of `entities` answers to; any word without them. */
  #wordFor(entities: readonly Entity[]): string {
    const { world } = this.world.runner.zone
    const named = entities.filter((each) => hasComponent(world, each, Lore) && Lore.words[each])
    if (named.length === 0) return this.#oneOf(this.#words)
    return this.#oneOf(Lore.words[this.#oneOf(named)]!.split(' '))
  }
}

/** Whether one can do more with it than talk and fight. */
function isUseful({ shop, banker, teaches }: MobileDefinition): boolean {
  return shop !== undefined || banker === true || teaches !== undefined
}

/** Words of things, people, places and quests. */
function wordsOf(areas: readonly AreaDefinition[]): string[] {
  const all = areas.flatMap(({ items, mobiles, quests = [], rooms }) => [
    ...[...items, ...mobiles].flatMap(({ words }) => words),
    ...quests.map(({ id }) => id.slice(id.indexOf(':') + 1)),
    ...rooms.flatMap(({ landmark }) => landmark ?? []),
  ])
  return [...new Set(all)]
}
