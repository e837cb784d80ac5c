import type {
  AreaDefinition,
  Dice,
  ItemDefinition,
  MobileDefinition,
  QuestDefinition,
} from '#components/definition.ts'
import { AreaError } from './areaError.ts'
import type { AreaReading } from './build.ts'
import type { Reach } from './solver.ts'

/** So far may a mobile be below or above the levels of its area. */
const LEVELS_BELOW = 2
const LEVELS_ABOVE = 3

/** The most that is usual at `level`. More of it makes everything else there worthless. */
const MOST = {
  /** Mean of a weapon's dice. */
  weapon: (level: number) => 4 + 0.6 * level,
  armour: (level: number) => 3 + level / 3,
  /** Mean of a mobile's dice. */
  damage: (level: number) => 4 + 0.8 * level,
  hp: (level: number) => 16 + 32 * level,
}

/** The same of what things lend. */
const MOST_LENT: Readonly<Record<string, (level: number) => number>> = {
  might: attribute,
  grace: attribute,
  vigour: attribute,
  wit: attribute,
  hp: (level) => 5 + 3 * level,
  sp: (level) => 5 + 2 * level,
  hit: (level) => 3 + level,
  harm: attribute,
}

function attribute(level: number): number {
  return 1 + level / 3
}

/**
 * Finds what is out of proportion, and yet may be meant: things too strong for their level, mobiles
 * and quests that do not fit those for whom their area is.
 */
export function checkBalance({ areas }: AreaReading, reach: Reach): AreaError[] {
  return areas.flatMap((area) => [
    ...area.items.flatMap((item) => [...itemWarnings(area, item), ...levelWarnings(item, reach)]),
    ...area.mobiles.flatMap((mobile) => mobileWarnings(area, mobile)),
    ...(area.quests ?? []).flatMap((quest) => questWarnings(area, quest)),
  ])
}

function itemWarnings(area: AreaDefinition, item: ItemDefinition): AreaError[] {
  const level = item.level ?? area.levels?.[1]
  const { wear, weapon, armour, lends = {}, source } = item
  const label = `item "${item.id}"`
  const warnings: AreaError[] = []
  const warn = (code: string, says: string) =>
    warnings.push(new AreaError(code, `${label} ${says}`, source))
  if (weapon && wear !== 'wield') warn('AREA_WEAPON_NOT_WIELDED', 'is a weapon, and no "wield"')
  if (wear === undefined && (armour || item.lends)) {
    warn('AREA_ARMOUR_NOT_WORN', 'has "armour" or "lends", and no "wear"')
  }
  if (level === undefined) return warnings
  const strong = (what: string, points: number, most: number) => {
    if (points <= most) return
    warn('AREA_ITEM_STRONG', `has ${what} ${points}, and at level ${level} ${round(most)} is much`)
  }
  if (weapon) strong('a mean damage of', meanOf(weapon.damage), MOST.weapon(level))
  strong('armour', armour ?? 0, MOST.armour(level))
  for (const [name, points] of Object.entries(lends)) {
    strong(`lent ${name}`, points, MOST_LENT[name]?.(level) ?? points)
  }
  return warnings
}

function levelWarnings({ id, level = 1, source }: ItemDefinition, reach: Reach): AreaError[] {
  if (level <= reach.level) return []
  const sentence = `item "${id}" is for level ${level}, and nobody comes beyond ${reach.level}`
  return [new AreaError('AREA_ITEM_LEVEL', sentence, source)]
}

function mobileWarnings({ levels }: AreaDefinition, { id, fight, source }: MobileDefinition) {
  if (fight === undefined) return []
  const { level, damage, hp = 0 } = fight
  const warnings: AreaError[] = []
  if (levels && (level < levels[0] - LEVELS_BELOW || level > levels[1] + LEVELS_ABOVE)) {
    const sentence = `mobile "${id}" is of level ${level} in an area for levels ${levels.join('–')}`
    warnings.push(new AreaError('AREA_MOBILE_LEVEL', sentence, source))
  }
  const strong = (what: string, points: number, most: number) => {
    if (points <= most) return
    const much = `at level ${level} ${round(most)} is much`
    const sentence = `mobile "${id}" has ${what} ${points}, and ${much}`
    warnings.push(new AreaError('AREA_MOBILE_STRONG', sentence, source))
  }
  if (damage) strong('a mean damage of', meanOf(damage), MOST.damage(level))
  strong('health', hp, MOST.hp(level))
  return warnings
}

function questWarnings({ levels }: AreaDefinition, { id, level, source }: QuestDefinition) {
  if (levels === undefined || level <= levels[1]) return []
  const sentence = `quest "${id}" is for level ${level} in an area for levels ${levels.join('–')}`
  return [new AreaError('AREA_QUEST_LEVEL', sentence, source)]
}

function meanOf({ count, sides, plus }: Dice): number {
  return (count * (sides + 1)) / 2 + plus
}

function round(points: number): number {
  return Math.round(points * 10) / 10
}
