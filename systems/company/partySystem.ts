import { defineQuery, detach, type Entity } from '#components/entities.ts'
import { Invitation } from '#components/invitation.ts'
import { Party } from '#components/party.ts'
import { defineSystem } from '#systems/define.ts'
import type { Zone } from '#systems/zone.ts'
import { goOn } from './parties.ts'

const withInvitation = defineQuery(Invitation)
const withParty = defineQuery(Party)

const EVERY_TICKS = 5

/**
 * Lets invitations lapse, and parties go on without those who have left the world.
 *
 * Whose link is lost belongs to it still, as long as the body waits.
 */
export const partySystem = defineSystem({
  name: 'party',
  everyTicks: EVERY_TICKS,
  writes: [Party, Invitation],
  run(zone) {
    for (const invited of [...withInvitation(zone.world)]) lapse(zone, invited)
    for (const [leaderUid, members] of parties(zone)) {
      const isHeadless = zone.byUid.get(leaderUid) !== Party.leader[members[0]!]
      if (isHeadless || members.length === 1) goOn(zone, members, isHeadless)
    }
  },
})

function lapse(zone: Zone, invited: Entity): void {
  const inviter = zone.byUid.get(Invitation.fromUid[invited]!)
  if (inviter !== undefined && zone.tick < Invitation.untilTick[invited]!) return
  detach(zone.world, invited, Invitation)
  const from = inviter === undefined ? {} : { actor: inviter }
  const event = { verb: 'partyLapse', ...from, target: invited }
  zone.report.tell(invited, event)
  if (inviter !== undefined) zone.report.tell(inviter, event)
}

/** All parties' members by their leader's uid, in the order in which they came. */
function parties(zone: Zone): Map<number, Entity[]> {
  const found = new Map<number, Entity[]>()
  const members = [...withParty(zone.world)]
  for (const member of members.sort((a, b) => Party.place[a]! - Party.place[b]!)) {
    const leaderUid = Party.leaderUid[member]!
    const others = found.get(leaderUid)
    if (others) others.push(member)
    else found.set(leaderUid, [member])
  }
  return found
}
