import type { HelpTopic } from '#systems/commands/helpTopics.ts'

/** Help on quests. */
export const QUEST_TOPICS: readonly HelpTopic[] = [
  {
    title: 'questing',
    words: ['task', 'tasks', 'errand', 'errands', 'mission', 'reward'],
    help: 'What people would have you do, and what they give for it.',
    text: `People here want things done. "talk miller" has a word with one of them: if there is \
something that he would have you do, he says so, and "accept" takes it up. Where somebody has \
a word for you, you are told as you come in.

"quests" shows what you are about, and what is to be done next. Do that, and the next step \
follows by itself. What you are to bring you hand over with "give", or simply with "talk". What \
you slay with others in your party counts for each of you who is there.

When all is done you learn from it, and are given what was promised. "quests abandon" and a name \
gives a quest up; you may take it up again.`,
    seeAlso: ['quests', 'talk', 'ask', 'accept'],
  },
]
