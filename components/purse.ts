import { defineComponent, f64, u32 } from './define.ts'

/**
 * A character's gold. Only `systems/waymark/trade/gold.ts` writes it.
 *
 * What the world has paid out to it and taken from it stands beside: over all characters and all
 * piles that are kept, gold is what was minted less what was burned.
 */
export const Purse = defineComponent('purse', {
  columns: {
    gold: u32(), // coins at hand
    saved: u32(), // coins in the bank
    minted: f64(), // coins that came from the world, ever
    burned: f64(), // coins that went back to it, ever
  },
  visibleTo: 'self',
  durability: 'told',
})
