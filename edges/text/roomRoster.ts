import type { ComponentChange, ComponentValues, EntityRecord } from '#protocol/record.ts'
import {
  GMCP_ENTRIES_MAX,
  type GmcpItem,
  type GmcpMessage,
  type GmcpPlayer,
  itemList,
  itemMessage,
  itemOf,
  playerOf,
} from './gmcpItem.ts'
import { presentIn } from './room.ts'
import type { RoomView } from './view.ts'

const NOTHING: readonly GmcpMessage[] = []

/** Of a record only these are kept whole, and the name. */
const KEPT = ['player', 'mobile', 'item', 'container', 'wearable'] as const
const FOLLOWED: ReadonlySet<string> = new Set(['described', ...KEPT])

/**
 * Somebody or something in a room, as panels show it, with the messages that tell of it.
 *
 * It never changes, so that all who see the same may hold one, and each message is made once.
 */
export class Listed {
  readonly uid: number
  readonly item: GmcpItem
  /** Only players have it; they are told by other messages than things and creatures. */
  readonly player: GmcpPlayer | undefined
  readonly #components: Record<string, ComponentValues>
  #added: readonly GmcpMessage[] | undefined
  #removed: readonly GmcpMessage[] | undefined
  #updated: readonly GmcpMessage[] | undefined

  constructor(record: EntityRecord) {
    this.uid = record.uid
    this.item = itemOf(record)
    this.player = record.components['player'] ? playerOf(record) : undefined
    this.#components = keptOf(record)
  }

  get added(): readonly GmcpMessage[] {
    const { player, item } = this
    this.#added ??= [
      player ? { name: 'Room.AddPlayer', value: player } : itemMessage('Add', 'room', item),
    ]
    return this.#added
  }

  get removed(): readonly GmcpMessage[] {
    const { player, item } = this
    this.#removed ??= [
      player
        ? { name: 'Room.RemovePlayer', value: player.name }
        : itemMessage('Remove', 'room', item),
    ]
    return this.#removed
  }

  get updated(): readonly GmcpMessage[] {
    this.#updated ??= [itemMessage('Update', 'room', this.item)]
    return this.#updated
  }

  /** What it is after `changes`. */
  after(changes: readonly ComponentChange[]): Listed {
    const components = { ...this.#components }
    for (const { component, values } of changes) {
      components[component] = { ...components[component], ...values }
    }
    return new Listed({ uid: this.uid, components })
  }
}

/** What panels show is made of it: descriptions, which are long, are left out. */
function keptOf({ components }: EntityRecord): Record<string, ComponentValues> {
  const kept: Record<string, ComponentValues> = {}
  const name = components['described']?.['name']
  if (name !== undefined) kept['described'] = { name }
  for (const component of KEPT) {
    const values = components[component]
    if (values) kept[component] = values
  }
  return kept
}

/** What panels show of `record`; nothing of an exit. */
export function listedOf(record: EntityRecord): Listed | undefined {
  return record.components['exit'] ? undefined : new Listed(record)
}

/** What of `view` is listed for `self`, who is not. */
export function listedIn(view: RoomView, self: number): Listed[] {
  if (!view.lit) return []
  const present = presentIn(view, self).slice(0, GMCP_ENTRIES_MAX)
  return present.map((record) => new Listed(record))
}

export function itemsOf(listed: Iterable<Listed>): GmcpItem[] {
  return [...listed].filter(({ player }) => !player).map(({ item }) => item)
}

/** Changes in one room: what becomes of each entry is made once for all rosters it is in. */
export class RosterChanges {
  readonly #byUid = new Map<number, ComponentChange[]>()
  readonly #lidsMoved = new Set<number>()
  readonly #after = new Map<number, Listed>()

  constructor(changes: readonly ComponentChange[]) {
    for (const change of changes) {
      const { uid, component, values } = change
      const movesLid = component === 'door' && values['closed'] !== undefined
      if (movesLid) this.#lidsMoved.add(uid)
      if (!movesLid && !FOLLOWED.has(component)) continue
      const known = this.#byUid.get(uid)
      if (known) known.push(change)
      else this.#byUid.set(uid, [change])
    }
  }

  /** Nothing in them shows on a panel. */
  get isEmpty(): boolean {
    return this.#byUid.size === 0
  }

  get uids(): Iterable<number> {
    return this.#byUid.keys()
  }

  /** Whether a container was opened or closed: that shows in none of its letters. */
  movesLid(uid: number): boolean {
    return this.#lidsMoved.has(uid)
  }

  after(before: Listed): Listed {
    let after = this.#after.get(before.uid)
    if (!after) {
      after = before.after(this.#byUid.get(before.uid) ?? [])
      this.#after.set(before.uid, after)
    }
    return after
  }
}

/**
 * What a client was told to be in the room with its player, and what it is to be told as that
 * changes. What comes in beyond the limit is not told, and so neither is its going.
 */
export class RoomRoster {
  readonly #self: number
  readonly #listed = new Map<number, Listed>()

  constructor(view: RoomView, self: number) {
    this.#self = self
    for (const listed of listedIn(view, self)) this.#listed.set(listed.uid, listed)
  }

  get items(): GmcpMessage {
    return itemList('room', itemsOf(this.#listed.values()))
  }

  /** [V3] An entry for a uid that is there replaces it. */
  appear(listed: Listed): readonly GmcpMessage[] {
    const { uid } = listed
    if (uid === this.#self) return NOTHING
    const before = this.#listed.get(uid)
    if (!before && this.#listed.size >= GMCP_ENTRIES_MAX) return NOTHING
    this.#listed.set(uid, listed)
    return before ? replaced(before, listed) : listed.added
  }

  vanish(uid: number): readonly GmcpMessage[] {
    const before = this.#listed.get(uid)
    this.#listed.delete(uid)
    return before?.removed ?? NOTHING
  }

  change(changes: RosterChanges): readonly GmcpMessage[] {
    const messages: GmcpMessage[] = []
    for (const uid of changes.uids) {
      const before = this.#listed.get(uid)
      if (!before) continue
      const after = changes.after(before)
      this.#listed.set(uid, after)
      messages.push(...replaced(before, after, changes.movesLid(uid)))
    }
    return messages
  }
}

function replaced(before: Listed, after: Listed, movesLid = false): readonly GmcpMessage[] {
  if (before.player || after.player) {
    const isSame = before.player?.name === after.player?.name
    return isSame ? NOTHING : [...before.removed, ...after.added]
  }
  const { name, attrib } = before.item
  const isSame = name === after.item.name && attrib === after.item.attrib
  return isSame && !movesLid ? NOTHING : after.updated
}
