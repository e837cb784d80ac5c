import type { AreaDefinition, RoomDefinition } from '#components/definition.ts'

/** A room as its builder made it, whichever zone it is in. */
export interface Plan {
  room: RoomDefinition
  area: AreaDefinition
}

/** All rooms of the world, as far as their builders say what they are. */
export interface Atlas {
  byId: ReadonlyMap<string, Plan>
  byUid: ReadonlyMap<number, Plan>
}

/** Uids below are characters'. */
const ROOM_UIDS = 2 ** 31

/** The uid of a room: it follows from its number, and so from its id, in every zone alike. */
export function roomUidOf({ number }: Pick<RoomDefinition, 'number'>): number {
  return ROOM_UIDS + number
}

/** Zones of a thread are made of the same areas: they share what follows from these. */
const atlases = new WeakMap<readonly AreaDefinition[], Atlas>()

/** The rooms of `areas`. */
export function atlasOf(areas: readonly AreaDefinition[]): Atlas {
  let atlas = atlases.get(areas)
  if (atlas === undefined) {
    const plans = areas.flatMap((area) => area.rooms.map((room) => ({ room, area })))
    atlas = {
      byId: new Map(plans.map((plan) => [plan.room.id, plan])),
      byUid: new Map(plans.map((plan) => [roomUidOf(plan.room), plan])),
    }
    atlases.set(areas, atlas)
  }
  return atlas
}
