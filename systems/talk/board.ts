import type { Entity } from '#components/entities.ts'
import { defineCommand, type Outcome, refuse } from '#systems/commands/define.ts'
import { quote } from '#systems/commands/quote.ts'
import type { Zone } from '#systems/zone.ts'
import { keepOrder, type StaffDeed } from './keepOrder.ts'
import { subjectFault } from './subject.ts'
import { wish } from './wish.ts'

const NUMBER = /^#?[1-9]\d{0,8}$/

/** What those do who keep order, by the word for it. */
const STAFF_DEEDS: Readonly<Record<string, StaffDeed>> = {
  create: {
    deed: 'createBoard',
    form: /^(?<board>\S+) (?<title>.+)$/,
    usage: '<name> <what it is for>',
  },
  permit: {
    deed: 'permitBoard',
    form: /^(?<board>\S+) (?<what>read|write) (?<role>\S+)$/,
    usage: '<board> read|write <role>',
  },
}

/** Whoever removes a board with posts says how many are lost. */
const REMOVAL: StaffDeed = {
  deed: 'removeBoard',
  form: /^(?<board>\S+)(?: with (?<posts>\d{1,6})(?: posts?)?)?$/,
  usage: '<number>',
}

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
    'board create|remove|permit <board>',
  ],
  section: 'talking',
  posture: 'sleeping',
  help: 'Reads what is written on boards for all, and writes there.',
  more:
    'Plain "board" lists the boards, "board general" looks at one, and "read 3", or "board ' +
    'general 3", shows what is there under a number. "board write the cat" begins something ' +
    'about the cat on the board that you looked at last: what you type then is the text, until ' +
    'a line with nothing but a full stop. "board remove 3" takes off what is yours.\n\nAdmins ' +
    'have more: "board create songs Songs and their singers", "board remove songs", and "board ' +
    'permit songs write builder", or "read", for who may do that.',
  seeAlso: ['letters', 'mail', 'read'],
  run(zone, actor, { what = '' }) {
    const [first = '', second = '', ...rest] = what.trim().split(/\s+/)
    const deed = first.toLowerCase()
    if (deed === '' || deed === 'list') return wish(zone, actor, 'boards')
    if (deed === 'write') {
      const subject = [second, ...rest].join(' ').trim()
      const fault = subjectFault(subject)
      return fault === undefined ? wish(zone, actor, 'write', { subject }) : refuse(fault)
    }
    if (numberOnBoard(deed) !== undefined) {
      return wish(zone, actor, 'post', { number: numberOnBoard(deed) })
    }
    if (Object.hasOwn(STAFF_DEEDS, deed)) {
      const words = [second, ...rest].join(' ')
      return keepOrder(zone, actor, `board ${deed}`, STAFF_DEEDS[deed]!, words)
    }
    const done = deed === 'read' ? 'post' : deed === 'remove' || deed === 'delete' ? 'takeOff' : ''
    if (done !== '') return onPost(zone, actor, deed, done, [second, ...rest])
    if (second === '') return wish(zone, actor, 'board', { board: first })
    const number = numberOnBoard(second)
    if (number !== undefined) return wish(zone, actor, 'post', { board: first, number })
    return refuse(
      `${quote(second)} is no number: "board ${first.slice(0, 20)}" lists what is there.`,
    )
  },
})

/** Reads or takes off a post: `3`, `general 3`. Without a number a whole board is meant. */
function onPost(
  zone: Zone,
  actor: Entity,
  typed: string,
  deed: string,
  words: readonly string[],
): Outcome {
  const [first = '', second = '', ...rest] = words
  const number = numberOnBoard(first)
  if (number !== undefined) return wish(zone, actor, deed, { number })
  const there = rest.length === 0 ? numberOnBoard(second) : undefined
  if (there !== undefined) return wish(zone, actor, deed, { board: first, number: there })
  if (deed === 'takeOff' && first !== '') {
    return keepOrder(zone, actor, `board ${typed}`, REMOVAL, words.join(' '))
  }
  const why = first === '' ? `Try "board ${typed} 3"` : `${quote(first)} is none`
  return refuse(`Which number? ${why}.`)
}
