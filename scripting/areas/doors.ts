import {
  type AreaDefinition,
  type Direction,
  type ExitDefinition,
  OPPOSITE,
  type Source,
} from '#components/definition.ts'

/**
 * Hangs each door that is written on one side of a passage on its other side too, so that
 * builders write it once and no two sides disagree.
 */
export function hangDoors(areas: readonly AreaDefinition[], sources: Map<object, Source>): void {
  const rooms = new Map(areas.flatMap((area) => area.rooms).map((room) => [room.id, room]))
  for (const room of rooms.values()) {
    for (const { door, direction, to } of room.exits) {
      const back = door && rooms.get(to)?.exits.find((each) => leadsBack(each, room.id, direction))
      if (!back || back.door !== undefined) continue
      back.door = { ...door }
      sources.set(back.door, sources.get(door) ?? back.source)
    }
  }
}

/** Whether `exit` is the other end of a passage that leaves room `from` by `direction`. */
export function leadsBack(exit: ExitDefinition, from: string, direction: Direction): boolean {
  return exit.to === from && exit.direction === OPPOSITE[direction]
}
