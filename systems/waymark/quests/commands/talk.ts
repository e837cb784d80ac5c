import { defineCommand, refuse } from '#systems/commands/define.ts'
import { isPlayer, theNameOf } from '#systems/names.ts'
import { converse } from '#systems/waymark/quests/conversation.ts'
import { QUESTING } from '#systems/waymark/quests/progress.ts'
import { interlocutor } from './interlocutor.ts'

export const talk = defineCommand({
  name: 'talk',
  usage: 'talk [to|with] [<who>]',
  section: 'talking',
  help: 'Has a word with one of the people of this world.',
  more:
    'You hear what they would have you do, tell them what they wait to hear, and hand over what ' +
    'they sent you for. Who has nothing of the kind to say tells what there is to ask about.',
  seeAlso: ['quests', 'ask', 'accept'],
  lasting: true,
  writes: QUESTING,
  run(zone, actor, { who }) {
    const target = interlocutor(zone, actor, who)
    if (typeof target !== 'number') return target
    if (isPlayer(zone, target)) {
      const name = theNameOf(zone, target)
      return refuse(`${name} is a player: "sayto ${name}" and your words reach them.`)
    }
    return converse(zone, actor, target)
  },
})
