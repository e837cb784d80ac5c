import { Wearable } from '#components/wearable.ts'
import { defineCommand, refuse } from './define.ts'
import { putOn } from './putOn.ts'

export const wear = defineCommand({
  name: 'wear',
  usage: 'wear <item>',
  section: 'things',
  help: 'Puts on a thing you carry.',
  more:
    '"wear all" puts on all that there is a place for, but takes nothing in hand. ' +
    'Each place takes one thing, and your fingers two rings.',
  seeAlso: ['remove', 'equipment', 'wield', 'hold'],
  lasting: true,
  writes: [Wearable],
  run(zone, actor, { item = '' }) {
    if (item === '') return refuse('Wear what? Name a thing you carry, or "all".')
    return putOn(zone, actor, item, 'wear')
  },
})
