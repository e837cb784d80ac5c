import { Wearable } from '#components/wearable.ts'
import { defineCommand, refuse } from './define.ts'
import { putOn } from './putOn.ts'

export const hold = defineCommand({
  name: 'hold',
  aliases: ['grab'],
  usage: 'hold <item>',
  section: 'things',
  help: 'Holds up a thing you carry, such as a light.',
  more: 'A light shines for all in the room while you hold it; carried, it lights nothing.',
  seeAlso: ['wield', 'remove', 'equipment'],
  lasting: true,
  writes: [Wearable],
  run(zone, actor, { item = '' }) {
    if (item === '') return refuse('Hold what? Name a thing you carry.')
    return putOn(zone, actor, item, 'hold')
  },
})
