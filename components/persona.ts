import { defineComponent, text, u8 } from './define.ts'

/** What a player lets others know of itself, and from whom it wants to hear. */
export const Persona = defineComponent('persona', {
  columns: {
    title: text(), // follows the name in lists: `the Lost`
    description: text(), // what others see who look at the player; '': nothing special
    away: text(), // what the player is away for; '': it is here
    undisturbed: u8(), // 1: tells are turned away
    ignored: text(), // names in lower case, parted by blanks: nobody else's business
  },
  visibleTo: 'self',
  durability: 'told',
})
