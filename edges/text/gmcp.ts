import { isRef, type WireEvent } from '#protocol/event.ts'
import type { EntityRecord } from '#protocol/record.ts'
import {
  GMCP_ENTRIES_MAX,
  type GmcpItem,
  type GmcpMessage,
  itemList,
  itemMessage,
  itemOf,
} from './gmcpItem.ts'
import { capitalise } from './grammar.ts'
import { shownName } from './names.ts'
import type { OwnSnapshot } from './own.ts'
import { sentenceOf } from './render.ts'
import { exitsIn } from './room.ts'
import { itemsOf, listedIn } from './roomRoster.ts'
import { cut, sanitizeName } from './sanitize.ts'
import { columnOf, type RoomView } from './view.ts'

/** [limit] What is said is cut after so many UTF-16 units. */
export const GMCP_TEXT_UNITS_MAX = 4_096

/** Ways as clients' maps name them. */
const WAY_KEYS = new Map([
  ['north', 'n'],
  ['northeast', 'ne'],
  ['east', 'e'],
  ['southeast', 'se'],
  ['south', 's'],
  ['southwest', 'sw'],
  ['west', 'w'],
  ['northwest', 'nw'],
  ['up', 'u'],
  ['down', 'd'],
])

/** Channels by the verbs that are heard on them. */
const CHANNELS = new Map([
  ['say', 'say'],
  ['sayTo', 'say'],
  ['emote', 'emote'],
  ['semipose', 'emote'],
  ['tell', 'tell'],
  ['whisper', 'whisper'],
])

/**
 * `Room.Info`, then the things, creatures and players in sight.
 *
 * A room without a number is none on a map, as in the dark, where nothing is known of it: then
 * there is no `Room.Info`, and the map stays where it is.
 */
export function gmcpOfRoomView(view: RoomView, self: number): readonly GmcpMessage[] {
  const room = view.records[0]
  if (!room) return []
  const listed = listedIn(view, self)
  const players = listed.flatMap(({ player }) => player ?? [])
  const contents = [itemList('room', itemsOf(listed)), { name: 'Room.Players', value: players }]
  const isMapped = columnOf(room, 'room', 'number', 0) > 0
  return isMapped ? [{ name: 'Room.Info', value: roomInfo(view, room) }, ...contents] : contents
}

/** In the dark a map may follow, but nothing of the place is told. */
function roomInfo(view: RoomView, room: EntityRecord): Record<string, unknown> {
  const text = (column: string) => sanitizeName(columnOf(room, 'room', column, ''))
  const number = (column: string) => columnOf(room, 'room', column, 0)
  const area = text('area')
  const name = sanitizeName(columnOf(room, 'described', 'name', ''))
  return {
    num: number('number'),
    name: view.lit ? name : 'Darkness',
    area,
    environment: view.lit ? text('environment') : '',
    coords: [areaNumber(area), number('x'), number('y'), number('z')].join(','),
    exits: view.lit ? exitNumbers(view) : {},
    details: view.lit ? [] : ['dark'],
  }
}

/** Room numbers by way; closed doors are ways, too. */
function exitNumbers(view: RoomView): Record<string, number> {
  const known = exitsIn(view).slice(0, GMCP_ENTRIES_MAX)
  const entries = known.map((exit): [string, number] => {
    const direction = sanitizeName(columnOf(exit, 'exit', 'direction', ''))
    const key = WAY_KEYS.get(direction) ?? direction
    return [key, columnOf(exit, 'exit', 'toNumber', 0)]
  })
  return Object.fromEntries(entries.filter(([, number]) => number > 0))
}

/** A positive 31-bit number for an area, as clients' maps want one: FNV-1a of its name. */
function areaNumber(area: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < area.length; i++) {
    hash = Math.imul(hash ^ area.charCodeAt(i), 0x01000193)
  }
  return hash & 0x7fffffff || 1
}

/** What was said or acted, for windows of their own: the whole line without colours. */
export function gmcpOfEvent(event: WireEvent, self: number): readonly GmcpMessage[] {
  const channel = CHANNELS.get(event.verb)
  const actor = event.fields['actor']
  if (channel === undefined || actor === undefined || !isRef(actor)) return []
  const text = cut(sentenceOf(event, self, 'none'), GMCP_TEXT_UNITS_MAX)
  if (text === '') return []
  const talker = capitalise(shownName(actor, 'actor'))
  return [{ name: 'Comm.Channel.Text', value: { channel, talker, text } }]
}

/**
 * A player's own state: all of it, or what differs from `before`.
 *
 * Vitals are numbers, as clients' scripts take either; values of `Char.Status` are texts.
 */
export function gmcpOfOwn(own: OwnSnapshot, before?: OwnSnapshot): readonly GmcpMessage[] {
  if (!before || before.uid !== own.uid) return allOfOwn(own)
  const messages: GmcpMessage[] = []
  if (before.name !== own.name) messages.push(nameOf(own))
  const { vitals } = own
  const isHurt = before.vitals?.hp !== vitals?.hp || before.vitals?.hpMax !== vitals?.hpMax
  if (isHurt) messages.push(...vitalsOf(own))
  const status = changedIn(statusOf(before), statusOf(own))
  if (Object.keys(status).length > 0) messages.push({ name: 'Char.Status', value: status })
  return [...messages, ...itemChanges(inventoryOf(before), inventoryOf(own))]
}

function allOfOwn(own: OwnSnapshot): GmcpMessage[] {
  const items = [...inventoryOf(own).values()]
  return [
    nameOf(own),
    ...vitalsOf(own),
    { name: 'Char.StatusVars', value: { carried: 'Carried', worn: 'Worn' } },
    { name: 'Char.Status', value: statusOf(own) },
    itemList('inv', items),
  ]
}

function nameOf(own: OwnSnapshot): GmcpMessage {
  const name = sanitizeName(own.name)
  return { name: 'Char.Name', value: { name, fullname: name } }
}

function vitalsOf({ vitals }: OwnSnapshot): GmcpMessage[] {
  if (!vitals) return []
  const { hp, hpMax } = vitals
  const value = { hp, maxhp: hpMax, string: `H:${hp}/${hpMax}`, charstats: [] }
  return [{ name: 'Char.Vitals', value }]
}

function statusOf({ carried }: OwnSnapshot): Record<string, string> {
  const worn = carried.filter((record) => columnOf(record, 'wearable', 'worn', 0) === 1).length
  return { carried: String(carried.length - worn), worn: String(worn) }
}

function changedIn(before: Record<string, string>, now: Record<string, string>) {
  return Object.fromEntries(Object.entries(now).filter(([key, value]) => before[key] !== value))
}

function inventoryOf({ carried }: OwnSnapshot): Map<number, GmcpItem> {
  return new Map(carried.slice(0, GMCP_ENTRIES_MAX).map((record) => [record.uid, itemOf(record)]))
}

function itemChanges(
  before: ReadonlyMap<number, GmcpItem>,
  now: ReadonlyMap<number, GmcpItem>,
): GmcpMessage[] {
  const removed = [...before.values()].filter(({ id }) => !now.has(id))
  const kept = [...now.values()].flatMap((item) => {
    const was = before.get(item.id)
    if (!was) return [itemMessage('Add', 'inv', item)]
    return was.name === item.name && was.attrib === item.attrib
      ? []
      : [itemMessage('Update', 'inv', item)]
  })
  return [...removed.map((item) => itemMessage('Remove', 'inv', item)), ...kept]
}
