import { defineComponent, entity } from './define.ts'

/** Whom a being fights: at that one it strikes in each of its rounds (see `Tempo`). */
export const Fighting = defineComponent('fighting', {
  columns: {
    foe: entity(), // at whom it strikes; 0: it does not fight
  },
  visibleTo: 'room',
  durability: 'none',
})
