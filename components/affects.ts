import { defineComponent, text } from './define.ts'

/**
 * What works upon a being for a time: spells, poisons, and skills that are not ready again.
 *
 * In the world an affect ends at a tick of its zone; in the state of one who has left, after so
 * many ticks (`systems/waymark/magic/affects.ts` turns one into the other).
 */
export const Affects = defineComponent('affects', {
  columns: {
    list: text(), // `name strength endTick`, parted by `;`
  },
  visibleTo: 'self',
  durability: 'told',
})
