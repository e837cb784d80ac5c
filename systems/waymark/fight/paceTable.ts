import type { PostureName } from '#components/posture.ts'

/** How a posture tells on one who takes it. */
export interface PostureRow {
  /** How much faster than standing it mends and gathers spirit. */
  pace: number
  /** How much harder it is hit. */
  harm: number
}

export const POSTURE_ROWS: Readonly<Record<PostureName, PostureRow>> = {
  sleeping: { pace: 4, harm: 2 },
  resting: { pace: 2.5, harm: 1.5 },
  sitting: { pace: 1.5, harm: 1.25 },
  standing: { pace: 1, harm: 1 },
}

/** The same for one who fights, however it stands. */
export const FIGHTING_PACE = 0.2

/** One who stands is whole again in this time, from nothing. */
export const MENDS_IN_SECONDS = 240
export const GATHERS_IN_SECONDS = 180
