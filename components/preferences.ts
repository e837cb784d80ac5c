import { defineComponent, text, u8, u16 } from './define.ts'

/** How a player likes the game shown. In each `u8` 1 is on. */
export const Preferences = defineComponent('preferences', {
  columns: {
    brief: u8(), // room descriptions only on `look`
    compact: u8(), // no blank line before the prompt
    autoexit: u8(), // the exits with each room
    prompt: u8(), // a prompt after each answer
    screenReader: u8(), // sentences instead of tables; 2: as the client says
    colour: text(), // 'none', '16', '256', 'truecolour'; '': as the client says
    columns: u16(), // width of lines; 0: as the client says
    automap: u8(), // a map with each room
    autoloot: u8(), // takes things from what it has killed
    autogold: u8(), // takes coins from what it has killed
    autosplit: u8(), // shares coins it finds with its party
    autoassist: u8(), // fights beside its party
    wimpy: u8(), // flees below so many percent of its health; 0: never
    pageLines: u8(), // long answers stop after so many lines; 0: as the client says; 1: never
    promptText: text(), // what the prompt shows: see `edges/text/prompt.ts`; '': the usual
  },
  visibleTo: 'self',
  durability: 'told',
})
