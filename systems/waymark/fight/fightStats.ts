import { Contents } from '#components/contents.ts'
import type { Dice, ItemDefinition } from '#components/definition.ts'
import type { Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Siblings } from '#components/siblings.ts'
import { isPlayer, isWorn } from '#systems/names.ts'
import { affectTotal } from '#systems/waymark/magic/affectTotal.ts'
import type { Zone } from '#systems/zone.ts'
import { bornWith, COMMON } from './lent.ts'
import { fightOf, levelOf, levelRow } from './level.ts'

/** How a being fights just now. */
export interface FightStats {
  level: number
  might: number
  grace: number
  /** Against a foe's `defence`: each point more is a hundredth of likelihood. */
  hit: number
  defence: number
  /** What it deals out: dice, and points beside them. */
  dice: Dice
  harm: number
  /** See `harmThrough`. */
  armour: number
  /** Ticks by which its rounds are shorter. */
  speed: number
  /** What its blow does, as a verb without an ending. */
  blow: string
  /** It has a weapon in hand. */
  isArmed: boolean
}

const FISTS: Dice = { count: 1, sides: 3, plus: 0 }
const FIST_BLOW = 'punch'

/** A level is worth so much of hitting and of not being hit. */
const HIT_PER_LEVEL = 2

/** So many points of might, or levels, are worth one point of harm. */
const MIGHT_PER_HARM = 2
const LEVELS_PER_HARM = 3

export function newFightStats(): FightStats {
  return {
    level: 1,
    might: COMMON,
    grace: COMMON,
    hit: 0,
    defence: 0,
    dice: FISTS,
    harm: 0,
    armour: 0,
    speed: 0,
    blow: FIST_BLOW,
    isArmed: false,
  }
}

/**
 * How `being` fights: by its level, its attributes, what it wears and what works upon it.
 *
 * @param into  is filled and returned: who asks each round keeps one
 */
export function fightStats(zone: Zone, being: Entity, into = newFightStats()): FightStats {
  const stats = into
  const level = levelOf(zone, being)
  stats.level = level
  stats.might = bornWith(zone, being, 'might') + affectTotal(zone, being, 'might')
  stats.grace = bornWith(zone, being, 'grace') + affectTotal(zone, being, 'grace')
  stats.hit = affectTotal(zone, being, 'hit')
  stats.harm = affectTotal(zone, being, 'harm')
  stats.armour = affectTotal(zone, being, 'armour')
  stats.speed = affectTotal(zone, being, 'speed')
  stats.isArmed = false
  beginBare(zone, being, stats)
  for (let item = Contents.first[being]!; item !== 0; item = Siblings.next[item]!) {
    if (isWorn(zone, item)) addWorn(stats, zone.items.get(Identity.prefab[item]!))
  }
  stats.hit += level * HIT_PER_LEVEL + stats.grace - COMMON
  stats.defence = level * HIT_PER_LEVEL + stats.grace - COMMON + affectTotal(zone, being, 'defence')
  stats.harm += Math.floor((stats.might - COMMON) / MIGHT_PER_HARM)
  if (isPlayer(zone, being)) stats.harm += Math.floor(level / LEVELS_PER_HARM)
  return stats
}

/** What it has of its own: claws, a hide, fists. */
function beginBare(zone: Zone, being: Entity, stats: FightStats): void {
  const fight = fightOf(zone, being)
  if (fight === undefined) {
    stats.dice = FISTS
    stats.blow = FIST_BLOW
    return
  }
  const row = levelRow(fight.level)
  stats.dice = fight.damage ?? row.damage
  stats.blow = fight.verb
  stats.armour += fight.armour ?? row.armour
}

function addWorn(stats: FightStats, definition: ItemDefinition | undefined): void {
  if (definition === undefined) return
  const { armour = 0, lends, weapon, wear } = definition
  stats.armour += armour
  if (lends !== undefined) {
    stats.might += lends['might'] ?? 0
    stats.grace += lends['grace'] ?? 0
    stats.hit += lends['hit'] ?? 0
    stats.harm += lends['harm'] ?? 0
  }
  if (weapon === undefined || wear !== 'wield') return
  stats.isArmed = true
  stats.blow = weapon.verb
  if (meanOf(weapon.damage) > meanOf(stats.dice)) stats.dice = weapon.damage
}

function meanOf({ count, sides, plus }: Dice): number {
  return (count * (sides + 1)) / 2 + plus
}

/** A throw of `dice`. */
export function roll(zone: Zone, { count, sides, plus }: Dice): number {
  let sum = plus
  for (let i = 0; i < count; i++) sum += 1 + zone.chance.integer(sides)
  return sum
}

/** With so much armour half of the harm comes through; with three times as much, a quarter. */
const ARMOUR_HALF = 40

/** What of `points` comes through `armour`: always something. */
export function harmThrough(points: number, armour: number): number {
  const through = (points * ARMOUR_HALF) / (ARMOUR_HALF + Math.max(0, armour))
  return Math.max(1, Math.round(through))
}
