import type { Entity } from '#components/entities.ts'
import { defineCommand, type Outcome, refuse } from '#systems/commands/define.ts'
import { hearerNamed } from '#systems/commands/hearer.ts'
import { capital } from '#systems/commands/phrases.ts'
import { express, spoken } from '#systems/commands/speech.ts'
import { isPlayer, theNameOf } from '#systems/names.ts'
import { sayTo } from '#systems/waymark/quests/speech.ts'
import { topicIn, topicNames } from '#systems/waymark/quests/topics.ts'
import type { Zone } from '#systems/zone.ts'

export const ask = defineCommand({
  name: 'ask',
  usage: ['ask <who> about <topic>', 'ask <who> <text>'],
  section: 'talking',
  help: 'Asks somebody here about something, or anything else.',
  more:
    '"ask miller about flour" asks one of the people of this world, who may know. "talk miller" ' +
    'tells what there is to ask about. "ask Ada where is the well?" says it aloud to Ada.',
  seeAlso: ['talk', 'sayto', 'quests'],
  run(zone, actor, { who, topic, text }) {
    if (who === undefined) return refuse('Ask whom about what? Try "ask miller about flour".')
    const target = hearerNamed(zone, actor, who)
    if (typeof target !== 'number') return target
    if (topic !== undefined) return askAbout(zone, actor, target, topic)
    const name = theNameOf(zone, target)
    const words = spoken(text, `ask ${name}`)
    if (typeof words !== 'string') return words
    return express(zone, { verb: 'sayTo', actor, target, text: words })
  },
})

function askAbout(zone: Zone, actor: Entity, target: Entity, topic: string): Outcome {
  const words = spoken(topic, 'ask about')
  if (typeof words !== 'string') return words
  express(zone, { verb: 'ask', actor, target, text: words })
  if (isPlayer(zone, target)) return undefined
  const known = topicIn(zone, target, words)
  if (known !== undefined) {
    sayTo(zone, target, actor, known.text)
    return undefined
  }
  const whom = capital(theNameOf(zone, target))
  const names = topicNames(zone, target)
  if (names.length === 0) return refuse(`${whom} has nothing to say about that.`)
  return refuse(`${whom} has nothing to say about that, but about: ${names.join(', ')}.`)
}
