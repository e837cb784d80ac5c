import type { EntityRecord } from '#protocol/record.ts'
import { styleFor } from './style.ts'
import type { RoomView } from './view.ts'

const looks = { columns: 80, colour: 'none', utf8: true, screenReader: false } as const

/** Eighty columns without colours. */
export const SIGHTED = styleFor(looks)
export const NARROW = styleFor({ ...looks, columns: 40 })
export const COLOURED = styleFor({ ...looks, colour: '16' })
export const SPOKEN = styleFor({ ...looks, screenReader: true })

export const ADA = { uid: 31, name: 'Ada' }
export const BO = { uid: 32, name: 'Bo' }
export const FOX = { uid: 33, name: 'a grey fox' }
export const LANTERN = { uid: 40, name: 'a brass lantern' }
export const ROPE = { uid: 41, name: 'a rope' }
export const COIN = { uid: 42, name: 'a brass coin' }
export const CHEST = { uid: 43, name: 'an oak chest' }
export const GATE = { uid: 44, name: 'an iron gate' }
export const LANE = { uid: 1, name: 'The Mill Lane' }
/** Somebody or something that the viewer does not see. */
export const UNSEEN = { uid: 0, name: '' }

const ROOM: EntityRecord = {
  uid: 1,
  components: {
    described: { name: 'The Mill Lane', here: '' },
    room: {
      number: 7001,
      area: 'Halfway',
      environment: 'city',
      x: 3,
      y: -2,
      z: 0,
      dark: 0,
      description: 'The lane bends between two walls of pale stone, and water talks behind one.',
    },
  },
}

export function exitRecord(
  uid: number,
  direction: string,
  toNumber: number,
  closed?: number,
): EntityRecord {
  const exit = { direction, to: uid + 900, toNumber, opposite: 0 }
  const components = { exit, location: { holder: 1 } }
  if (closed === undefined) return { uid, components }
  const door = { closed, locked: 0, key: 'halfway:key' }
  return { uid, components: { ...components, door, described: { name: 'an iron gate', here: '' } } }
}

/** A thing or being in the lane; `components` beside those that all have. */
export function presentRecord(
  { uid, name }: { uid: number; name: string },
  here: string,
  components: EntityRecord['components'],
): EntityRecord {
  const described = { name, here }
  return { uid, components: { described, location: { holder: 1 }, ...components } }
}

const thing = { item: { weightGrams: 100, fixed: 0, isKey: 0 } }

/** A lane with three ways out, coins, a lantern, a fox, Ada and Bo, whose link is lost. */
export const LANE_VIEW: RoomView = {
  reason: 'look',
  lit: true,
  records: [
    ROOM,
    exitRecord(90, 'up', 7004),
    exitRecord(91, 'north', 7002),
    exitRecord(92, 'east', 7003, 1),
    presentRecord(BO, '', { player: { linkDead: 1, linkDeadSinceTick: 9 } }),
    presentRecord(FOX, 'A grey fox watches from the wall.', { mobile: { lively: 1 } }),
    presentRecord(COIN, 'A brass coin lies in a rut.', thing),
    presentRecord(LANTERN, 'On the wall, a brass lantern burns.', { ...thing, light: { lit: 1 } }),
    presentRecord({ ...COIN, uid: 45 }, 'A brass coin lies in a rut.', thing),
    presentRecord(ADA, '', { player: { linkDead: 0, linkDeadSinceTick: 0 } }),
  ],
}
