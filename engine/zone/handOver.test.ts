import t from 'tap'
import { Identity } from '#components/identity.ts'
import type { WireEvent } from '#protocol/event.ts'
import { roomOf } from '#systems/containment.ts'
import { spawnItem } from '#systems/spawn.ts'
import { TwoZones } from './testBorder.ts'
import { type FakeSession, TestWorld } from './testing.ts'

const ADA = 1
const BOB = 2

/** What Ada hears who goes over a border: the last but one is of what she carries. */
const GOING = ['event leave', `vanish ${ADA}`, 'own changes', 'hand over 2']

/** Ada and Bob in the hall; the cellar below it is another zone's. */
function hall() {
  const zones = new TwoZones()
  const { near, atNear } = zones
  const ada = atNear.enter(ADA, 'Ada')
  const bob = atNear.enter(BOB, 'Bob')
  near.turn()
  zones.exchange()
  for (const session of [ada, bob]) session.takeHeard()
  return { ...zones, zones, ada, bob, near, far: zones.far, atNear, atFar: zones.atFar }
}

function give({ runner: { zone } }: TestWorld, word: string, uid: number): number {
  const item = spawnItem(zone, zone.items.get(`house:${word}`)!, zone.byUid.get(uid)!)
  return Identity.uid[item]!
}

function roomNameOf({ runner: { zone } }: TestWorld, uid: number): string {
  return Identity.prefab[roomOf(zone, zone.byUid.get(uid)!)]!
}

function refusalIn(events: readonly WireEvent[]): unknown {
  return events.find(({ verb }) => verb === 'refuse')?.fields['text']
}

/** The rows of the list that an event of that verb tells. */
function rowsOf(events: readonly WireEvent[], verb: string): WireEvent['fields'][] {
  const list = events.find((event) => event.verb === verb)?.fields['list']
  return Array.isArray(list) ? (list as WireEvent['fields'][]) : []
}

const byUid = (world: TestWorld, ...uids: number[]) =>
  uids.map((uid) => world.runner.zone.byUid.has(uid))

t.test('[F8] who steps over a border is handed over with all it carries', async (t) => {
  const { zones, near, far, atNear, ada, bob } = hall()
  const hat = give(near, 'hat', ADA)
  atNear.resync(ada)
  near.turn()
  ada.takeHeard()
  atNear.type(ada, 'down')
  t.same(ada.takeHeard(), GOING)
  t.match(bob.takeHeard(), ['event leave', `vanish ${ADA}`])
  t.same(byUid(near, ADA, hat), [false, false])
  t.match(zones.leavingOf(near, ADA), { next: 'far' })

  atNear.type(bob, 'down')
  const bobThere = zones.follow(bob, near, far)
  bobThere.takeEvents()
  const there = zones.follow(ada, near, far)
  t.same(there.takeHeard(), ['welcome 1', 'own view', 'view arrive', 'event arrive', 'accepted 1'])
  t.ok(there.own.has(hat))
  t.equal(roomNameOf(far, ADA), 'house:cellar')
  t.match(bobThere.takeEvents(), [
    { verb: 'arrive', fields: { actor: { uid: ADA }, direction: 'up' } },
  ])
})

t.test('[F8] it is told so when that is kept, and not before', async (t) => {
  const { near, atNear, ada } = hall()
  atNear.line(ada, 'down')
  near.runner.turn()
  t.same(ada.takeHeard(), [])
  near.keep()
  t.same(ada.takeHeard(), GOING)
})

t.test('[F8] what it asks for after that is not done, and it is told again', async (t) => {
  const { near, atNear, ada } = hall()
  atNear.line(ada, 'down')
  atNear.line(ada, 'say hello')
  near.turn()
  t.same(ada.takeHeard(), GOING, 'once in the turn in which it went')
  atNear.sessions.set(ada.id, ada)
  atNear.line(ada, 'look')
  near.turn()
  t.same(ada.takeHeard(), ['hand over 2'])
})

