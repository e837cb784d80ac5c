import { hasComponent } from 'bitecs'
import type { Entity } from '#components/entities.ts'
import { Progress } from '#components/progress.ts'
import { Spirit } from '#components/spirit.ts'
import { Vitals } from '#components/vitals.ts'
import { isLinkDead } from '#systems/commands/hearer.ts'
import { roomOf } from '#systems/containment.ts'
import type { Stranger } from '#systems/events.ts'
import type { Zone } from '#systems/zone.ts'
import { membersOf, partyOf } from './parties.ts'

/** One of a party, as the others of it know it. */
export interface PartyRow {
  actor: Entity | Stranger
  leads: boolean
  linkDead: boolean
  /** In the room of whoever is told. */
  here: boolean
  [figure: string]: number | boolean | Stranger
}

/** How all of the party of `viewer` are, as it is told. */
export function partyRows(zone: Zone, viewer: Entity): PartyRow[] {
  const room = roomOf(zone, viewer)
  const party = partyOf(zone, viewer)
  return membersOf(zone, party).map(({ uid, name, being, elsewhere }) => {
    const leads = uid === party
    if (elsewhere) {
      const { linkDead, condition } = elsewhere
      return { actor: { uid, name }, leads, linkDead, here: false, ...condition }
    }
    const here = roomOf(zone, being) === room
    const linkDead = isLinkDead(zone, being)
    return { actor: being, leads, linkDead, here, ...conditionOf(zone, being) }
  })
}

/** How `member` is, in numbers. */
export function conditionOf(zone: Zone, member: Entity) {
  const level = hasComponent(zone.world, member, Progress) ? { level: Progress.level[member]! } : {}
  const spirit = hasComponent(zone.world, member, Spirit)
    ? { sp: Spirit.sp[member]!, spMax: Spirit.spMax[member]! }
    : {}
  return { ...level, hp: Vitals.hp[member]!, hpMax: Vitals.hpMax[member]!, ...spirit }
}
