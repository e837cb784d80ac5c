import type { WireEvent } from '#protocol/event.ts'
import { type Fields, flagOf, numberOf, refOf, rowsOf } from './fields.ts'
import type { GmcpMessage } from './gmcpItem.ts'
import { shownName } from './names.ts'

/** How those of a party are, and that there is none any more; undefined of any other event. */
export function gmcpOfParty({ verb, fields }: WireEvent): readonly GmcpMessage[] | undefined {
  if (verb === 'partyEnd') return [{ name: 'Group', value: groupOf('', []) }]
  if (verb !== 'party' && verb !== 'partyState') return undefined
  const rows = rowsOf(fields, 'list')
  const leader = rows.find((row) => flagOf(row, 'leads'))
  return [{ name: 'Group', value: groupOf(leader ? nameIn(leader) : '', rows) }]
}

function groupOf(leader: string, rows: readonly Fields[]): Record<string, unknown> {
  return { groupname: '', leader, count: rows.length, members: rows.map(memberOf) }
}

/** By the keys that clients' panels know: `mn` is what spells are paid with. */
function memberOf(row: Fields): Record<string, unknown> {
  const info = {
    hp: numberOf(row, 'hp'),
    mhp: numberOf(row, 'hpMax'),
    mn: numberOf(row, 'sp'),
    mmn: numberOf(row, 'spMax'),
    lvl: numberOf(row, 'level'),
    here: flagOf(row, 'here') ? 1 : 0,
  }
  return { name: nameIn(row), info }
}

function nameIn(row: Fields): string {
  const member = refOf(row, 'actor')
  return member ? shownName(member, 'actor') : ''
}
