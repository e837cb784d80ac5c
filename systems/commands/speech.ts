import type { Entity } from '#components/entities.ts'
import { ignorersHere } from '#systems/company/persona.ts'
import { roomOf } from '#systems/containment.ts'
import type { WorldEvent } from '#systems/events.ts'
import type { Zone } from '#systems/zone.ts'
import { type Outcome, type Refused, refuse } from './define.ts'

/** The longest text that one can say, tell or act at once, in UTF-16 units. */
const SPOKEN_CHARS_MAX = 1_000

/**
 * What of `text` is really said.
 *
 * @param verb  for the answers: `say`, `whisper`
 * @returns     it, or why nothing is said
 */
export function spoken(text: string | undefined, verb: string): string | Refused {
  const words = (text ?? '').trim()
  if (words === '') return refuse(`What do you want to ${verb}?`)
  if (words.length <= SPOKEN_CHARS_MAX) return words
  return refuse(
    `That is too much at once: ${SPOKEN_CHARS_MAX.toLocaleString('en')} letters at most.`,
  )
}

/** What `actor` says or acts is noticed by all in its room, but for those who ignore it. */
export function express(zone: Zone, event: WorldEvent & { actor: Entity }): Outcome {
  const { actor } = event
  zone.report.show(roomOf(zone, actor), event, ignorersHere(zone, actor))
  return undefined
}
