import type { WireEvent } from '#protocol/event.ts'
import { type Fields, numberOf, rowsOf, textOf } from './fields.ts'
import { GMCP_ENTRIES_MAX, type GmcpMessage } from './gmcpItem.ts'

/** Messages by the verbs that tell how far a quest is, in the form that clients know. */
const MESSAGES = new Map([
  ['questBegun', 'IRE.Tasks.Update'],
  ['questStep', 'IRE.Tasks.Update'],
  ['questDone', 'IRE.Tasks.Completed'],
])

/** The quests that an event tells of, for windows of their own; undefined if it tells of none. */
export function gmcpOfTask({ verb, fields }: WireEvent): readonly GmcpMessage[] | undefined {
  if (verb === 'quests') {
    const list = rowsOf(fields, 'list').slice(0, GMCP_ENTRIES_MAX)
    return [{ name: 'IRE.Tasks.List', value: list.map((row) => task(row, false)) }]
  }
  const name = MESSAGES.get(verb)
  return name === undefined ? undefined : [{ name, value: [task(fields, verb === 'questDone')] }]
}

function task(fields: Fields, isDone: boolean): Record<string, string> {
  const title = textOf(fields, 'title')
  const of = numberOf(fields, 'of')
  const step = textOf(fields, 'step')
  const desc = of > 1 ? `${step} (${numberOf(fields, 'count')} of ${of})` : step
  const group = isDone ? 'Completed' : 'Active'
  const status = isDone ? '1' : '0'
  return { id: title, name: title, desc, type: 'quests', cmd: '', status, group }
}
