import type { AreaDefinition } from '#components/definition.ts'
import type { VanishedOptions } from '#engine/persistence/vanishedZones.ts'

export interface LeavingOptions extends Omit<VanishedOptions, 'zones' | 'rooms'> {
  areas: readonly AreaDefinition[]
}

/** Moves what zones keep that no area has any more, before any zone runs here. */
export async function leaveVanishedZones(options: LeavingOptions): Promise<void> {
  if ((await vanishedZones(options)).length === 0) return
  // Of several processes that start one does it, and the others find nothing left.
  await options.journal.alone(async () => leave(options, await vanishedZones(options)))
}

async function vanishedZones({ journal, areas }: LeavingOptions): Promise<string[]> {
  const there = new Set(areas.map(({ zone }) => zone))
  return (await journal.keptZones()).filter((zone) => !there.has(zone))
}

async function leave({ areas, ...options }: LeavingOptions, zones: string[]): Promise<void> {
  const startZone = areas.find(({ start }) => start !== undefined)?.zone ?? areas[0]?.zone ?? ''
  // It is seldom needed, and would take its time with every start.
  const { emptyVanishedZones } = await import('#engine/persistence/vanishedZones.ts')
  const { roomUidOf } = await import('#systems/atlas.ts')
  const byRoom = new Map(
    areas.flatMap(({ zone, rooms }) => rooms.map((room) => [roomUidOf(room), zone] as const)),
  )
  const rooms = { zoneOf: (room: number) => byRoom.get(room), startZone }
  await emptyVanishedZones({ ...options, zones, rooms })
}
