import type { QuestDefinition } from '#components/definition.ts'
import { wordsIn } from '#systems/waymark/quests/topics.ts'

/**
 * Those of `quests` whose name `phrase` is, or else those of whose name each of its words begins
 * one.
 */
export function questsNamed(quests: readonly QuestDefinition[], phrase: string): QuestDefinition[] {
  const words = wordsIn(phrase)
  const exact = quests.filter(({ name }) => wordsIn(name).join(' ') === words.join(' '))
  if (exact.length > 0) return exact
  return quests.filter(({ name }) => {
    const own = wordsIn(name)
    return words.every((word) => own.some((each) => each.startsWith(word)))
  })
}
