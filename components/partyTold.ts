import { defineComponent, text } from './define.ts'

/** What somebody was last told of its party, so that it is told again only what differs. */
export const PartyTold = defineComponent('partyTold', {
  columns: {
    state: text(), // in short: see `partyStateSystem`
  },
  visibleTo: 'none',
  durability: 'none',
})
