import { defineComponent, text } from './define.ts'

/**
 * That a room is another zone's. What its builder says of it is known here, and nothing else: it
 * holds nothing, and who is moved into it goes over to that zone.
 */
export const Abroad = defineComponent('abroad', {
  columns: {
    zone: text(), // whose room it is
  },
  visibleTo: 'none',
  durability: 'none',
})
