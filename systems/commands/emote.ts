import { defineCommand } from './define.ts'
import { express, spoken } from './speech.ts'

export const emote = defineCommand({
  name: 'emote',
  aliases: [':', 'pose', 'em'],
  usage: 'emote <text>',
  section: 'talking',
  help: 'Shows what you do: your name, then your words.',
  more:
    'If you are Ada, "emote waves." shows all in the room "Ada waves." The short way is a colon: ' +
    '":waves." does the same.',
  seeAlso: ['talking', 'semipose', 'say'],
  run(zone, actor, { text }) {
    const words = spoken(text, 'do')
    if (typeof words !== 'string') return words
    return express(zone, { verb: 'emote', actor, text: words })
  },
})

export const semipose = defineCommand({
  name: 'semipose',
  aliases: [';'],
  usage: 'semipose <text>',
  section: 'talking',
  help: 'Like emote, without a blank after your name.',
  more: 'If you are Ada, ";\'s lantern flickers." shows "Ada\'s lantern flickers."',
  seeAlso: ['talking', 'emote'],
  run(zone, actor, { text }) {
    const words = spoken(text, 'do')
    if (typeof words !== 'string') return words
    return express(zone, { verb: 'semipose', actor, text: words })
  },
})
