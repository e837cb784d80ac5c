import { hasComponent } from 'bitecs'
import { type AnyComponent, declaredComponents, setCell, touch } from '#components/define.ts'
import { detach, type Entity } from '#components/entities.ts'
import type { Zone } from '#systems/zone.ts'

/** What goes along with a character from zone to zone: see `Durability`. */
function alongWith(zone: Pick<Zone, 'world'>, being: Entity): AnyComponent[] {
  return declaredComponents().filter(
    (component) =>
      component.schema.durability === 'along' && hasComponent(zone.world, being, component),
  )
}

/** Before `being` leaves: from ticks of this zone to ticks that are left. */
export function toTicksLeft(zone: Pick<Zone, 'world' | 'tick'>, being: Entity): void {
  shift(zone, being, -zone.tick)
}

/** When `being` has come: from ticks that were left to ticks of this zone. */
export function toZoneTicks(zone: Pick<Zone, 'world' | 'tick'>, being: Entity): void {
  shift(zone, being, zone.tick)
}

function shift(zone: Pick<Zone, 'world'>, being: Entity, ticks: number): void {
  for (const component of alongWith(zone, being)) {
    for (const column of component.schema.columns) {
      if (!column.name.endsWith('Tick')) continue
      const value = Number(column.values[being])
      setCell(column, being, Math.max(0, value + ticks))
    }
    touch(component, being)
  }
}

/** `being` has not just come over a border: what went along with it is over. */
export function leaveBehind(zone: Pick<Zone, 'world'>, being: Entity): void {
  for (const component of alongWith(zone, being)) detach(zone.world, being, component)
}
