import { defineQuery, detach, type Entity } from '#components/entities.ts'
import { Invitation } from '#components/invitation.ts'
import { Party } from '#components/party.ts'
import { defineSystem } from '#systems/define.ts'
import type { Zone } from '#systems/zone.ts'
import { isInDoubt, passTime } from './elsewhere.ts'
import { allParties, goOn, membersOf } from './parties.ts'
import { hearTidings, tellOfOurs } from './partyTidings.ts'

const invitees = defineQuery(Invitation)

const EVERY_TICKS = 5

/** So often other zones hear how those are who belong to a party with somebody there. */
const TELL_EVERY_TICKS = 10

/**
 * Lets invitations lapse, and parties go on without those who have left the world. Of those who are
 * in other zones it hears from there, and tells there of those who are here.
 *
 * Whose link is lost belongs to it still, as long as the body waits.
 */
export const partySystem = defineSystem({
  name: 'party',
  everyTicks: 1,
  writes: [Party, Invitation],
  run(zone) {
    hearTidings(zone)
    const isNews = passTime(zone)
    if (isNews || zone.tick % TELL_EVERY_TICKS === 0) tellOfOurs(zone)
    if (zone.tick % EVERY_TICKS !== 0) return
    for (const invited of [...invitees(zone.world)]) lapse(zone, invited)
    for (const party of allParties(zone).keys()) if (!isInDoubt(zone, party)) look(zone, party)
  },
})

/** The leader, or all others, may have left the world without a word. */
function look(zone: Zone, party: number): void {
  const members = membersOf(zone, party)
  if (members.length === 1 || members.every(({ uid }) => uid !== party)) goOn(zone, party)
}

function lapse(zone: Zone, invited: Entity): void {
  const inviter = zone.byUid.get(Invitation.fromUid[invited]!)
  if (inviter !== undefined && zone.tick < Invitation.untilTick[invited]!) return
  detach(zone.world, invited, Invitation)
  const from = inviter === undefined ? {} : { actor: inviter }
  const event = { verb: 'partyLapse', ...from, target: invited }
  zone.report.tell(invited, event)
  if (inviter !== undefined) zone.report.tell(inviter, event)
}
