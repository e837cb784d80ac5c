import { gmcpOfOwn } from './gmcp.ts'
import { type GmcpMessage, itemList } from './gmcpItem.ts'
import type { OwnSnapshot } from './own.ts'
import type { RoomRoster } from './roomRoster.ts'

/**
 * Answers what a client asks for by GMCP: the lists of what is carried, of what is in the room, of
 * what is in a thing.
 *
 * What lies in a container is not sent to edges: nothing is said of it rather than that it is
 * empty.
 *
 * @param roster  `undefined` until the room is known
 */
export function gmcpOfRequest(
  name: string,
  value: unknown,
  own: OwnSnapshot,
  roster: RoomRoster | undefined,
): readonly GmcpMessage[] {
  switch (name.toLowerCase()) {
    case 'char.items.inv':
      return gmcpOfOwn(own).filter((message) => message.name === 'Char.Items.List')
    case 'char.items.room':
      return roster ? [roster.items] : []
    case 'char.items.contents':
      return contentsOf(value, own)
    default:
      return []
  }
}

/** Only a container holds anything, so what is none is known to be empty. */
function contentsOf(id: unknown, { carried }: OwnSnapshot): GmcpMessage[] {
  const thing = carried.find(({ uid }) => uid === id || String(uid) === id)
  return thing && !thing.components['container'] ? [itemList(`rep${thing.uid}`, [])] : []
}
