import { z } from 'zod'
import { DIRECTIONS } from '#components/definition.ts'
import {
  coins,
  count,
  duration,
  ID,
  id,
  line,
  named,
  paragraphs,
  reference,
  shortFor,
  span,
  strict,
  textsByWords,
  unknownKeys,
} from './schemaParts.ts'

/** Things may lie in things that lie in things, so deep and no deeper. */
const CONTENTS_DEPTH_MAX = 6

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
    hidden: z.boolean().default(false),
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
  refuge: reference.optional(),
  levels: span(1, 100).optional(),
})

export const roomSchema = strict({
  name: line(80),
  description: paragraphs(),
  at: z.tuple([coordinate, coordinate, coordinate], {
    error: 'must be the coordinates [east, north, up]',
  }),
  environment: id.default('indoors'),
  dark: z.boolean().default(false),
  outdoors: z.boolean().default(false),
  landmark: line(60).optional(),
  peaceful: z.boolean().default(false),
  number: z.int().min(1).max(0x7fffffff).optional(),
  exits: z
    .partialRecord(z.enum(DIRECTIONS), exitSchema, {
      error: (issue) => unknownKeys(issue.code, DIRECTIONS),
    })
    .default({}),
  details: textsByWords().default({}),
})

export interface ContentShape {
  item?: string | undefined
  coins?: number | undefined
  contains: ContentShape[]
}

function contentSchema(depth: number): z.ZodType<ContentShape> {
  const inner =
    depth > 1 ? contentSchema(depth - 1) : z.never({ error: 'must not be nested any deeper' })
  const schema = strict({
    item: reference.optional(),
    coins: coins.optional(),
    contains: z.array(inner).max(200).default([]),
  }).check((context) => {
    const { item, coins, contains } = context.value
    const input = context.value
    if ((item === undefined) === (coins === undefined)) {
      context.issues.push({ code: 'custom', message: 'must be either an "item" or "coins"', input })
    } else if (coins !== undefined && contains.length > 0) {
      context.issues.push({ code: 'custom', message: 'must be an item to have "contains"', input })
    }
  })
  return shortFor('item', schema)
}

const contents = z.array(contentSchema(CONTENTS_DEPTH_MAX)).max(200).default([])

const resetSchema = strict({
  thing: reference.optional(),
  item: reference.optional(),
  mobile: reference.optional(),
  coins: coins.optional(),
  max: count.default(1),
  contains: contents,
  carries: contents,
  wears: contents,
}).check((context) => {
  const { thing, item, mobile, coins, contains, carries, wears } = context.value
  const input = context.value
  const add = (message: string) => context.issues.push({ code: 'custom', message, input })
  if ([thing, item, mobile, coins].filter((each) => each !== undefined).length !== 1) {
    add('must bring one of "item", "mobile" and "coins"')
  }
  if (mobile === undefined && carries.length + wears.length > 0) {
    add('must be a mobile to have "carries" or "wears"; an item "contains"')
  }
  if (mobile !== undefined && contains.length > 0) {
    add('must be an item to have "contains"; a mobile "carries" and "wears"')
  }
  if (coins !== undefined && contains.length > 0) add('must be an item to have "contains"')
  if (wears.some((each) => each.coins !== undefined)) add('cannot wear coins; it "carries" them')
})

export const resetsSchema = z.array(shortFor('thing', resetSchema)).max(1000)
export const idPattern = ID

export type AreaShape = z.infer<typeof areaSchema>
export type RoomShape = z.infer<typeof roomSchema>
export type ResetShape = z.infer<typeof resetSchema>
export type DoorShape = z.infer<typeof doorSchema>
