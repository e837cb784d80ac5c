import { CONTAINMENT, moveTo, roomOf } from '#systems/containment.ts'
import { defineCommand, refuse } from './define.ts'
import { findCarried } from './reach.ts'
import { doToEach, itemOrItems } from './several.ts'

export const drop = defineCommand({
  name: 'drop',
  usage: 'drop <item>',
  section: 'things',
  help: 'Lays down a thing you carry.',
  more: '"drop all" lays down all but what you wear.',
  seeAlso: ['get', 'put', 'give'],
  lasting: true,
  writes: CONTAINMENT,
  run(zone, actor, { item: phrase = '' }) {
    if (phrase === '') return refuse('Drop what? Name a thing you carry, or "all".')
    const items = findCarried(zone, actor, phrase)
    if (!Array.isArray(items)) return items
    const room = roomOf(zone, actor)
    return doToEach(
      zone,
      actor,
      items,
      (item) => void moveTo(zone, item, room),
      (done) => ({ verb: 'drop', actor, ...itemOrItems(done) }),
    )
  },
})
