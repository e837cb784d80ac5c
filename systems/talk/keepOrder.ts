import type { Entity } from '#components/entities.ts'
import { type Outcome, refuse } from '#systems/commands/define.ts'
import type { Zone } from '#systems/zone.ts'
import { wish } from './wish.ts'

/** Something that those do who keep order. Whether one may, the chat knows. */
export interface StaffDeed {
  /** What the edge is asked for. */
  deed: string
  /** What follows the word for it; its groups are the fields of the wish. */
  form: RegExp
  /** The same, for whoever gets it wrong. */
  usage: string
}

/** Groups that are numbers to the chat. */
const NUMBERS = ['minutes', 'seconds', 'posts']

/** @param typed  the words that lead to it: `channel slow` */
export function keepOrder(
  zone: Zone,
  actor: Entity,
  typed: string,
  { deed, form, usage }: StaffDeed,
  words: string,
): Outcome {
  const read = form.exec(words)?.groups
  if (!read) return refuse(`That takes more: "${typed} ${usage}".`)
  const given = Object.entries(read).filter(([, value]) => value !== undefined)
  const fields = given.map(([name, value]) => [name, NUMBERS.includes(name) ? +value! : value])
  return wish(zone, actor, deed, Object.fromEntries(fields))
}
