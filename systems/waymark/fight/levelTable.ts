import type { Dice } from '#components/definition.ts'

/** What a level means. */
export interface LevelRow {
  /** Points that a character has gathered in its life when it reaches this level. */
  experience: number
  /** Health of a mobile of this level, where its definition says nothing of it. */
  hp: number
  /** What such a mobile deals out, and its armour. */
  damage: Dice
  armour: number
  /** Points for killing one of this level. */
  kill: number
}

function row(
  experience: number,
  hp: number,
  [count, sides, plus]: readonly [count: number, sides: number, plus: number],
  armour: number,
  kill: number,
): LevelRow {
  return { experience, hp, damage: { count, sides, plus }, armour, kill }
}

/**
 * The levels from 1 on.
 *
 * Four fights with one's equals make the second level, six the third, and so on up to forty from
 * the nineteenth on: a few minutes for the first, half an hour to an hour for the later ones.
 */
export const LEVELS: readonly LevelRow[] = [
  row(0, 12, [1, 3, 0], 0, 20),
  row(80, 20, [1, 4, 0], 1, 30),
  row(260, 28, [1, 4, 1], 1, 40),
  row(600, 36, [1, 6, 0], 2, 50),
  row(1_100, 44, [1, 6, 1], 3, 60),
  row(1_800, 52, [1, 8, 0], 4, 70),
  row(2_800, 60, [1, 8, 1], 4, 80),
  row(4_050, 68, [2, 4, 1], 5, 90),
  row(5_500, 76, [2, 4, 2], 6, 100),
  row(7_500, 84, [2, 5, 1], 6, 110),
  row(10_000, 92, [2, 5, 2], 7, 120),
  row(13_000, 100, [2, 6, 1], 8, 130),
  row(16_500, 108, [2, 6, 2], 8, 140),
  row(20_500, 116, [2, 6, 3], 9, 150),
  row(25_000, 124, [2, 7, 2], 10, 160),
  row(30_000, 132, [2, 7, 3], 11, 170),
  row(35_500, 140, [3, 5, 2], 11, 180),
  row(42_000, 148, [3, 5, 3], 12, 190),
  row(49_500, 156, [3, 6, 2], 13, 200),
  row(57_000, 164, [3, 6, 3], 13, 210),
  row(66_000, 172, [3, 6, 4], 14, 220),
  row(75_000, 180, [3, 7, 3], 15, 230),
  row(84_000, 188, [3, 7, 4], 15, 240),
  row(93_000, 196, [3, 8, 3], 16, 250),
  row(103_000, 204, [3, 8, 4], 17, 260),
  row(114_000, 212, [4, 6, 4], 18, 270),
  row(125_000, 220, [4, 6, 5], 18, 280),
  row(136_000, 228, [4, 7, 4], 19, 290),
  row(147_000, 236, [4, 7, 5], 20, 300),
  row(159_000, 244, [4, 8, 4], 20, 310),
]

/** Health and spirit of a character whose attributes are common, and what a level adds. */
export const HP_AT_FIRST = 20
export const HP_PER_LEVEL = 4
export const SP_AT_FIRST = 10
export const SP_PER_LEVEL = 2

/** So many points of vigour, or wit, are worth one more point a level. */
export const POINTS_PER_EXTRA = 2

/** Lessons that a character may take from the beginning, and with each level. */
export const PRACTICES_AT_FIRST = 3
export const PRACTICES_PER_LEVEL = 2

/**
 * The part of a kill's worth for one who is so many levels above what it killed: nobody learns
 * much from what is no match for them.
 */
export const WORTH_ABOVE = [1, 0.9, 0.75, 0.5, 0.3, 0.15, 0.05] as const

/** More for each level that the killed was above its killer, up to so many levels. */
export const WORTH_PER_LEVEL_BELOW = 0.1
export const LEVELS_BELOW_MAX = 5

/** What each of a party beyond the first adds to what they share. */
export const WORTH_PER_COMPANION = 0.2

/** The part of what was gained within a level that is lost with one's life. */
export const LOST_AT_DEATH = 0.05
