import t from 'tap'
import { SUBJECT } from '#protocol/bus.ts'
import { encodeMember } from '#protocol/member.ts'
import { settled } from './testing.ts'
import { ADA, playing } from './testLink.ts'

/** Has a zone begin anew: it counts its frames from 1, and sends its schema first. */
function beginAnew(zone: Awaited<ReturnType<typeof playing>>['zone']): void {
  zone.epoch = 2
  zone.sequence = 0
  zone.knowsSchema = false
}

/** A link with Ada in the hall of a zone, whose world processes tell of it. */
async function hearing() {
  const all = await playing()
  const tell = async (epoch: number, isPausing = false) => {
    const zones = [{ zone: 'town', epoch, isPausing, load: 0 }]
    const member = { name: 'one', isLeaving: false, workers: 1, sinceMove: 30, zones, refused: [] }
    all.bus.publish(SUBJECT.members, encodeMember(member))
    await settled()
  }
  await tell(1)
  t.same(all.zone.heard(), [], 'that its zone runs is no news')
  return { ...all, tell }
}

t.test('[M2] sessions enter again as soon as their zone has begun anew, once', async (t) => {
  const { zone, tell, look, session, ada } = await hearing()
  await tell(2)
  await tell(2)
  t.same(zone.heard(), ['1:enter 1'])
  beginAnew(zone)
  zone.takeIn(1, ADA.uid)
  await settled()
  t.equal(ada.heard(), 'welcome own view:arrive .')
  await look(3)
  await tell(1)
  t.same(zone.heard(), [], 'and an older run is past')
  session.line('look')
  await settled()
  t.same(zone.heard(), ['1:line 2 look'])
})

t.test('[M2] a session whose enter was lost on the way tries again until it is in', async (t) => {
  const { zone, tell, look, ada } = await hearing()
  await tell(2)
  t.same(zone.heard(), ['1:enter 1'])
  await look(3)
  t.match(zone.heard(), ['1:enter 1', '1:enter 1'])
  beginAnew(zone)
  zone.takeIn(1, ADA.uid)
  await settled()
  await look(3)
  t.same(zone.heard(), [])
  t.match(ada.heard(), /welcome own view:arrive \.$/)
})

t.test(
  '[M2] players are told that their zone stands still, and what they type is done',
  async (t) => {
    const { zone, tell, session, ada } = await hearing()
    await tell(1, true)
    await tell(1, true)
    t.equal(ada.heard(), 'stalled .')
    session.line('north')
    await settled()
    zone.heard()
    await tell(2)
    await tell(1, true)
    t.equal(ada.heard(), '', 'what the old run still says is past')
    t.same(zone.heard(), ['1:enter 1'])
    beginAnew(zone)
    zone.takeIn(1, ADA.uid)
    await settled()
    t.same(zone.heard(), ['1:line 2 north'])
  },
)
