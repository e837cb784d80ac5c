import type { EntityRecord } from '#protocol/record.ts'
import { sanitizeName } from './sanitize.ts'
import { columnOf } from './view.ts'

/** One message of GMCP: `value` becomes its JSON, absent it has no body. */
export interface GmcpMessage {
  name: string
  value?: unknown
}

/** [limit] Entries of a list beyond these are not sent. */
export const GMCP_ENTRIES_MAX = 200

/** What a client's panels show of a thing. */
export interface GmcpItem {
  id: number
  name: string
  /** IRE's letters: w worn, W wearable, l wielded, c container, t takeable, m mobile. */
  attrib: string
}

/** What a client's panels show of a player. */
export interface GmcpPlayer {
  name: string
  fullname: string
}

/** @param location  `room`, `inv`, or `rep` and a container's id */
export function itemList(location: string, items: readonly GmcpItem[]): GmcpMessage {
  return { name: 'Char.Items.List', value: { location, items } }
}

/** One thing that came, went or changed; `location` as in `itemList`. */
export function itemMessage(
  kind: 'Add' | 'Remove' | 'Update',
  location: string,
  item: GmcpItem,
): GmcpMessage {
  return { name: `Char.Items.${kind}`, value: { location, item } }
}

export function itemOf(record: EntityRecord): GmcpItem {
  const name = sanitizeName(columnOf(record, 'described', 'name', 'something'))
  return { id: record.uid, name, attrib: attributesOf(record) }
}

export function playerOf(record: EntityRecord): GmcpPlayer {
  const name = sanitizeName(columnOf(record, 'described', 'name', ''))
  return { name, fullname: name }
}

function attributesOf(record: EntityRecord): string {
  const { components } = record
  if (components['mobile']) return 'm'
  let letters = ''
  if (components['wearable']) {
    const isWorn = columnOf(record, 'wearable', 'worn', 0) === 1
    const isWielded = isWorn && columnOf(record, 'wearable', 'slot', '') === 'wield'
    letters += isWielded ? 'l' : isWorn ? 'w' : 'W'
  }
  if (components['container']) letters += 'c'
  if (components['item'] && columnOf(record, 'item', 'fixed', 0) === 0) letters += 't'
  return letters
}
