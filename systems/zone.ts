import type { AnyComponent } from '#components/define.ts'
import type {
  AreaDefinition,
  ItemDefinition,
  MobileDefinition,
  QuestDefinition,
  ResetDefinition,
} from '#components/definition.ts'
import type { Entity, World } from '#components/entities.ts'
import type { UidIndex } from '#components/uidIndex.ts'
import type { Atlas } from './atlas.ts'
import type { Chance } from './chance.ts'
import type { Happening, Stranger, WorldEvent } from './events.ts'

/** Why a room's view is sent to a player. */
export type ViewReason = 'look' | 'arrive' | 'light' | 'resync'

/** What rules say to the outside. The engine carries it to the edges; tests write it down. */
export interface Reporter {
  /** Shows `event` to all who are in `room` and can perceive it, but for `except`. */
  show(room: Entity, event: WorldEvent, except?: readonly Entity[]): void
  /** Shows `event` to one player only; nothing happens if no session plays `being`. */
  tell(being: Entity, event: WorldEvent): void
  /** Sends `being` the whole of the room it is in, as far as it sees. */
  view(being: Entity, reason: ViewReason): void
  /** Ends the session that plays `being`, if there is one; the body stays until it is destroyed. */
  dismiss(being: Entity, reason: 'quit'): void
}

/** Who was to be seen in a room of another zone a moment ago. */
export interface Glimpse {
  lit: boolean
  /** Some of them, if there are many. */
  beings: readonly Stranger[]
  /** How many there are. */
  count: number
}

/** What the rules of another zone have told: an event with strangers in place of entities. */
export interface Tiding {
  from: string
  verb: string
  fields: Readonly<Record<string, unknown>>
}

/** What a zone knows of the others of its world, and tells them. */
export interface Neighbours {
  /** Whether nothing was heard of the zone of that name lately: who goes there may have to wait. */
  isAway(zone: string): boolean
  /** What is to be seen in `room`, which is a neighbour's; undefined if that is not known. */
  glimpseOf(room: Entity): Glimpse | undefined
  /** What was told since the last tick began. */
  readonly tidings: readonly Tiding[]
  /** Tells the rules of all other zones, which hear it with their next tick; seldom some do not. */
  tell(event: WorldEvent): void
}

/** What is done with a sum of money, as the commands that handle things do it with things. */
export interface MoneyDeed {
  verb: 'get' | 'drop' | 'give' | 'put'
  /** Coins; Infinity: all there are. */
  sum: number
  /** The room or container that it comes from or goes to, or who is given it. */
  holder: Entity
}

/** What a game's money does where things are handled. */
export interface MoneyHooks {
  /**
   * Lets `being` have the money among `items`, and shows that.
   *
   * @param container  where they were; absent: in the room
   * @returns the others, which are things and nothing more
   */
  pocket(zone: Zone, being: Entity, items: readonly Entity[], container?: Entity): readonly Entity[]
  /**
   * The sum that a player's words ask for: `10 coins`, `all gold`.
   *
   * @returns coins, or Infinity for all; 0 if they do not say how many; undefined if they do not
   *   speak of money
   */
  sumIn(phrase: string): number | undefined
  /** Does it: what happened, or why nothing did, in words for the player. */
  move(zone: Zone, actor: Entity, deed: MoneyDeed): WorldEvent | string
}

