import type { EntityRecord } from '#protocol/record.ts'

/** Why a room is shown: asked for, walked into, or the light changed. */
export type ShownBecause = 'look' | 'arrive' | 'light'

/** A room as a player sees it: the room's own record first, then exits, things and beings in it. */
export interface RoomView {
  reason: ShownBecause
  /**
   * False: nothing can be seen; `records` holds the room's record without its contents. Of one who
   * is blind its uid is 0 [V6].
   */
  lit: boolean
  records: readonly EntityRecord[]
}

/** A column's value in `record`, or `fallback` where the zone does not send it. */
export function columnOf(
  record: EntityRecord,
  component: string,
  column: string,
  fallback: number,
): number
export function columnOf(
  record: EntityRecord,
  component: string,
  column: string,
  fallback: string,
): string
export function columnOf(
  record: EntityRecord,
  component: string,
  column: string,
  fallback: number | string,
): number | string {
  const value = record.components[component]?.[column]
  return typeof value === typeof fallback ? value! : fallback
}
