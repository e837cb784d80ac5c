import { isRef, type WireEvent } from '#protocol/event.ts'
import type { EntityRecord } from '#protocol/record.ts'
import { numberOf, refOf, textOf } from './fields.ts'
import { gmcpOfAffectChanges, gmcpOfAffects } from './gmcpAffects.ts'
import { gmcpOfChannels } from './gmcpChannels.ts'
import {
  GMCP_ENTRIES_MAX,
  type GmcpItem,
  type GmcpMessage,
  itemList,
  itemMessage,
  itemOf,
} from './gmcpItem.ts'
import { gmcpOfMap } from './gmcpMap.ts'
import { gmcpOfParty } from './gmcpParty.ts'
import { gmcpOfTask } from './gmcpTask.ts'
import { capitalise } from './grammar.ts'
import { shownName } from './names.ts'
import type { OwnSnapshot } from './own.ts'
import { toNextLevel } from './promptFields.ts'
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

/** What is told of a room among its details, if it is so. */
const ROOM_FLAGS = ['outdoors', 'peaceful']

/** Channels by the verbs that are heard on them. */
const CHANNELS = new Map([
  ['say', 'say'],
  ['sayTo', 'say'],
  ['emote', 'emote'],
  ['semipose', 'emote'],
  ['tell', 'tell'],
  ['whisper', 'whisper'],
  ['gtell', 'party'],
  ['shout', 'shout'],
  ['social', 'emote'],
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
    details: view.lit ? ROOM_FLAGS.filter((flag) => number(flag) === 1) : ['dark'],
  }
}

/** Room numbers by way; closed doors are ways, too. */
function exitNumbers(view: RoomView): Record<string, number> {
  const known = exitsIn(view.records).slice(0, GMCP_ENTRIES_MAX)
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

/**
 * What was said or acted, for windows of their own: the whole line without colours; the points
 * of a blow that the player deals or takes; how far a quest is, how those of a party are, and maps.
 */
export function gmcpOfEvent(event: WireEvent, self: number): readonly GmcpMessage[] {
  if (event.fields['harm'] !== undefined) return gmcpOfBlow(event, self)
  const lists = gmcpOfTask(event) ?? gmcpOfParty(event) ?? gmcpOfMap(event) ?? gmcpOfChannels(event)
  if (lists) return lists
  const channel = channelOf(event)
  const actor = event.fields['actor']
  if (channel === undefined || actor === undefined || !isRef(actor)) return []
  const text = cut(sentenceOf(event, self, 'none'), GMCP_TEXT_UNITS_MAX)
  if (text === '') return []
  const talker = capitalise(shownName(actor, 'actor'))
  return [{ name: 'Comm.Channel.Text', value: { channel, talker, text } }]
}

/** Channels of the chat by their own names, all other talk by what it is. */
function channelOf({ verb, fields }: WireEvent): string | undefined {
  return verb.startsWith('channel') ? textOf(fields, 'channel') : CHANNELS.get(verb)
}

function gmcpOfBlow({ verb, fields }: WireEvent, self: number): readonly GmcpMessage[] {
  const actor = refOf(fields, 'actor')
  const target = refOf(fields, 'target')
  if (self === 0 || !(actor?.uid === self || target?.uid === self)) return []
  const attacker = actor ? shownName(actor, 'actor') : ''
  const victim = target ? shownName(target, 'target') : ''
  const value = { verb, attacker, victim, harm: numberOf(fields, 'harm') }
  return [{ name: 'Char.Blow', value }]
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
  if (!isAsWell(before, own)) messages.push(...vitalsOf(own))
  const status = changedIn(statusOf(before), statusOf(own))
  if (Object.keys(status).length > 0) messages.push({ name: 'Char.Status', value: status })
  messages.push(...gmcpOfAffectChanges(before.affects, own.affects))
  return [...messages, ...itemChanges(inventoryOf(before), inventoryOf(own))]
}

function allOfOwn(own: OwnSnapshot): GmcpMessage[] {
  const items = [...inventoryOf(own).values()]
  return [
    nameOf(own),
    ...vitalsOf(own),
    { name: 'Char.StatusVars', value: namesIn(statusOf(own)) },
    { name: 'Char.Status', value: statusOf(own) },
    ...gmcpOfAffects(own.affects),
    itemList('inv', items),
  ]
}

function nameOf(own: OwnSnapshot): GmcpMessage {
  const name = sanitizeName(own.name)
  return { name: 'Char.Name', value: { name, fullname: name } }
}

function isAsWell(before: OwnSnapshot, own: OwnSnapshot): boolean {
  const wasSpirit = before.spirit
  const { vitals, spirit } = own
  if (before.vitals?.hp !== vitals?.hp || before.vitals?.hpMax !== vitals?.hpMax) return false
  return wasSpirit?.sp === spirit?.sp && wasSpirit?.spMax === spirit?.spMax
}

function vitalsOf({ vitals, spirit }: OwnSnapshot): GmcpMessage[] {
  if (!vitals) return []
  const { hp, hpMax } = vitals
  const health = `H:${hp}/${hpMax}`
  if (!spirit) {
    const value = { hp, maxhp: hpMax, string: health, charstats: [] }
    return [{ name: 'Char.Vitals', value }]
  }
  const { sp, spMax } = spirit
  const string = `${health} S:${sp}/${spMax}`
  const value = { hp, maxhp: hpMax, sp, maxsp: spMax, string, charstats: [] }
  return [{ name: 'Char.Vitals', value }]
}

/** Whom the player fights is told by `gmcpOfFoe`: that depends on what can be seen. */
function statusOf(own: OwnSnapshot): Record<string, string> {
  const { carried, purse, level, experience } = own
  const worn = carried.filter((record) => columnOf(record, 'wearable', 'worn', 0) === 1).length
  return {
    name: sanitizeName(own.name),
    carried: String(carried.length - worn),
    worn: String(worn),
    ...(level > 0
      ? { level: String(level), xp: String(experience), tnl: String(toNextLevel(own) ?? 0) }
      : {}),
    ...(purse ? { gold: String(purse.gold), bank: String(purse.saved) } : {}),
  }
}

/** What the values of `Char.Status` are called where they are shown. */
const STATUS_NAMES: Readonly<Record<string, string>> = { xp: 'Experience', tnl: 'To next level' }

function namesIn(status: Record<string, string>): Record<string, string> {
  const names = Object.keys(status).map((key) => [key, STATUS_NAMES[key] ?? capitalise(key)])
  return { ...Object.fromEntries(names), foe: 'Foe' }
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
