import { roomOf } from '#systems/containment.ts'
import { defineCommand } from './define.ts'

export const quit = defineCommand({
  name: 'quit',
  usage: 'quit',
  section: 'help',
  help: 'Leaves the game. Your character and all it carries are kept.',
  more:
    'It must be typed in full, so that a slip does not end your visit. There is nothing to save ' +
    'first: the game always does.',
  seeAlso: ['linkdead'],
  typedInFull: true,
  inFight: false,
  // The engine keeps the character before it removes the body, so that nothing is destroyed here.
  run(zone, actor) {
    zone.report.show(roomOf(zone, actor), { verb: 'quit', actor })
    zone.report.dismiss(actor, 'quit')
    return undefined
  },
})
