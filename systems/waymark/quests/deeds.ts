import { hasComponent } from 'bitecs'
import type { Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { QuestLog } from '#components/questLog.ts'
import { HAPPENINGS_MAX, type Happening } from '#systems/events.ts'
import { isPlayer } from '#systems/names.ts'
import { companionsHere } from '#systems/waymark/trade/share.ts'
import type { Zone } from '#systems/zone.ts'
import { activeOf } from './questLog.ts'

/** Something a character did that a quest may ask for. */
export interface Deed {
  being: Entity
  uid: number
  /** What was done: to have slain a mobile, come to a room, used a command, come into the world. */
  kind: 'slay' | 'reach' | 'do' | 'wake'
  /** Full id of the mobile or the room; the command's name. */
  what: string
}

/** Deeds that no quest has counted yet: of this tick, or of all since the zone holds its breath. */
const waiting = new WeakMap<Zone, Deed[]>()

/** Commands used since the last tick. */
const uses = new WeakMap<Zone, Deed[]>()

/** Notes a deed. Of more than a queue's worth, the rest count for nothing. */
function add(queue: WeakMap<Zone, Deed[]>, zone: Zone, deed: Deed): void {
  let deeds = queue.get(zone)
  if (deeds === undefined) {
    deeds = []
    queue.set(zone, deeds)
  }
  if (deeds.length < HAPPENINGS_MAX) deeds.push(deed)
}

function note(zone: Zone, being: Entity, kind: Deed['kind'], what: string): void {
  add(waiting, zone, { being, uid: Identity.uid[being]!, kind, what })
}

/**
 * Notes that `being` has used a command, if a quest that it is on asks for it somewhere: what it
 * did just before may yet bring it to that step.
 */
export function noteUse(zone: Zone, being: Entity, command: string): void {
  if (!hasComponent(zone.world, being, QuestLog) || QuestLog.active[being] === '') return
  const isAsked = activeOf(zone, being).some(({ quest }) =>
    quest.steps.some((step) => step.kind === 'do' && step.commands.includes(command)),
  )
  if (isAsked) add(uses, zone, { being, uid: Identity.uid[being]!, kind: 'do', what: command })
}

/**
 * Notes the deeds among what rooms were shown since the last tick, before the commands that were
 * used meanwhile: whoever takes things from a corpse at once has killed it first.
 */
export function noteHappenings(zone: Zone): void {
  for (const happening of zone.happenings) {
    switch (happening.event.verb) {
      case 'die':
        noteKill(zone, happening)
        break
      case 'enterWorld':
      case 'arrive':
      case 'revive':
        noteArrival(zone, happening)
        break
    }
  }
  for (const use of uses.get(zone) ?? []) add(waiting, zone, use)
  uses.delete(zone)
}

function noteArrival(zone: Zone, { room, event, actorUid }: Happening): void {
  const being = event.actor ?? 0
  if (zone.byUid.get(actorUid) !== being || !isPlayer(zone, being)) return
  if (event.verb === 'enterWorld') note(zone, being, 'wake', '')
  note(zone, being, 'reach', Identity.prefab[room]!)
}

/** What was slain is gone by now: the event bears its name. */
function noteKill(zone: Zone, { event, targetUid }: Happening): void {
  const killer = event.target ?? 0
  const prefab = event['prefab']
  if (typeof prefab !== 'string' || prefab === '') return
  if (zone.byUid.get(targetUid) !== killer || !isPlayer(zone, killer)) return
  for (const being of [killer, ...companionsHere(zone, killer)]) {
    note(zone, being, 'slay', prefab)
  }
}

/** The deeds that wait, of those who are still in the zone; from now on none wait. */
export function takeDeeds(zone: Zone): Deed[] {
  const deeds = waiting.get(zone) ?? []
  waiting.delete(zone)
  return deeds.filter(({ being, uid }) => zone.byUid.get(uid) === being)
}
