import { defineComponent, text } from './define.ts'

/** What one sees above a room that lies under the sky. It is written only when it changes. */
export const Overhead = defineComponent('overhead', {
  columns: {
    daytime: text(), // a Daytime of `sky.ts`
    weather: text(), // of WEATHERS in `sky.ts`
  },
  visibleTo: 'room',
  durability: 'none',
})
