import { z } from 'zod'
import { DIRECTIONS, WEAR_SLOTS } from '#components/definition.ts'

const ID = /^[a-z][a-z0-9-]{0,39}$/
const REFERENCE = /^(?:[a-z][a-z0-9-]{0,39}:)?[a-z][a-z0-9-]{0,39}$/
const WORD = /^[\p{L}\p{N}][\p{L}\p{N}'’-]{0,31}$/u
// Control, format, surrogate, private and unassigned characters, but for the joiners of scripts.
const UNPRINTABLE = /(?!\u200c|\u200d)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u
const UNPRINTABLE_IN_PARAGRAPHS =
  /(?!\u200c|\u200d|\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u

/** Things may lie in things that lie in things, so deep and no deeper. */
const CONTENTS_DEPTH_MAX = 6

const unprintable = 'must hold no control or invisible characters'

/**
 * An object that refuses keys it does not know. The issue's message lists the keys that it knows,
 * for a suggestion: zod's issue of an unknown key has no other place for them.
 */
function strict<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, { error: (issue) => unknownKeys(issue.code, Object.keys(shape)) })
}

function unknownKeys(code: string | undefined, known: readonly string[]): string | undefined {
  return code === 'unrecognized_keys' ? known.join(' ') : undefined
}

/** One line, such as a name. */
function line(lengthMax: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(lengthMax)
    .refine((text) => !UNPRINTABLE.test(text), unprintable)
}

/** Paragraphs, such as a description. */
function paragraphs() {
  return z
    .string()
    .transform((text) => text.trimEnd())
    .pipe(
      z
        .string()
        .min(1)
        .max(4000)
        .refine((text) => !UNPRINTABLE_IN_PARAGRAPHS.test(text), unprintable),
    )
}

/** A number with its unit, as `1.2 kg`; `units` says how much each unit is. */
function measure(units: Readonly<Record<string, number>>, message: string) {
  const pattern = new RegExp(`^(\\d{1,7}(?:\\.\\d{1,3})?) ?(${Object.keys(units).join('|')})$`)
  return z
    .string({ error: message })
    .regex(pattern, message)
    .transform((text) => {
      const [, amount, unit = ''] = pattern.exec(text) ?? []
      return Number(amount) * (units[unit] ?? 1)
    })
}

const weight = measure({ g: 1, kg: 1000 }, 'must be a weight with its unit, as "900 g" or "1.2 kg"')
const duration = measure(
  { s: 1, min: 60, h: 3600 },
  'must be a time with its unit, as "40 s", "10 min" or "1 h"',
)

const id = z.string().regex(ID, 'must be an id: lower-case letters, digits and hyphens')
const reference = z.string().regex(REFERENCE, 'must be an id, as "bridge" or "crypt:bridge"')
const word = z.string().trim().toLowerCase().regex(WORD, 'must be single words with commas between')
const wordsFrom = (value: unknown) => (typeof value === 'string' ? value.split(',') : value)
const words = z.preprocess(wordsFrom, z.array(word).min(1).max(20))

/** A short form `x` stands for `{ key: x }`. */
function shortFor<Schema extends z.ZodType>(key: string, schema: Schema) {
  return z.preprocess((value) => (typeof value === 'string' ? { [key]: value } : value), schema)
}

const named = {
  name: line(80),
  words: words.optional(), // instead of the words of the name
  also: words.default([]), // besides them
}

const doorSchema = strict({
  ...named,
  closed: z.boolean().default(true),
  locked: z.boolean().default(false),
  key: reference.optional(),
})

const exitSchema = shortFor(
  'to',
  strict({
    to: reference,
    door: doorSchema.optional(),
    oneWay: z.boolean().default(false),
    winding: z.boolean().default(false),
  }),
)

const coordinate = z.int().min(-30_000).max(30_000)

export const areaSchema = strict({
  name: line(80),
  zone: id.optional(),
  reset: duration.pipe(z.number().min(1)).default(900),
  start: reference.optional(),
})

export const roomSchema = strict({
  name: line(80),
  description: paragraphs(),
  at: z.tuple([coordinate, coordinate, coordinate], {
    error: 'must be the coordinates [east, north, up]',
  }),
  environment: id.default('indoors'),
  dark: z.boolean().default(false),
  number: z.int().min(1).max(0x7fffffff).optional(),
  exits: z
    .partialRecord(z.enum(DIRECTIONS), exitSchema, {
      error: (issue) => unknownKeys(issue.code, DIRECTIONS),
    })
    .default({}),
  details: z
    .record(z.string(), paragraphs())
    .refine((details) => Object.keys(details).every(areWords), 'must be named by single words')
    .default({}),
})

function areWords(key: string): boolean {
  return wordsOfDetail(key).every((each) => WORD.test(each))
}

/** A detail's key is its words: `rope, knots`. */
export function wordsOfDetail(key: string): string[] {
  return key.split(',').map((each) => each.trim().toLowerCase())
}

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
})

export const mobileSchema = strict({
  ...thing,
  wanders: duration.pipe(z.number().min(1)).optional(),
  speaks: duration.pipe(z.number().min(1)).optional(),
  lines: z.array(line(400)).max(100).default([]),
})

export type ContentShape = { item: string; contains: ContentShape[] }

function contentSchema(depth: number): z.ZodType<ContentShape> {
  const inner =
    depth > 1 ? contentSchema(depth - 1) : z.never({ error: 'must not be nested any deeper' })
  return shortFor(
    'item',
    strict({ item: reference, contains: z.array(inner).max(200).default([]) }),
  )
}

const contents = z.array(contentSchema(CONTENTS_DEPTH_MAX)).max(200).default([])

const resetSchema = strict({
  thing: reference.optional(),
  item: reference.optional(),
  mobile: reference.optional(),
  max: z.int().min(1).max(1000).default(1),
  contains: contents,
  carries: contents,
  wears: contents,
}).check((context) => {
  const { thing, item, mobile, contains, carries, wears } = context.value
  const input = context.value
  if ([thing, item, mobile].filter((each) => each !== undefined).length !== 1) {
    const message = 'must bring either an "item" or a "mobile"'
    context.issues.push({ code: 'custom', message, input })
  }
  if (mobile === undefined && carries.length + wears.length > 0) {
    const message = 'must be a mobile to have "carries" or "wears"; an item "contains"'
    context.issues.push({ code: 'custom', message, input })
  }
  if (mobile !== undefined && contains.length > 0) {
    const message = 'must be an item to have "contains"; a mobile "carries" and "wears"'
    context.issues.push({ code: 'custom', message, input })
  }
})

export const resetsSchema = z.array(shortFor('thing', resetSchema)).max(1000)
export const idPattern = ID

export type AreaShape = z.infer<typeof areaSchema>
export type RoomShape = z.infer<typeof roomSchema>
export type ItemShape = z.infer<typeof itemSchema>
export type MobileShape = z.infer<typeof mobileSchema>
export type ResetShape = z.infer<typeof resetSchema>
export type DoorShape = z.infer<typeof doorSchema>
