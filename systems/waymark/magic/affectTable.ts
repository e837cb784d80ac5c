/** What becomes of an affect that comes to one who has it already. */
type Stacking =
  /** The stronger counts, and the longer time. */
  | { kind: 'strongest' }
  /** Strengths add up to so many points; the longer time counts. */
  | { kind: 'adds'; most: number }

export interface AffectRow {
  /** What it changes for each point of its strength: see `affectTotal`. */
  changes: Readonly<Record<string, number>>
  stacking: Stacking
  /** It never lasts longer. */
  longestSeconds: number
  /** It does harm: `cure` takes it away. */
  isHarmful?: boolean
  /** Nobody is told of it: it only says that something is not ready again. */
  isHidden?: boolean
  /** Points of health for each point of its strength that it takes every few seconds. */
  saps?: number
  /** One who has it sees nothing. */
  blinds?: true
  /** One who has it shines. */
  shines?: boolean
}

const STRONGEST: Stacking = { kind: 'strongest' }

/** The affects by name. To add one, add a row here and its phrases in `edges/text/phrases`. */
export const AFFECTS: Readonly<Record<string, AffectRow>> = {
  bless: { changes: { hit: 1, harm: 0.5 }, stacking: STRONGEST, longestSeconds: 900 },
  shield: { changes: { armour: 1 }, stacking: STRONGEST, longestSeconds: 900 },
  light: { changes: {}, stacking: STRONGEST, longestSeconds: 1_800, shines: true },
  haste: { changes: { speed: 1 }, stacking: STRONGEST, longestSeconds: 300 },
  blind: {
    changes: { hit: -1, defence: -1 },
    stacking: STRONGEST,
    longestSeconds: 60,
    isHarmful: true,
    blinds: true,
  },
  poison: {
    changes: {},
    stacking: { kind: 'adds', most: 12 },
    longestSeconds: 60,
    isHarmful: true,
    saps: 1,
  },
  recalled: { changes: {}, stacking: STRONGEST, longestSeconds: 120, isHidden: true },
}

/** Whoever is poisoned loses health so often. */
export const SAPS_EVERY_SECONDS = 5

/** So long before its end one is told of it. */
export const WARNS_SECONDS = 15
