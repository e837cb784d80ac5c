import { hasComponent } from 'bitecs'
import { touch } from '#components/define.ts'
import { attach, defineQuery, detach, type Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Party } from '#components/party.ts'
import { PartyTold } from '#components/partyTold.ts'
import { defineSystem } from '#systems/define.ts'
import type { Zone } from '#systems/zone.ts'
import { allParties } from './parties.ts'
import { type PartyRow, partyRows } from './partyRows.ts'

/** Once a second at most: a panel needs it no faster. */
const EVERY_TICKS = 10

/** So often all is told again, for whoever has come back with another client meanwhile. */
const AGAIN_TICKS = 300

const thoseTold = defineQuery(PartyTold)

/**
 * Tells those of a party how the others are whenever that differs from what they were told, and
 * whoever belongs to none any more that there is nobody.
 */
export const partyStateSystem = defineSystem({
  name: 'partyState',
  everyTicks: EVERY_TICKS,
  writes: [PartyTold],
  run(zone) {
    const isAgain = zone.tick % AGAIN_TICKS === 0
    for (const members of allParties(zone).values()) {
      for (const member of members) tellState(zone, member, isAgain)
    }
    for (const being of [...thoseTold(zone.world)]) {
      if (hasComponent(zone.world, being, Party)) continue
      detach(zone.world, being, PartyTold)
      zone.report.tell(being, { verb: 'partyState', list: [] })
    }
  },
})

function tellState(zone: Zone, member: Entity, isAgain: boolean): void {
  const list = partyRows(zone, member)
  const state = inShort(list)
  if (!hasComponent(zone.world, member, PartyTold)) attach(zone.world, member, PartyTold)
  if (PartyTold.state[member] === state && !isAgain) return
  PartyTold.state[member] = state
  touch(PartyTold, member)
  zone.report.tell(member, { verb: 'partyState', list })
}

/** Two lists are the same in short if they tell the same of the same characters. */
function inShort(list: readonly PartyRow[]): string {
  return list.map((row) => Object.values({ ...row, actor: uidOf(row.actor) }).join(' ')).join(';')
}

function uidOf(actor: PartyRow['actor']): number {
  return typeof actor === 'number' ? Identity.uid[actor]! : actor.uid
}