t.test('nobody goes where nothing is heard from, or while nothing can be kept', async (t) => {
  const { zones, near, atNear, ada } = hall()
  near.runner.zone.holdsBreath = true
  t.match(refusalIn(atNear.type(ada, 'down')), /holding its breath/)
  near.runner.zone.holdsBreath = false
  near.tick(40)
  t.match(refusalIn(atNear.type(ada, 'down')), /down is lost in mist/)
  zones.tick(10)
  t.same(refusalIn(atNear.type(ada, 'down')), undefined, 'it has come back')
  t.same(byUid(near, ADA), [false])
})

t.test('who follows goes after its leader over a border', async (t) => {
  const { zones, near, far, atNear, ada, bob } = hall()
  atNear.type(bob, 'follow ada')
  atNear.type(ada, 'down')
  zones.follow(ada, near, far)
  zones.tick(2)
  t.same(byUid(near, ADA, BOB), [false, false])
  const there = zones.follow(bob, near, far)
  t.same([roomNameOf(far, ADA), roomNameOf(far, BOB)], ['house:cellar', 'house:cellar'])
  const back = (uid: number) => zones.leavingOf(far, uid)?.next
  const adaThere = sessionOf(zones.atFar.sessions.values(), ADA)
  zones.atFar.type(adaThere, 'up')
  zones.follow(adaThere, far, near)
  zones.tick(3)
  t.same([back(ADA), back(BOB)], ['near', 'near'], 'and back')
  t.equal(there.farewell, undefined)
})

function sessionOf(sessions: Iterable<FakeSession>, uid: number): FakeSession {
  return [...sessions].find((session) => session.uid === uid)!
}

t.test('a party stays one, and talks over the border', async (t) => {
  const { zones, near, far, atNear, ada, bob } = hall()
  atNear.type(ada, 'invite bob')
  atNear.type(bob, 'join')
  atNear.type(ada, 'down')
  const there = zones.follow(ada, near, far)
  zones.tick(12)
  there.takeEvents()
  atNear.type(bob, 'gtell all well')
  zones.tick(2)
  const words = there.takeEvents().find(({ verb }) => verb === 'gtell')
  t.match(words, { fields: { actor: { uid: BOB, name: 'Bob' }, text: 'all well' } })
  const names = rowsOf(atNear.type(bob, 'party'), 'party').map(({ actor }) => actor)
  t.match(names, [{ name: 'Ada' }, { name: 'Bob' }])
})

t.test('one looks, scans and shouts over a border', async (t) => {
  const { zones, near, far, atNear, ada, bob } = hall()
  atNear.type(ada, 'down')
  const there = zones.follow(ada, near, far)
  zones.tick(12)
  const seen = rowsOf(atNear.type(bob, 'scan'), 'scan')
  const below = seen.find(({ direction }) => direction === 'down')
  t.match(below, {
    room: { name: 'cellar' },
    list: [{ actor: { uid: ADA, name: 'Ada' } }],
    count: 1,
  })
  there.takeEvents()
  atNear.type(bob, 'shout are you there')
  zones.tick(2)
  t.match(there.takeEvents(), [
    { verb: 'shout', fields: { actor: { uid: BOB }, text: 'are you there' } },
  ])
  zones.atFar.type(there, 'ignore bob')
  near.tick(100)
  zones.tick()
  atNear.type(bob, 'shout again')
  zones.tick(2)
  t.same(
    there.takeEvents().filter(({ verb }) => verb === 'shout'),
    [],
  )
})

t.test('what is kept of one on its way is found by nobody but where it goes', async (t) => {
  const { zones, near, far, atNear, ada } = hall()
  const hat = give(near, 'hat', ADA)
  atNear.resync(ada)
  near.turn()
  atNear.type(ada, 'down')
  const kept = { snapshot: undefined, records: near.records, damage: [] }
  const again = new TestWorld(near.areas, { name: 'near', keeping: { epoch: 2, kept } })
  t.same(byUid(again, ADA, hat), [false, false], 'after a crash here')
  zones.follow(ada, near, far)
  t.same(byUid(far, ADA, hat), [true, true])
  const there = { snapshot: undefined, records: far.records, damage: [] }
  const farAgain = new TestWorld(near.areas, { name: 'far', keeping: { epoch: 2, kept: there } })
  t.same(byUid(farAgain, ADA, hat), [true, true], 'after a crash there')
})
