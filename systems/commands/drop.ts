import { moveTo, roomOf } from '#systems/containment.ts'
import { defineCommand, refuse } from './define.ts'
import { HANDLING, handleSum } from './money.ts'
import { findCarried } from './reach.ts'
import { doToEach, itemOrItems } from './several.ts'

export const drop = defineCommand({
  name: 'drop',
  usage: 'drop <item>',
  section: 'things',
  help: 'Lays down a thing you carry.',
  more: '"drop all" lays down all but what you wear, "drop 10 coins" some of your gold.',
  seeAlso: ['get', 'put', 'give'],
  lasting: true,
  writes: HANDLING,
  run(zone, actor, { item: phrase = '' }) {
    if (phrase === '') return refuse('Drop what? Name a thing you carry, or "all".')
    const items = findCarried(zone, actor, phrase)
    const room = roomOf(zone, actor)
    if (!Array.isArray(items)) return handleSum(zone, actor, 'drop', phrase, () => room) ?? items
    return doToEach(
      zone,
      actor,
      items,
      (item) => void moveTo(zone, item, room),
      (done) => ({ verb: 'drop', actor, ...itemOrItems(done) }),
    )
  },
})
