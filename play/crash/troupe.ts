import { setTimeout as delay } from 'node:timers/promises'
import type { Chance } from '#systems/chance.ts'
import { Accounts } from './accounts.ts'
import { Bot } from './bot.ts'
import { chooseDoing } from './doings.ts'
import type { Kept } from './kept.ts'
import { FAIR } from './market.ts'
import { Told, type Violation } from './told.ts'

const NAMES = ['Alba', 'Bertil', 'Corin', 'Dagny', 'Edmun', 'Frida']

const PAUSE_MS_MAX = 8
/** Blows take their time, and there is little to do meanwhile. */
const FIGHT_PAUSE_MS_MAX = 200
const ANSWER_MS_MAX = 500
/**
 * What one who is away at a start carries is brought anew then: with more quitting, the world would
 * soon be full of things with the same names, which bots leave alone.
 */
const QUIT_ONCE_IN = 150

export interface TroupeOptions {
  chance: Chance
  /** The telnet port by which a bot comes in just now. */
  portOf(bot: Bot): number
  /**
   * A bot's connection has ended.
   *
   * @returns whether it is back
   */
  onCut(bot: Bot): Promise<boolean>
}

/** All bots of a run, and what they were told. */
export class Troupe {
  readonly bots: readonly Bot[] = NAMES.map((name) => new Bot(name))
  readonly #options: TroupeOptions
  #told = new Told()
  #accounts = new Accounts([], new Map())
  #rests = false
  #onAnswer = () => {}

  constructor(options: TroupeOptions) {
    this.#options = options
  }

  /** Things done so far. */
  get answers(): number {
    return this.bots.reduce((sum, bot) => sum + bot.answers, 0)
  }

  /** How often bots were told what of coins and experience, since they were told anew. */
  get tally(): ReadonlyMap<string, number> {
    return this.#accounts.tally
  }

  /**
   * Makes the bots' characters.
   *
   * @param read  reads what is kept
   * @returns     what was kept before
   */
  async begin(read: () => Promise<Kept>): Promise<Kept> {
    const before = await read()
    for (const bot of this.bots) await this.enter(bot)
    const { characters } = await read()
    for (const bot of this.bots) bot.uid = characters.get(bot.name.toLowerCase())!.uid
    this.tellAnew({ ...before, characters })
    return before
  }

  /** From now on bots are told of what is kept. */
  tellAnew({ things, characters }: Pick<Kept, 'things' | 'characters'>): void {
    const names = new Map(this.bots.map(({ uid, name }) => [uid, name]))
    this.#told = new Told(things, names)
    this.#accounts = new Accounts(characters.values(), names)
    for (const bot of this.bots) bot.tellTo(this.#told, this.#accounts)
  }

  /** @throws {Error} with what it was told, if it is not let in */
  async enter(bot: Bot): Promise<void> {
    if (await bot.enter(this.#options.portOf(bot))) return
    throw new Error(`${bot.name} was not let in, but told: ${bot.lastLine}`)
  }

  /** Has all bots play, until they are to rest, or are cut off for good. */
  async play(): Promise<void> {
    this.#rests = false
    await Promise.all(this.bots.map((bot) => this.#play(bot)))
  }

  /** Bots finish what they do, and do nothing more: then `play` resolves. */
  rest(): void {
    this.#rests = true
  }

  /** Waits until a bot has been answered: just then something was told that may not be kept. */
  async nextAnswer(): Promise<void> {
    const answered = new Promise<void>((resolve) => {
      this.#onAnswer = resolve
    })
    await Promise.race([answered, delay(ANSWER_MS_MAX)])
  }

  /** Waits for the ends of all connections, with all that still comes over them. */
  async ends(): Promise<void> {
    await Promise.all(this.bots.map((bot) => bot.ends()))
  }

  /** Compares what is kept with what was told. */
  compare(kept: Kept): { facts: number; violations: Violation[] } {
    const things = this.#told.compare(kept.things)
    const accounts = this.#accounts.compare(kept.characters.values())
    const misplaced = this.#misplaced(kept)
    return {
      facts: things.facts + accounts.facts + this.bots.length,
      violations: [...kept.violations, ...things.violations, ...accounts.violations, ...misplaced],
    }
  }

  /** Bots that are in the world, or are not, unlike what they were told. */
  #misplaced({ characters }: Kept): Violation[] {
    const wrong = this.bots.filter(({ name, isInWorld, mayCross }) => {
      const kept = characters.get(name.toLowerCase())
      return isInWorld !== undefined && !mayCross && kept?.isInWorld !== isInWorld
    })
    return wrong.map(({ name, isInWorld, readLast }) => {
      const words = `${name} was told to have ${isInWorld ? 'entered' : 'left'}, and has not`
      return { kind: 'lost', words, log: readLast.split('\n') }
    })
  }

  async #play(bot: Bot): Promise<void> {
    const { chance, portOf, onCut } = this.#options
    for (;;) {
      const isFighting = bot.foe !== ''
      await delay(chance.integer(isFighting ? FIGHT_PAUSE_MS_MAX : PAUSE_MS_MAX))
      if (this.#rests) {
        // It does nothing, and would not notice that it was cut off.
        if (!bot.isShaken || (await bot.settles()) || !(await onCut(bot))) return
        continue
      }
      const quits = !isFighting && chance.oneIn(QUIT_ONCE_IN)
      const goesOn = quits ? await bot.quitAndReturn(portOf(bot)) : await this.#does(bot)
      this.#onAnswer()
      if (!goesOn && !(await onCut(bot))) return
    }
  }

  #does(bot: Bot): Promise<boolean> {
    const company = this.bots.filter((other) => {
      return other !== bot && other.room === bot.room && other.isInWorld
    })
    const { chance } = this.#options
    const known = { told: this.#told, accounts: this.#accounts, market: FAIR }
    return bot.does(chooseDoing({ bot, company, chance, ...known }))
  }
}
