import { theNameOf } from '#systems/names.ts'
import { defineCommand, refuse } from './define.ts'
import { hearerNamed } from './hearer.ts'
import { express, spoken } from './speech.ts'

export const whisper = defineCommand({
  name: 'whisper',
  usage: ['whisper to <who> <text>', 'whisper <who> <text>'],
  section: 'talking',
  help: 'Whispers to one who is here; others see that you whisper, not what.',
  more: 'Put quotes around more than one word: whisper "old ferryman" take me across.',
  seeAlso: ['talking', 'sayto', 'tell'],
  run(zone, actor, { who, text }) {
    if (who === undefined) return refuse('Whisper what to whom? Try "whisper Ada follow me".')
    const target = hearerNamed(zone, actor, who)
    if (typeof target !== 'number') return target
    const words = spoken(text, `whisper to ${theNameOf(zone, target)}`)
    if (typeof words !== 'string') return words
    const event = { verb: 'whisper', actor, target, text: words }
    zone.report.tell(actor, event)
    zone.report.tell(target, event)
    return express(zone, { verb: 'overhear', actor, target })
  },
})
