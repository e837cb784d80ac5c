import type { AreaDefinition } from '#components/definition.ts'
import type { VanishedOptions } from '#engine/persistence/vanishedZones.ts'

export interface LeavingOptions extends Omit<VanishedOptions, 'zones' | 'rooms'> {
  areas: readonly AreaDefinition[]
}

/** Moves what zones keep that no area has any more, before any zone runs. */
export async function leaveVanishedZones({ areas, ...options }: LeavingOptions): Promise<void> {
  const there = new Set(areas.map(({ zone }) => zone))
  const kept = await options.journal.keptZones()
  const zones = kept.filter((zone) => !there.has(zone))
  if (zones.length === 0) return
  const startZone = areas.find(({ start }) => start !== undefined)?.zone ?? areas[0]?.zone ?? ''
  // It is seldom needed, and would take its time with every start.
  const { emptyVanishedZones } = await import('#engine/persistence/vanishedZones.ts')
  const { roomUidOf } = await import('#systems/populate.ts')
  const byRoom = new Map(
    areas.flatMap(({ zone, rooms }) => rooms.map((room) => [roomUidOf(room), zone] as const)),
  )
  const rooms = { zoneOf: (room: number) => byRoom.get(room), startZone }
  await emptyVanishedZones({ ...options, zones, rooms })
}
