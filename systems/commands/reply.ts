import { defineCommand } from './define.ts'
import { spoken } from './speech.ts'

export const reply = defineCommand({
  name: 'reply',
  aliases: ['r'],
  usage: 'reply <text>',
  section: 'talking',
  help: 'Answers whoever told you something last.',
  seeAlso: ['talking', 'tell', 'replay'],
  run(zone, actor, { text = '' }) {
    const words = text.trim() === '' ? '' : spoken(text, 'answer')
    if (typeof words !== 'string') return words
    zone.report.tell(actor, { verb: 'chat', deed: 'reply', text: words })
    return undefined
  },
})
