import { Lore } from '#components/lore.ts'
import { whyUnseen } from '#systems/light.ts'
import { parseWanted, pick, seenHere, theNameOf } from '#systems/names.ts'
import { numberOnBoard } from '#systems/talk/board.ts'
import { wish } from '#systems/talk/wish.ts'
import { defineCommand, refuse } from './define.ts'
import { quote } from './quote.ts'
import { inReach, notHere } from './reach.ts'

export const read = defineCommand({
  name: 'read',
  usage: ['read <item>', 'read <number>'],
  section: 'looking',
  help: 'Reads what is written on a thing that lies here or that you carry.',
  more: 'With a number it reads what is written on the board that you looked at last.',
  seeAlso: ['look', 'examine', 'board'],
  run(zone, actor, { item: phrase = '' }) {
    if (phrase === '') return refuse('Read what? Name a sign here, or a thing you carry.')
    const number = numberOnBoard(phrase)
    if (number !== undefined) return wish(zone, actor, 'post', { number })
    const unseen = whyUnseen(zone, actor, 'It is too dark to read.')
    if (unseen !== undefined) return refuse(unseen)
    const wanted = parseWanted(phrase)
    if (wanted.all) return refuse('One at a time, please.')
    const reach = inReach(zone, actor)
    const written = reach.filter((item) => Lore.writing[item] !== '')
    const item = pick(zone, written, wanted)[0]
    if (item === undefined) {
      const blank = pick(zone, reach, wanted)[0]
      if (blank !== undefined) {
        return refuse(`There is nothing written on ${theNameOf(zone, blank)}.`)
      }
      if (pick(zone, seenHere(zone, actor), wanted).length === 0) {
        return notHere(zone, actor, phrase)
      }
      return refuse(`There is nothing to read on the ${quote(phrase)}; try "look" at it.`)
    }
    zone.report.tell(actor, { verb: 'writing', item, text: Lore.writing[item]! })
    return undefined
  },
})
