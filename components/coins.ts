import { defineComponent, u8, u32 } from './define.ts'

/** That an item is a pile of coins. */
export const Coins = defineComponent('coins', {
  columns: {
    amount: u32(), // coins
    wild: u8(), // 1: never yet anybody's: it is minted when it is first taken
  },
  visibleTo: 'room',
  durability: 'told',
})
