import type { SkillName, SpellName } from '#components/abilityNames.ts'
import type { Dice } from '#components/definition.ts'

/** What a spell does, as somebody of a level works it. */
export type SpellEffect =
  /** Gives back dice and so many points a level. */
  | { kind: 'heal'; dice: Dice; perLevel: number }
  /** Takes dice and so many points a level; armour helps against it. */
  | { kind: 'harm'; dice: Dice; perLevel: number }
  /** Lets an affect begin, of a strength with so many points more a level. */
  | { kind: 'affect'; affect: string; strength: number; perLevel: number; seconds: number }
  /** Ends what harms. */
  | { kind: 'cure' }
  /** Takes one to the refuge. */
  | { kind: 'recall' }

interface Teachable {
  /** It is taught from this level on. */
  level: number
  /** One sentence. */
  help: string
}

interface SkillRow extends Teachable {
  /** A command works it; otherwise it works by itself. */
  isCommand: boolean
}

export interface SpellRow extends Teachable {
  /** Spirit points. */
  sp: number
  /** Upon whom it works: only oneself, anybody, or whom one may harm. */
  target: 'self' | 'friend' | 'foe'
  /** So long its caster catches breath. */
  readySeconds: number
  effect: SpellEffect
}

/** The skills. What they do is in the files of fighting; their figures in its `skillTable.ts`. */
export const SKILLS: Readonly<Record<SkillName, SkillRow>> = {
  kick: { level: 1, isCommand: true, help: 'Kicks your foe beside the blows of a fight.' },
  dodge: { level: 1, isCommand: false, help: 'Slips away from blows, by itself.' },
  parry: { level: 2, isCommand: false, help: 'Turns blows aside with a weapon, by itself.' },
  rescue: { level: 2, isCommand: true, help: 'Steps between a friend and the blows.' },
  bash: { level: 3, isCommand: true, help: 'Throws a foe to the ground.' },
  backstab: { level: 4, isCommand: true, help: 'Opens a fight with a blow from behind.' },
}

/** The spells. To add one, add its name in `components/abilityNames.ts` and a row here. */
export const SPELLS: Readonly<Record<SpellName, SpellRow>> = {
  mend: {
    level: 1,
    sp: 5,
    target: 'friend',
    readySeconds: 2,
    effect: { kind: 'heal', dice: { count: 1, sides: 6, plus: 4 }, perLevel: 2 },
    help: 'Closes wounds, yours or those of somebody else.',
  },
  spark: {
    level: 1,
    sp: 4,
    target: 'foe',
    readySeconds: 3,
    effect: { kind: 'harm', dice: { count: 1, sides: 6, plus: 2 }, perLevel: 1 },
    help: 'Throws a spark at a foe.',
  },
  light: {
    level: 1,
    sp: 3,
    target: 'self',
    readySeconds: 2,
    effect: { kind: 'affect', affect: 'light', strength: 1, perLevel: 0, seconds: 900 },
    help: 'Lets you shine, so that you and others see in the dark.',
  },
  bless: {
    level: 2,
    sp: 6,
    target: 'friend',
    readySeconds: 2,
    effect: { kind: 'affect', affect: 'bless', strength: 4, perLevel: 0.5, seconds: 300 },
    help: 'Lets blows strike true, and harder.',
  },
  shield: {
    level: 3,
    sp: 6,
    target: 'friend',
    readySeconds: 2,
    effect: { kind: 'affect', affect: 'shield', strength: 8, perLevel: 1, seconds: 300 },
    help: 'Takes the edge off blows.',
  },
  cure: {
    level: 3,
    sp: 6,
    target: 'friend',
    readySeconds: 2,
    effect: { kind: 'cure' },
    help: 'Ends poison and blindness.',
  },
  recall: {
    level: 3,
    sp: 10,
    target: 'self',
    readySeconds: 2,
    effect: { kind: 'recall' },
    help: 'Takes you to the refuge of this area, but not out of a fight.',
  },
  blind: {
    level: 4,
    sp: 8,
    target: 'foe',
    readySeconds: 4,
    effect: { kind: 'affect', affect: 'blind', strength: 15, perLevel: 1, seconds: 20 },
    help: 'Blinds a foe: it sees nothing, strikes worse, and is struck more often.',
  },
  poison: {
    level: 4,
    sp: 8,
    target: 'foe',
    readySeconds: 4,
    effect: { kind: 'affect', affect: 'poison', strength: 1, perLevel: 0.4, seconds: 30 },
    help: 'Poisons a foe, which loses health for a while.',
  },
  haste: {
    level: 6,
    sp: 12,
    target: 'friend',
    readySeconds: 2,
    effect: { kind: 'affect', affect: 'haste', strength: 4, perLevel: 0.2, seconds: 60 },
    help: 'Shortens the time between blows.',
  },
}

/** Castings of a hundred that succeed: of one who knows nothing of a spell, and who knows all. */
export const CASTS_AT_WORST = 40
export const CASTS_AT_BEST = 98

/** So many fewer in the middle of a fight. */
export const FIGHTING_DISTRACTS = 10

/** Of a hundred harmful spells upon an equal so many take hold; a level is worth so many more. */
export const TAKES_HOLD = 75
export const TAKES_HOLD_PER_LEVEL = 5

/** The part of a spell's cost that one pays who fails. */
export const FAILURE_COSTS = 0.5

/** What a lesson adds, in hundredths, beside a point for each of wit; and how far lessons lead. */
export const LESSON_ADDS = 20
export const LESSONS_LEAD_TO = 75

/** Coins for a lesson, for each level that the ability is of. */
export const LESSON_PRICE_PER_LEVEL = 5

/** Using an ability adds one in so many uses at first, and ever more rarely the more one knows. */
export const USE_TEACHES_ONE_IN = 4

/** An attribute can be raised so far, for lessons, and for coins by each point beyond `from`. */
export const TRAINING = { most: 20, lessons: 2, from: 9, pricePerPoint: 20 } as const
