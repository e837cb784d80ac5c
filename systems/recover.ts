import { type AnyComponent, mark } from '#components/define.ts'
import type { Entity } from '#components/entities.ts'

/** The columns of something that comes back by itself. */
interface Recovering {
  /** Whole points, and the most there can be. */
  now: Uint16Array
  max: Uint16Array
  /** Points that come back in a second of world time. */
  perSecond: Float32Array
  /** Part of a point that is not granted yet. */
  pending: Float32Array
  schema: AnyComponent['schema']
}

/** Entities seen to by one call: a loop that ends soon is compiled well the next time. */
const CHUNK = 1_024

/**
 * Gives back what `entities` lack, for `seconds` of world time: whole points, and the remainder is
 * kept, so that what comes slowly comes, too. Marks whose values it writes.
 *
 * @param least  whoever has fewer points gets none back
 */
export function recover(
  entities: ArrayLike<Entity>,
  columns: Recovering,
  seconds: number,
  least: number,
): void {
  for (let from = 0; from < entities.length; from += CHUNK) {
    recoverSome(entities, from, Math.min(from + CHUNK, entities.length), columns, seconds, least)
  }
}

function recoverSome(
  entities: ArrayLike<Entity>,
  from: number,
  to: number,
  { now, max, perSecond, pending, schema }: Recovering,
  seconds: number,
  least: number,
): void {
  for (let i = from; i < to; i++) {
    const entity = entities[i]!
    const points = now[entity]!
    const most = max[entity]!
    if (points >= most || points < least) continue
    const gained = pending[entity]! + perSecond[entity]! * seconds
    const whole = Math.floor(gained)
    now[entity] = Math.min(points + whole, most)
    pending[entity] = gained - whole
    mark(schema, entity)
  }
}
