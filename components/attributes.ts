import { defineComponent, u8 } from './define.ts'

/** What a being is made of: each from 1 to 30, 10 being common. */
export const Attributes = defineComponent('attributes', {
  columns: {
    might: u8(), // how hard it strikes and how much it bears
    grace: u8(), // how often it strikes true and slips away
    vigour: u8(), // how much it endures
    wit: u8(), // how much spirit it has and how fast it learns
  },
  visibleTo: 'self',
  durability: 'told',
})
