import { defineComponent, text } from './define.ts'

/** The quests a character is on and those it has done. */
export const QuestLog = defineComponent('questLog', {
  columns: {
    active: text(), // `quest step count`, parted by `;`
    done: text(), // full ids, parted by blanks
  },
  visibleTo: 'self',
  durability: 'told',
})
