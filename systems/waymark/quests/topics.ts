import type { TopicDefinition } from '#components/definition.ts'
import type { Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import type { Zone } from '#systems/zone.ts'

/** The beginning of a topic's word is enough, from so many letters on. */
const BEGINNING_MIN = 3

/** What `mobile` can be asked about. */
function topicsOf(zone: Zone, mobile: Entity): readonly TopicDefinition[] {
  return zone.mobiles.get(Identity.prefab[mobile]!)?.topics ?? []
}

/** The first word of each topic, to say what there is to ask about. */
export function topicNames(zone: Zone, mobile: Entity): string[] {
  return topicsOf(zone, mobile).flatMap(({ words }) => words[0] ?? [])
}

/** The topic of `mobile` that `text` is about: one of whose words it holds, or nearly. */
export function topicIn(zone: Zone, mobile: Entity, text: string): TopicDefinition | undefined {
  const topics = topicsOf(zone, mobile)
  const words = wordsIn(text)
  return (
    topics.find((topic) => topic.words.some((word) => words.includes(word))) ??
    topics.find((topic) => topic.words.some((word) => words.some((each) => begins(each, word))))
  )
}

/** All words that anybody can be asked about, of each world's mobiles. */
const asked = new WeakMap<Zone['mobiles'], ReadonlySet<string>>()

/** Whether one of `words` is one that somebody of this world can be asked about. */
export function areTopics({ mobiles }: Zone, words: readonly string[]): boolean {
  let known = asked.get(mobiles)
  if (known === undefined) {
    const topics = [...mobiles.values()].flatMap((mobile) => mobile.topics ?? [])
    known = new Set(topics.flatMap((topic) => topic.words))
    asked.set(mobiles, known)
  }
  return words.some((word) => known.has(word))
}

/** The words of `text`, in small letters. */
export function wordsIn(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? []
}

function begins(word: string, topic: string): boolean {
  return word.length >= BEGINNING_MIN && topic.startsWith(word)
}
