import { levelRow } from '#systems/waymark/fight/level.ts'
import {
  LOST_AT_DEATH,
  PRACTICES_AT_FIRST,
  PRACTICES_PER_LEVEL,
} from '#systems/waymark/fight/levelTable.ts'
import { FAIR } from './market.ts'

/** What is in a purse and in the bank, and what the world ever paid for it and took from it. */
export interface Funds {
  gold: number
  saved: number
  minted: number
  burned: number
}

/** How far a character has come. */
export interface Standing {
  level: number
  /** Points of its whole life. */
  experience: number
  /** Lessons that it may still take. */
  practices: number
}

/** A new character's. */
export const AT_FIRST: Standing = { level: 1, experience: 0, practices: PRACTICES_AT_FIRST }

/** Why nobody can be so far, if nobody takes lessons. */
export function faultIn({ level, experience, practices }: Standing): string | undefined {
  if (level !== levelWith(experience)) return `is of level ${level} with ${experience} experience`
  const lessons = PRACTICES_AT_FIRST + (level - 1) * PRACTICES_PER_LEVEL
  if (practices === lessons) return undefined
  return `may take ${practices} lessons, and should have ${lessons}`
}

/**
 * Whether one who has told points of experience may have `kept` of them after what it has not
 * heard of: a kill, a death, or both.
 */
export function mayHaveBecome(told: number, kept: number): boolean {
  for (let gained = 0; gained <= FAIR.gainMax; gained++) {
    const points = told + gained
    if (kept === points || kept === afterDeath(points)) return true
  }
  return false
}

function afterDeath(experience: number): number {
  const gained = experience - levelRow(levelWith(experience)).experience
  return experience - Math.floor(gained * LOST_AT_DEATH)
}

function levelWith(experience: number): number {
  let level = 1
  while (levelRow(level + 1).experience <= experience && levelRow(level + 1) !== levelRow(level)) {
    level++
  }
  return level
}
