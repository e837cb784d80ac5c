import type { Dice } from '#components/definition.ts'

/** How hard a skill of fighting hits, and how long it is before another can be used. */
export interface SkillRow {
  damage: Dice
  readySeconds: number
}

export const KICK: SkillRow = { damage: { count: 1, sides: 4, plus: 1 }, readySeconds: 6 }
export const BASH: SkillRow = { damage: { count: 1, sides: 3, plus: 0 }, readySeconds: 8 }

/** A backstab is a blow of the weapon so many times over; more with each so many levels. */
export const BACKSTAB = { times: 2, levelsPerTime: 8, readySeconds: 10 } as const
export const RESCUE_READY_SECONDS = 6

/** Of two as strong as each other, one who knows all of a skill succeeds so often in a hundred. */
export const SKILL_AT_BEST = 90

/** A level more or less than the foe's is worth so many hundredths. */
export const SKILL_PER_LEVEL = 3

/** Blows of a hundred that one turns aside who knows all of dodging, or of parrying. */
export const DODGES_AT_BEST = 20
export const PARRIES_AT_BEST = 20

/** Blows of a hundred that strike true between equals; what is likely at least, and at most. */
export const HITS_BETWEEN_EQUALS = 70
export const LIKELY_MIN = 5
export const LIKELY_MAX = 95

/** Attempts of a hundred in which one gets away from a foe as quick as oneself. */
export const FLEES_FROM_EQUALS = 70
export const FLEE_READY_SECONDS = 1.5
