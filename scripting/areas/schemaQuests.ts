import { z } from 'zod'
import { count, level, line, paragraphs, reference, references, strict } from './schemaParts.ts'

/** The keys of which a step has one: it says what is to be done. */
const DEEDS = ['talk', 'fetch', 'slay', 'reach', 'do'] as const

const command = z.string().regex(/^[a-z]+$/, 'must be the full names of commands, in small letters')

const stepSchema = strict({
  text: line(200),
  talk: reference.optional(),
  fetch: reference.optional(),
  slay: reference.optional(),
  reach: reference.optional(),
  do: z.array(command).min(1).max(20).optional(),
  count: count.optional(),
  to: reference.optional(),
  says: paragraphs().optional(),
}).check((context) => {
  const step = context.value
  const [deed, ...more] = DEEDS.filter((each) => step[each] !== undefined)
  const add = (message: string) =>
    context.issues.push({ code: 'custom', message, input: context.value })
  if (deed === undefined || more.length > 0) {
    add(`must have one of ${DEEDS.map((each) => `"${each}"`).join(', ')}`)
    return
  }
  for (const [key, deeds] of Object.entries(COMPANIONS)) {
    const isThere = step[key as keyof typeof COMPANIONS] !== undefined
    if (isThere && !deeds.includes(deed)) add(`must be without "${key}", for it is a "${deed}"`)
  }
  if (deed === 'fetch' && step.to === undefined) add('must say "to" whom it is brought')
  if ((deed === 'talk' || deed === 'fetch') && step.says === undefined) {
    add('must have what the mobile "says" then')
  }
})

/** Which deeds each of the other keys goes with. */
const COMPANIONS = {
  count: ['fetch', 'slay'],
  to: ['fetch'],
  says: ['talk', 'fetch'],
}

export const questSchema = strict({
  name: line(80),
  giver: reference.optional(),
  offer: paragraphs(),
  level: level.default(1),
  after: reference.optional(),
  steps: z.array(stepSchema).min(1).max(50),
  reward: strict({
    experience: z.int().min(0).max(1_000_000).default(0),
    gold: z.int().min(0).max(1_000_000).default(0),
    items: references,
    says: paragraphs().optional(),
  }).default({ experience: 0, gold: 0, items: [] }),
})

export type QuestShape = z.infer<typeof questSchema>
export type StepShape = QuestShape['steps'][number]
