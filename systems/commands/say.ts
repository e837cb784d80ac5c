import { theNameOf } from '#systems/names.ts'
import { defineCommand, refuse } from './define.ts'
import { hearerNamed } from './hearer.ts'
import { express, spoken } from './speech.ts'

export const say = defineCommand({
  name: 'say',
  aliases: ["'", '"'],
  usage: 'say <text>',
  section: 'talking',
  help: 'Says something to all who are in the room.',
  more: "The short way is an apostrophe: 'hello does the same as say hello.",
  seeAlso: ['talking', 'sayto', 'tell', 'whisper'],
  run(zone, actor, { text }) {
    const words = spoken(text, 'say')
    if (typeof words !== 'string') return words
    return express(zone, { verb: 'say', actor, text: words })
  },
})

export const sayto = defineCommand({
  name: 'sayto',
  aliases: ['answer'],
  usage: 'sayto <who> <text>',
  section: 'talking',
  help: 'Says something aloud to one who is here; all in the room hear it.',
  more:
    'Put quotes around more than one word: sayto "old ferryman" good morning. To question ' +
    'somebody there is "ask".',
  seeAlso: ['talking', 'say', 'whisper'],
  run(zone, actor, { who, text }) {
    if (who === undefined) return refuse('Say what to whom? Try "sayto Ada good morning".')
    const target = hearerNamed(zone, actor, who)
    if (typeof target !== 'number') return target
    const words = spoken(text, `say to ${theNameOf(zone, target)}`)
    if (typeof words !== 'string') return words
    return express(zone, { verb: 'sayTo', actor, target, text: words })
  },
})
