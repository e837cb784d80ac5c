import { hasComponent } from 'bitecs'
import type { AnyComponent } from '#components/define.ts'
import type { Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import type { ByteWriter } from '#protocol/bytes.ts'
import { componentsOfItem } from '#systems/spawn.ts'
import type { Zone } from '#systems/zone.ts'
import { durableCodec, KEPT_ITEM } from './durable.ts'
import { uidOf } from './recordCodec.ts'

/** Writes that `entity` does not have `component`. */
export function writeLoss(out: ByteWriter, entity: Entity, component: AnyComponent): void {
  out.u8(KEPT_ITEM.detached)
  out.varint(uidOf(entity))
  out.varint(durableCodec().numberOf(component)!)
}

/**
 * Writes which of the components that its definition gives to a thing `entity` does not have. It is
 * made from that again, and a builder may give it more: what is only left out would come back.
 */
export function writeLosses(
  out: ByteWriter,
  { world, items }: Pick<Zone, 'world' | 'items'>,
  entity: Entity,
): void {
  const definition = items.get(Identity.prefab[entity]!)
  if (!definition) return
  for (const component of componentsOfItem(definition)) {
    if (!hasComponent(world, entity, component)) writeLoss(out, entity, component)
  }
}
