import type { Dice, ItemDefinition } from '#components/definition.ts'
import { kindOf } from '#components/itemKind.ts'

/** What can be told of a thing in numbers. */
export interface ItemFigures {
  kind: string
  /** Mean harm of a blow. */
  damage: number
  armour: number
  /** From this level on; 0: from the first. */
  level: number
  /** Coins. */
  value: number
  weightGrams: number
  /** What it adds to whoever wears it. */
  lends: readonly { name: string; points: number }[]
  /** The spell it works, and how often. */
  spell: string
  charges: number
}

export function figuresOf(definition: ItemDefinition): ItemFigures {
  const { weapon, armour = 0, level = 0, value = 0, weightGrams, lends = {}, use } = definition
  return {
    kind: kindOf(definition),
    damage: weapon === undefined ? 0 : meanOf(weapon.damage),
    armour,
    level,
    value,
    weightGrams,
    lends: Object.entries(lends).map(([name, points]) => ({ name, points })),
    spell: use?.spell ?? '',
    charges: use?.charges ?? 0,
  }
}

function meanOf({ count, sides, plus }: Dice): number {
  return (count * (sides + 1)) / 2 + plus
}

/** What a thing is good for, as one number: only things of one kind can be compared by it. */
export function meritOf({ damage, armour, lends }: ItemFigures): number {
  return 2 * (damage + armour) + lends.reduce((sum, { points }) => sum + points, 0)
}
