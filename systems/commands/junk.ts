import { Contents } from '#components/contents.ts'
import { roomOf } from '#systems/containment.ts'
import { parseWanted, theNameOf } from '#systems/names.ts'
import { destroy, SPAWNING } from '#systems/spawn.ts'
import { defineCommand, refuse } from './define.ts'
import { capital } from './phrases.ts'
import { findCarried } from './reach.ts'

export const junk = defineCommand({
  name: 'junk',
  aliases: ['sacrifice'],
  usage: 'junk <item>',
  section: 'things',
  help: 'Throws a thing that you carry away, for good.',
  more:
    'One thing at a time, and nothing is got for it: a shop may give you coins, and what you ' +
    'merely "drop" somebody else may have use for.',
  seeAlso: ['drop', 'sell', 'give'],
  // It cannot be taken back.
  typedInFull: true,
  lasting: true,
  writes: SPAWNING,
  run(zone, actor, { item: phrase = '' }) {
    if (phrase === '') return refuse('Junk what? Name a thing you carry; it will be gone for good.')
    if (parseWanted(phrase).all) return refuse('One thing at a time, please: it is for good.')
    const found = findCarried(zone, actor, phrase)
    if (!Array.isArray(found)) return found
    const item = found[0]!
    if (Contents.count[item]! > 0) {
      return refuse(`${capital(theNameOf(zone, item))} is not empty. Look what you throw away.`)
    }
    zone.report.show(roomOf(zone, actor), { verb: 'junk', actor, item })
    zone.count('items.junked', 1)
    destroy(zone, item)
    return undefined
  },
})
