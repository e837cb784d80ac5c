import { z } from 'zod'

export const ID = /^[a-z][a-z0-9-]{0,39}$/
const REFERENCE = /^(?:[a-z][a-z0-9-]{0,39}:)?[a-z][a-z0-9-]{0,39}$/
const WORD = /^[\p{L}\p{N}][\p{L}\p{N}'’-]{0,31}$/u
const DICE = /^(\d{1,2})d(\d{1,3})(?:\+(\d{1,3}))?$/
// Control, format, surrogate, private and unassigned characters, but for the joiners of scripts.
const UNPRINTABLE = /(?!\u200c|\u200d)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u
const UNPRINTABLE_IN_PARAGRAPHS =
  /(?!\u200c|\u200d|\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u

const unprintable = 'must hold no control or invisible characters'

/**
 * An object that refuses keys it does not know. The issue's message lists the keys that it knows,
 * for a suggestion: zod's issue of an unknown key has no other place for them.
 */
export function strict<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, { error: (issue) => unknownKeys(issue.code, Object.keys(shape)) })
}

export function unknownKeys(code: string | undefined, known: readonly string[]) {
  return code === 'unrecognized_keys' ? known.join(' ') : undefined
}

/** One line, such as a name. */
export function line(lengthMax: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(lengthMax)
    .refine((text) => !UNPRINTABLE.test(text), unprintable)
}

/** Paragraphs, such as a description. */
export function paragraphs() {
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

export const weight = measure(
  { g: 1, kg: 1000 },
  'must be a weight with its unit, as "900 g" or "1.2 kg"',
)
export const duration = measure(
  { s: 1, min: 60, h: 3600 },
  'must be a time with its unit, as "40 s", "10 min" or "1 h"',
)

const diceMessage = 'must be dice, as "1d6" or "2d4+1"'
export const dice = z
  .string({ error: diceMessage })
  .regex(DICE, diceMessage)
  .transform((text) => {
    const [, count, sides, plus = 0] = DICE.exec(text) ?? []
    return { count: Number(count), sides: Number(sides), plus: Number(plus) }
  })
  .refine(({ count, sides }) => count > 0 && sides > 0, diceMessage)

export const id = z.string().regex(ID, 'must be an id: lower-case letters, digits and hyphens')
export const reference = z.string().regex(REFERENCE, 'must be an id, as "bridge" or "crypt:bridge"')
export const references = z.array(reference).max(100).default([])
export const count = z.int().min(1).max(1000)
export const level = z.int().min(1).max(100)
export const coins = z.int().min(1).max(1_000_000)

export const word = z
  .string()
  .trim()
  .toLowerCase()
  .regex(WORD, 'must be single words with commas between')
const wordsFrom = (value: unknown) => (typeof value === 'string' ? value.split(',') : value)
const words = z.preprocess(wordsFrom, z.array(word).min(1).max(20))

/** From and to, in this order: `[1, 3]`. */
export function span(min: number, max: number) {
  const message = `must be two whole numbers from ${min} to ${max}, the lower first, as [${min}, 5]`
  return pair(min, max, message).refine(([from, to]) => from <= to, message)
}

/** Two numbers, whichever of them is the greater. */
export function pair(min: number, max: number, message: string) {
  const bound = z.int({ error: message }).min(min, message).max(max, message)
  return z.tuple([bound, bound], { error: message })
}

/** A short form `x` stands for `{ key: x }`. */
export function shortFor<Schema extends z.ZodType>(key: string, schema: Schema) {
  return z.preprocess((value) => (typeof value === 'string' ? { [key]: value } : value), schema)
}

/** Texts by the words that call for them: `rope, knots: …`. */
export function textsByWords() {
  return z
    .record(z.string(), paragraphs())
    .refine((texts) => Object.keys(texts).every(areWords), 'must be named by single words')
}

function areWords(key: string): boolean {
  return wordsOfKey(key).every((each) => WORD.test(each))
}

/** The words of a key `rope, knots`. */
export function wordsOfKey(key: string): string[] {
  return key.split(',').map((each) => each.trim().toLowerCase())
}

export const named = {
  name: line(80),
  words: words.optional(), // instead of the words of the name
  also: words.default([]), // besides them
}
