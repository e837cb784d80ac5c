import { defineComponent, entity, text, u32 } from './define.ts'

/**
 * What a character offers another in a trade. They trade while each names the other; before that,
 * one has asked.
 */
export const Bargain = defineComponent('bargain', {
  columns: {
    partner: entity(), // with whom
    coins: u32(), // coins offered
    things: text(), // uids of the things offered, parted by blanks
    agreed: text(), // both offers as they were when it agreed; '': it has not
    sinceTick: u32(), // when it last did anything about it
  },
  visibleTo: 'none',
  durability: 'none',
})
