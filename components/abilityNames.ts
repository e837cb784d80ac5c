/** Skills that can be taught and used: the rules' tables have an entry for each. */
export const SKILL_NAMES = ['kick', 'bash', 'rescue', 'dodge', 'parry', 'backstab'] as const

/** Spells that can be taught, cast by mobiles, and put into things. */
export const SPELL_NAMES = [
  'mend',
  'spark',
  'bless',
  'shield',
  'light',
  'haste',
  'blind',
  'poison',
  'cure',
  'recall',
] as const

/** Who teaches this trains attributes. */
export const TRAINS_ATTRIBUTES = 'attributes'

/** What a thing may lend to whoever wears it. */
export const LENT = ['might', 'grace', 'vigour', 'wit', 'hp', 'sp', 'hit', 'harm'] as const

export type SkillName = (typeof SKILL_NAMES)[number]
export type SpellName = (typeof SPELL_NAMES)[number]
export type Lent = (typeof LENT)[number]
