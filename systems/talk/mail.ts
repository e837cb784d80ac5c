import { defineCommand, refuse } from '#systems/commands/define.ts'
import { quote } from '#systems/commands/quote.ts'
import { subjectFault } from './subject.ts'
import { wish } from './wish.ts'

const NUMBER = /^#?[1-9]\d{0,8}$/

export const mail = defineCommand({
  name: 'mail',
  usage: [
    'mail [<what>]',
    'mail read <number>',
    'mail send|write <player> <subject>',
    'mail reply|delete <number>',
  ],
  section: 'talking',
  posture: 'sleeping',
  help: 'Reads and writes letters to players, who need not be in the world.',
  more:
    'Plain "mail" lists your letters, "mail read 2" shows the second, and "mail read" the first ' +
    'that you have not read. "mail send Ada the harvest" begins a letter to Ada about the ' +
    'harvest: what you type then is the letter, until a line with nothing but a full stop. ' +
    '"mail reply 2" answers a letter, and "mail delete 2" ends it. You get no letters of those ' +
    'whom you ignore.',
  seeAlso: ['letters', 'tell', 'board', 'ignore'],
  run(zone, actor, { what = '' }) {
    const [first = '', ...rest] = what.trim().split(/\s+/)
    const deed = first.toLowerCase()
    if (deed === '' || deed === 'list') return wish(zone, actor, 'mail')
    if (deed === 'send' || deed === 'write') {
      const [name, ...words] = rest
      if (name === undefined) return refuse('To whom? Try "mail send <player> <subject>".')
      const subject = words.join(' ')
      const fault = subjectFault(subject)
      return fault === undefined ? wish(zone, actor, 'send', { name, subject }) : refuse(fault)
    }
    const number = NUMBER.test(deed) ? deed : rest[0]
    const done = NUMBER.test(deed) ? 'letter' : DEEDS.get(deed)
    if (done === undefined)
      return refuse(`${quote(first)} is nothing to be done with mail: see "help mail".`)
    if (number === undefined && done === 'letter') return wish(zone, actor, 'letter', { number: 0 })
    if (number === undefined)
      return refuse(`Which letter? "mail" lists them; try "mail ${deed} 1".`)
    if (!NUMBER.test(number)) return refuse(`${quote(number)} is no number of a letter.`)
    return wish(zone, actor, done, { number: Number(number.replace('#', '')) })
  },
})

const DEEDS: ReadonlyMap<string, string> = new Map([
  ['read', 'letter'],
  ['reply', 'answer'],
  ['answer', 'answer'],
  ['delete', 'shred'],
  ['remove', 'shred'],
])