/** What a game's rules do where others ask them: see `ruleSet.ts`. */
export interface RuleHooks {
  /** Gives a mobile that has just been made what its definition says of it. */
  embody(zone: Zone, mobile: Entity, definition: MobileDefinition): void
  /** What `embody` writes. */
  embodies: readonly AnyComponent[]
  /** Makes a pile of `amount` coins in `holder` that was never yet anybody's. */
  bringCoins(zone: Zone, amount: number, holder: Entity): Entity
  /** How money is taken up and passed on. */
  readonly money: MoneyHooks
  /** Gives a character what it lacks: a new one everything, others what older rules did not. */
  furnish(zone: Zone, character: Entity): void
  /** A character has come into the zone with the state it once left with. */
  entered(zone: Zone, character: Entity): void
  /** A character is about to leave the zone: what lies in ticks must be left in durations. */
  leaving(zone: Zone, character: Entity): void
  /** Whether `being` sees nothing, however light it is. */
  isBlind(zone: Zone, being: Entity): boolean
  /** Why `being` may not walk away now, in words for a player; undefined if it may. */
  holds(zone: Zone, being: Entity): string | undefined
  /** Why `being` may not pass through `exit`, in words for a player; undefined if it may. */
  bars(zone: Zone, being: Entity, exit: Entity): string | undefined
  /**
   * `giver` offers things to `mobile`, which takes what it has use for; all that follows is shown.
   *
   * @returns whether it took anything
   */
  receive(zone: Zone, mobile: Entity, giver: Entity, items: readonly Entity[]): boolean
  /** A line that does what `word` may mean, which is no command: `cast mend`. */
  insteadOf(word: string): string | undefined
  /** `actor` has used the command of this name, and was not refused. */
  used(zone: Zone, actor: Entity, command: string): void
  /** What `score` tells of `character` beside its health and its burden. */
  figures(zone: Zone, character: Entity): Readonly<Record<string, number>>
}

/** One zone as rules see it: its entities, its clock, its chance, and a way to report. */
export interface Zone {
  readonly name: string
  readonly world: World
  /** Ticks since the zone was made. */
  readonly tick: number
  /** Ticks of the world's own time, which is the same in all its zones but for a moment. */
  readonly worldTick: number
  readonly secondsPerTick: number
  readonly chance: Chance
  readonly report: Reporter
  /** What rooms were shown since the last tick began, for rules that react to what others do. */
  readonly happenings: readonly Happening[]
  /** The other zones of the world, as far as they are known here. */
  readonly neighbours: Neighbours
  /** The rules of this game, where they differ from those of others. */
  readonly rules: RuleHooks
  /** What lasts cannot be kept just now: what would change it must wait. */
  readonly holdsBreath: boolean
  /** Whether `entity` is kept: it is a player's, or once was. */
  isKept(entity: Entity): boolean
  /**
   * Says that `item`, which has just been made, is somebody's: it is kept wherever it comes to lie,
   * even if nobody ever has it in hand.
   */
  keep(item: Entity): void
  /** Every entity by its uid. */
  readonly byUid: UidIndex
  /** Adds to a figure for the operator: `loam_rule_total` with this name as its label. */
  count(name: string, amount: number): void
  /** A uid that no entity has had. */
  newUid(): number
  /** Definitions of all the world, by full id. */
  readonly items: ReadonlyMap<string, ItemDefinition>
  readonly mobiles: ReadonlyMap<string, MobileDefinition>
  readonly quests: ReadonlyMap<string, QuestDefinition>
  /** All areas of the world by the name that rooms bear. */
  readonly areas: ReadonlyMap<string, AreaDefinition>
  /** Full id of the room where new characters wake; it may be another zone's. */
  readonly start: string
  /** All rooms of the world, as their builders made them. */
  readonly atlas: Atlas
  /** Rooms of the zone by full id. */
  readonly rooms: Map<string, Entity>
  readonly resets: readonly ResetPlan[]
}

/** A reset with the area's clock: what it brings, and when next. */
export interface ResetPlan {
  area: string
  everySeconds: number
  resets: readonly ResetDefinition[]
  /** Index of the first of `resets` among all of the zone: entities remember 1 + theirs. */
  firstIndex: number
}

/** Ticks in `seconds` of world time, at least one. */
export function ticksIn(zone: Zone, seconds: number): number {
  return Math.max(1, Math.round(seconds / zone.secondsPerTick))
}
