import { Wearable } from '#components/wearable.ts'
import { defineCommand, refuse } from './define.ts'
import { putOn } from './putOn.ts'

export const wield = defineCommand({
  name: 'wield',
  usage: 'wield <item>',
  section: 'things',
  help: 'Takes a weapon or a tool you carry in hand.',
  seeAlso: ['hold', 'remove', 'equipment'],
  lasting: true,
  writes: [Wearable],
  run(zone, actor, { item = '' }) {
    if (item === '') return refuse('Wield what? Name a thing you carry.')
    return putOn(zone, actor, item, 'wield')
  },
})
