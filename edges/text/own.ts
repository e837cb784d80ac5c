import type { ColourDepth } from '#edges/session/terminal.ts'
import type { ComponentChange, EntityRecord } from '#protocol/record.ts'
import { columnOf } from './view.ts'

/** A player's records are itself and what it carries; more than this many are not kept. */
export const OWN_RECORDS_MAX = 1_000

/** How a player likes the game shown. */
export interface Preferences {
  brief: boolean
  compact: boolean
  autoexit: boolean
  prompt: boolean
  screenReader: 'off' | 'on' | 'auto'
  /** `''`: as the client says. */
  colour: ColourDepth | ''
  /** 0: as the client says. */
  columns: number
  /** Long answers stop after so many lines; 0: as the client says; 1: never. */
  pageLines: number
  /** What the prompt shows, `''`: the usual. See `promptFields.ts`. */
  promptText: string
}

export interface Vitals {
  hp: number
  hpMax: number
}

export interface Spirit {
  sp: number
  spMax: number
}

/** Coins at hand and in the bank. */
export interface Purse {
  gold: number
  saved: number
}

/** What an `OwnView` held at one moment. It does not change any more. */
export interface OwnSnapshot {
  readonly uid: number
  readonly name: string
  readonly vitals: Vitals | undefined
  readonly spirit: Spirit | undefined
  readonly purse: Purse | undefined
  /** 0: the game knows no levels. */
  readonly level: number
  /** Points of the whole life, and those at which the next level begins; 0: there is none. */
  readonly experience: number
  readonly nextLevelAt: number
  /** The uid of whom the player fights; 0: nobody. */
  readonly foe: number
  /** What works upon the player, as the zone tells it: see `components/affects.ts`. */
  readonly affects: string
  /** What the player carries and wears, not what lies in those things; in order of arrival. */
  readonly carried: readonly EntityRecord[]
}

const NOBODY: readonly string[] = []
const SCREEN_READER = ['off', 'on', 'auto'] as const
const COLOURS: readonly string[] = ['none', '16', '256', 'truecolour'] satisfies ColourDepth[]

/**
 * A player's own record and those of what it carries, kept up to date from a session's own items.
 *
 * Records are replaced, never written into: whoever holds one or a snapshot may keep it.
 */
export class OwnView implements OwnSnapshot {
  #uid = 0
  readonly #records = new Map<number, EntityRecord>()
  #ignored = NOBODY
  #ignoredText = ''

  /** [ownView] Forgets everything; `records` begins with the player itself. */
  view(records: readonly EntityRecord[]): void {
    this.#records.clear()
    this.#uid = records[0]?.uid ?? 0
    for (const record of records) this.appear(record)
  }

  /** [ownAppear] Something came into the player's hands. Beyond the limit it is not kept. */
  appear(record: EntityRecord): void {
    if (this.#records.size >= OWN_RECORDS_MAX && !this.#records.has(record.uid)) return
    this.#records.set(record.uid, record)
  }

  /** [ownVanish] Something left. The player's own record stays. */
  vanish(uid: number): void {
    if (uid !== this.#uid) this.#records.delete(uid)
  }

  /** [ownChanges] Changes of unknown entities are passed over. */
  change(changes: readonly ComponentChange[]): void {
    for (const { uid, component, values } of changes) {
      const record = this.#records.get(uid)
      if (!record) continue
      const changed = { ...record.components[component], ...values }
      this.#records.set(uid, { uid, components: { ...record.components, [component]: changed } })
    }
  }

  /** 0 before the first view. */
  get uid(): number {
    return this.#uid
  }

  get name(): string {
    const own = this.#own
    return own ? columnOf(own, 'described', 'name', '') : ''
  }

  get vitals(): Vitals | undefined {
    const own = this.#own
    if (!own?.components['vitals']) return undefined
    return { hp: columnOf(own, 'vitals', 'hp', 0), hpMax: columnOf(own, 'vitals', 'hpMax', 0) }
  }

  get spirit(): Spirit | undefined {
    const own = this.#own
    if (!own?.components['spirit']) return undefined
    return { sp: columnOf(own, 'spirit', 'sp', 0), spMax: columnOf(own, 'spirit', 'spMax', 0) }
  }

  get purse(): Purse | undefined {
    const own = this.#own
    if (!own?.components['purse']) return undefined
    return { gold: columnOf(own, 'purse', 'gold', 0), saved: columnOf(own, 'purse', 'saved', 0) }
  }

  get level(): number {
    return this.#own ? columnOf(this.#own, 'progress', 'level', 0) : 0
  }

  get experience(): number {
    return this.#own ? columnOf(this.#own, 'progress', 'experience', 0) : 0
  }

  get nextLevelAt(): number {
    return this.#own ? columnOf(this.#own, 'progress', 'next', 0) : 0
  }

  get foe(): number {
    return this.#own ? columnOf(this.#own, 'fighting', 'foe', 0) : 0
  }

  get affects(): string {
    return this.#own ? columnOf(this.#own, 'affects', 'list', '') : ''
  }

  /**
   * Names in lower case of whom the player does not want to hear from: the same list until it
   * changes.
   */
  get ignored(): readonly string[] {
    const ignored = this.#own ? columnOf(this.#own, 'persona', 'ignored', '') : ''
    if (ignored !== this.#ignoredText) {
      this.#ignoredText = ignored
      this.#ignored = ignored === '' ? NOBODY : ignored.split(' ')
    }
    return this.#ignored
  }

  /** What follows the name in lists; `''`: nothing. */
  get title(): string {
    return this.#own ? columnOf(this.#own, 'persona', 'title', '') : ''
  }

  get isUndisturbed(): boolean {
    return this.#own !== undefined && columnOf(this.#own, 'persona', 'undisturbed', 0) === 1
  }

  /** What the player is away for; `''`: it is here. */
  get away(): string {
    return this.#own ? columnOf(this.#own, 'persona', 'away', '') : ''
  }

  get carried(): readonly EntityRecord[] {
    const uid = this.#uid
    const inHands = (record: EntityRecord) => columnOf(record, 'location', 'holder', uid) === uid
    return [...this.#records.values()].filter((record) => record.uid !== uid && inHands(record))
  }

  get preferences(): Preferences {
    const own = this.#own ?? { uid: 0, components: {} }
    const number = (column: string, fallback: number) =>
      columnOf(own, 'preferences', column, fallback)
    const colour = columnOf(own, 'preferences', 'colour', '')
    return {
      brief: number('brief', 0) === 1,
      compact: number('compact', 0) === 1,
      autoexit: number('autoexit', 1) === 1,
      prompt: number('prompt', 1) === 1,
      screenReader: SCREEN_READER[number('screenReader', 2)] ?? 'auto',
      colour: COLOURS.includes(colour) ? (colour as ColourDepth) : '',
      columns: number('columns', 0),
      pageLines: number('pageLines', 0),
      promptText: columnOf(own, 'preferences', 'promptText', ''),
    }
  }

  /** What is held now, to tell later what has changed. */
  snapshot(): OwnSnapshot {
    const { uid, name, vitals, spirit, purse, level, experience, nextLevelAt } = this
    const { foe, affects, carried } = this
    const progress = { level, experience, nextLevelAt }
    return { uid, name, vitals, spirit, purse, ...progress, foe, affects, carried }
  }

  get #own(): EntityRecord | undefined {
    return this.#records.get(this.#uid)
  }
}
