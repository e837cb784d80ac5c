import type { Entity } from '#components/entities.ts'
import { Exit } from '#components/exit.ts'
import { POSTURES } from '#components/posture.ts'
import { Room } from '#components/room.ts'
import { contentsOf, roomOf } from '#systems/containment.ts'
import { defineSystem } from '#systems/define.ts'
import { isStranger } from '#systems/events.ts'
import { exitsOf, isPlayer, nameOf } from '#systems/names.ts'
import { playersOf } from '#systems/players.ts'
import { postureOf } from '#systems/posture.ts'
import { foreignZoneOf } from '#systems/rooms.ts'
import type { Tiding, Zone } from '#systems/zone.ts'
import { ignoredBy } from './persona.ts'

const SLEEPING = POSTURES.indexOf('sleeping')

/**
 * Shows `actor`'s shout to all in its area, and to those in rooms of other areas that are one step
 * from where it stands, whichever zone these are in: who is awake and does not ignore it hears.
 */
export function shoutOut(zone: Zone, actor: Entity, text: string): void {
  const room = roomOf(zone, actor)
  const event = { verb: 'shout', actor, text }
  const next = exitsOf(zone, room).map((exit) => Exit.to[exit]!)
  const within = (where: Entity) => Room.area[where] === Room.area[room] || next.includes(where)
  for (const player of playersOf(zone)) {
    const hears = player === actor || listens(zone, player, nameOf(zone, actor))
    if (hears && within(roomOf(zone, player))) zone.report.tell(player, event)
  }
  for (const each of next) {
    if (foreignZoneOf(zone, each) !== undefined) zone.neighbours.tell({ ...event, room: each })
  }
}

/** Lets players hear what is shouted just beyond the border of the zone. */
export const earshotSystem = defineSystem({
  name: 'earshot',
  everyTicks: 1,
  writes: [],
  run(zone) {
    for (const tiding of zone.neighbours.tidings) {
      if (tiding.verb === 'shout') hearShout(zone, tiding)
    }
  },
})

function hearShout(zone: Zone, { fields: { room, actor, text } }: Tiding): void {
  if (!isStranger(room) || !isStranger(actor)) return
  const there = zone.byUid.get(room.uid)
  if (there === undefined || foreignZoneOf(zone, there) !== undefined) return
  for (const each of contentsOf(there)) {
    const hears = isPlayer(zone, each) && listens(zone, each, actor.name)
    if (hears) zone.report.tell(each, heard({ actor, text }))
  }
}

/** Whoever shouts is a stranger here: an event has no more of it than uid and name. */
function heard(fields: Readonly<Record<string, unknown>>) {
  return { verb: 'shout', ...fields }
}

function listens(zone: Zone, player: Entity, shouter: string): boolean {
  if (postureOf(zone, player) === SLEEPING) return false
  return !ignoredBy(zone, player).includes(shouter.toLowerCase())
}
