import { z } from 'zod'
import { LENT, SKILL_NAMES, SPELL_NAMES, TRAINS_ATTRIBUTES } from '#components/abilityNames.ts'
import { DIRECTIONS, ITEM_KINDS, WEAR_SLOTS } from '#components/definition.ts'
import {
  coins,
  count,
  dice,
  duration,
  level,
  line,
  named,
  pair,
  paragraphs,
  reference,
  references,
  span,
  strict,
  textsByWords,
  unknownKeys,
  weight,
  word,
} from './schemaParts.ts'

const HOURS_A_DAY = 24

const thing = {
  ...named,
  here: line(300).optional(),
  description: paragraphs(),
}

export const itemSchema = strict({
  ...thing,
  weight: weight.default(500),
  fixed: z.boolean().default(false),
  wear: z.enum(WEAR_SLOTS).optional(),
  light: z.boolean().default(false),
  key: z.boolean().optional(),
  text: paragraphs().optional(),
  container: strict({
    capacity: weight,
    closes: z.boolean().optional(),
    closed: z.boolean().optional(),
    locked: z.boolean().default(false),
    key: reference.optional(),
  }).optional(),
  kind: z.enum(ITEM_KINDS).optional(),
  value: coins.optional(),
  level: level.optional(),
  weapon: strict({ damage: dice, verb: word.default('hit') }).optional(),
  armour: z.int().min(1).max(200).optional(),
  lends: z
    .partialRecord(z.enum(LENT), z.int().min(-1000).max(1000), {
      error: (issue) => unknownKeys(issue.code, LENT),
    })
    .optional(),
  use: strict({
    spell: z.enum(SPELL_NAMES),
    level: level.default(1),
    charges: count.default(1),
  }).optional(),
})

const fightSchema = strict({
  level,
  hp: z.int().min(1).max(60_000).optional(),
  damage: dice.optional(),
  armour: z.int().min(0).max(200).optional(),
  verb: word.default('hit'),
  gold: span(0, 100_000).default([0, 0]),
  aggressive: z.boolean().default(false),
  assists: references,
  guards: z.boolean().default(false),
  bars: z.enum(DIRECTIONS).optional(),
  wimpy: z.int().min(0).max(99).default(0),
  remembers: z.boolean().default(false),
  hunts: z.boolean().default(false),
  casts: z.array(z.enum(SPELL_NAMES)).max(20).default([]),
})

const rate = z.number().min(0.01).max(100)

/** They may go on past midnight. */
const hours = pair(0, HOURS_A_DAY, 'must be two hours of the day, as [8, 20]')

const shopSchema = strict({
  sells: references,
  buys: z.array(z.enum(ITEM_KINDS)).default([]),
  sellsAt: rate.default(1.2),
  buysAt: rate.default(0.4),
  hours: hours.default([0, HOURS_A_DAY]),
})

const chance = z.number().gt(0).max(1)

export const mobileSchema = strict({
  ...thing,
  wanders: duration.pipe(z.number().min(1)).optional(),
  speaks: duration.pipe(z.number().min(1)).optional(),
  lines: z.array(line(400)).max(100).default([]),
  topics: textsByWords().default({}),
  fight: fightSchema.optional(),
  loot: z.record(reference, chance).default({}),
  shop: shopSchema.optional(),
  banker: z.boolean().default(false),
  teaches: z
    .array(z.enum([...SKILL_NAMES, ...SPELL_NAMES, TRAINS_ATTRIBUTES]))
    .max(50)
    .default([]),
})

export type ItemShape = z.infer<typeof itemSchema>
export type MobileShape = z.infer<typeof mobileSchema>
