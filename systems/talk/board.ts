import { defineCommand, refuse } from '#systems/commands/define.ts'
import { quote } from '#systems/commands/quote.ts'
import { wish } from './wish.ts'

/** [limit] UTF-16 units, as the chat has it. */
const SUBJECT_MAX = 80

const NUMBER = /^#?[1-9]\d{0,8}$/

/** A number of something on a board, or undefined. */
export function numberOnBoard(word: string): number | undefined {
  return NUMBER.test(word) ? Number(word.replace('#', '')) : undefined
}

export const board = defineCommand({
  name: 'board',
  aliases: ['boards', 'note'],
  usage: [
    'board [<what>]',
    'board <board> <number>',
    'board write <subject>',
    'board read|remove <number>',
  ],
  section: 'talking',
  posture: 'sleeping',
  help: 'Reads what is written on boards for all, and writes there.',
  more:
    'Plain "board" lists the boards, "board general" looks at one, and "read 3", or "board ' +
    'general 3", shows what is there under a number. "board write the cat" begins something ' +
    'about the cat on the board that you looked at last: what you type then is the text, until ' +
    'a line with nothing but a full stop. "board remove 3" takes off what is yours.',
  seeAlso: ['letters', 'mail', 'read'],
  run(zone, actor, { what = '' }) {
    const [first = '', second = '', ...rest] = what.trim().split(/\s+/)
    const deed = first.toLowerCase()
    if (deed === '' || deed === 'list') return wish(zone, actor, 'boards')
    if (deed === 'write') {
      const subject = [second, ...rest].join(' ').trim()
      if (subject.length <= SUBJECT_MAX) return wish(zone, actor, 'write', { subject })
      return refuse(`A subject has ${SUBJECT_MAX} letters at most.`)
    }
    if (numberOnBoard(deed) !== undefined) {
      return wish(zone, actor, 'post', { number: numberOnBoard(deed) })
    }
    const done = deed === 'read' ? 'post' : deed === 'remove' || deed === 'delete' ? 'takeOff' : ''
    if (done !== '') {
      const number = numberOnBoard(second)
      if (number !== undefined) return wish(zone, actor, done, { number })
      return refuse(
        `Which number? ${second === '' ? `Try "board ${deed} 3"` : `${quote(second)} is none`}.`,
      )
    }
    if (second === '') return wish(zone, actor, 'board', { board: first })
    const number = numberOnBoard(second)
    if (number !== undefined) return wish(zone, actor, 'post', { board: first, number })
    return refuse(
      `${quote(second)} is no number: "board ${first.slice(0, 20)}" lists what is there.`,
    )
  },
})
