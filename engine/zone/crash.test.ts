import { hasComponent } from 'bitecs'
import fc from 'fast-check'
import t from 'tap'
import { declaredComponents } from '#components/define.ts'
import { Identity } from '#components/identity.ts'
import { Item } from '#components/item.ts'
import { Location } from '#components/location.ts'
import { Player } from '#components/player.ts'
import type { KeptSnapshot } from '#engine/persistence/journal.ts'
import type { ComponentValues } from '#protocol/record.ts'
import { isWithin } from '#systems/containment.ts'
import { decodeCharacter } from './characterState.ts'
import { NOTHING_KEPT } from './keeping.ts'
import { type Alteration, alterSoon } from './testAlterations.ts'
import { checkPlaces } from './testInvariants.ts'
import { FakeEdge, type FakeSession, TestWorld } from './testing.ts'
import { brings, line, MANOR, NAMES, QUESTS } from './testManor.ts'
import { UidSource } from './uids.ts'
import { LiveZone } from './zone.ts'

/*
 * Told means kept: people play at random, records are kept late or never, snapshots are written
 * meanwhile, and then all ends at once. The world that is made of what was kept must be the world
 * of that moment, and all that anybody had been told must be so.
 */

const LETTER = { item: 'house:letter', worn: false, contains: [] }

/** The manor, and in its hall a purse that others have filled. */
const AREA = {
  ...MANOR,
  resets: [...MANOR.resets, brings('hall', 'purse', { contains: [LETTER, LETTER] })],
  quests: QUESTS,
}

/** An entity as a model sees it: what is kept at once of it, by component, and what holds it. */
interface Seen {
  holder: number
  prefab: string
  components: Record<string, ComponentValues>
}

type Sight = Map<number, Seen>

const TOLD = declaredComponents().filter(({ schema }) => schema.durability === 'told')

/** All things and players of a zone, by uid. */
function look(zone: LiveZone): Sight {
  const sight: Sight = new Map()
  for (const [uid, entity] of zone.byUid) {
    const isPlayer = hasComponent(zone.world, entity, Player)
    if (!isPlayer && !hasComponent(zone.world, entity, Item)) continue
    const components: Seen['components'] = {}
    for (const component of TOLD) {
      const { name, columns } = component.schema
      if (component === Location || !hasComponent(zone.world, entity, component)) continue
      components[name] = Object.fromEntries(
        columns.map((column) => [column.name, column.values[entity]!]),
      )
    }
    const holder = Identity.uid[Location.holder[entity]!]!
    sight.set(uid, { holder, prefab: Identity.prefab[entity]!, components })
  }
  return sight
}

type Step =
  | { do: 'lines'; lines: [who: number, line: string][] }
  | { do: 'ticks'; ticks: number }
  | { do: 'keep'; records: number }
  | { do: 'enter'; who: number }
  | { do: 'linkLost'; who: number }
  | { do: 'alter'; what: Alteration[] }

const PACE = { everyTicks: 3, recordsMin: 1, stepEntities: 2 }

/** Plays steps, and remembers how the world was at each of its records. */
class Play {
  readonly world = new TestWorld([AREA], { snapshotPace: PACE })
  readonly edges = [new FakeEdge(this.world, 'one'), new FakeEdge(this.world, 'two')]
  /** How the world was before the record that follows this one. */
  readonly sights: Sight[] = []
  /** Those that were ever somebody's, by the record at which they were found to be. */
  readonly owned = new Map<number, number>()
  readonly sessions: FakeSession[] = []
  readonly #seats: (FakeSession | undefined)[] = NAMES.map(() => undefined)

  run(step: Step): void {
    if (step.do === 'keep') this.world.keep(step.records)
    else if (step.do === 'ticks') this.#tick(step.ticks)
    else if (step.do === 'alter') {
      alterSoon(step.what)
      this.#tick(1)
    } else {
      if (step.do === 'enter') this.#enter(step.who)
      else if (step.do === 'linkLost') this.#loseLink(step.who)
      else for (const [who, text] of step.lines) this.#type(who, text)
      this.world.runner.turn()
    }
    this.look()
  }

  #tick(ticks: number): void {
    for (let i = 0; i < ticks; i++) {
      this.world.runner.tick()
      this.look()
    }
  }

  #edgeOf(who: number): FakeEdge {
    return this.edges[who % 2]!
  }

  #enter(who: number): void {
    const session = this.#edgeOf(who).enter(who + 1, NAMES[who]!)
    this.#seats[who] = session
    this.sessions.push(session)
  }

  #type(who: number, text: string): void {
    const session = this.#seats[who]
    if (session) this.#edgeOf(who).line(session, text)
  }

  #loseLink(who: number): void {
    const session = this.#seats[who]
    if (session) this.#edgeOf(who).linkLost(session)
    this.#seats[who] = undefined
  }

  look(): void {
    const { zone } = this.world.runner
    const sequence = this.world.records.length
    this.sights[sequence] = look(zone)
    for (const entity of zone.byUid.values()) {
      if (!hasComponent(zone.world, entity, Player)) continue
      for (const [uid, other] of zone.byUid) {
        if (isWithin(other, entity) && !this.owned.has(uid)) this.owned.set(uid, sequence)
      }
    }
  }

  sightAt(sequence: number): Sight {
    for (let at = sequence; at >= 0; at--) if (this.sights[at]) return this.sights[at]!
    return new Map()
  }

  /** What a zone is made of that starts with the records up to `sequence`. */
  revive(sequence: number, snapshot: KeptSnapshot | undefined): LiveZone {
    const records = this.world.records
      .slice(0, sequence)
      .filter((record) => record.sequence > (snapshot?.sequence ?? 0))
    const keeping = { epoch: 2, kept: { snapshot, records, damage: [] } }
    const uids = new UidSource({ first: 2 ** 40, last: 2 ** 41 }, () => {})
    return new TestWorld([AREA], { keeping, uids, snapshotPace: PACE }).runner.zone
  }
}

/** That what was kept is there as it was, and nothing that was gone. */
function compareKept(play: Play, zone: LiveZone, sequence: number): void {
  const before = play.sightAt(sequence)
  const after = look(zone)
  for (const [uid, seen] of before) {
    const since = play.owned.get(uid)
    const now = after.get(uid)
    if (!now && since !== undefined && since <= sequence) throw new Error(`${uid} is lost`)
    if (now) same(`entity ${uid} at record ${sequence}`, unplaced(now, uid), unplaced(seen, uid))
  }
  for (const uid of after.keys()) {
    if (uid < 2 ** 40 && !before.has(uid)) throw new Error(`${uid} is there, and was gone`)
  }
}

/** Where a player stood may be a second old. */
function unplaced(seen: Seen, uid: number): Seen {
  return uid <= NAMES.length ? { ...seen, holder: 0 } : seen
}

/** That resets have brought no more than is missing of what they bring. */
function checkResets(play: Play, zone: LiveZone, sequence: number): void {
  const counts = (sight: Sight) => {
    const count = new Map<string, number>()
    for (const { prefab, components } of sight.values()) {
      const key = `${prefab} ${components['identity']!['reset']}`
      count.set(key, (count.get(key) ?? 0) + 1)
    }
    return count
  }
  const before = counts(play.sightAt(sequence))
  for (const [key, count] of counts(look(zone))) {
    if (key.endsWith(' 0')) continue
    const wanted = /coin|letter/.test(key) ? 2 : 1
    if (count > Math.max(wanted, before.get(key) ?? 0)) throw new Error(`${key} is doubled`)
  }
}

/** That what each session was told of its own things and of its room was so when all ended. */
function checkTold(play: Play, zone: LiveZone): void {
  const now = look(zone)
  const before = play.sightAt(play.world.kept)
  for (const edge of play.edges) {
    if (edge.strangers.length > 0) throw new Error(`told of strangers: ${edge.strangers}`)
    for (const session of edge.sessions.values()) {
      if (session.welcomes === 0) continue
      if (!now.has(session.uid)) throw new Error(`${session.name} is gone`)
      same(`what ${session.name} has`, told(session), things(now, session.uid))
      compareRoom(session, before)
    }
  }
}

function told({ own, uid }: FakeSession): unknown {
  const items = [...own].filter(([each]) => each !== uid)
  return items.map(([each, record]) => [each, record['wearable']?.['worn'] ?? 0]).sort()
}

function things(sight: Sight, holder: number): unknown {
  const items = [...sight].filter(([, seen]) => seen.holder === holder)
  return items.map(([uid, seen]) => [uid, seen.components['wearable']?.['worn'] ?? 0]).sort()
}

/** Whatever lies in a room, kept or not, is told to have gone only when that is so for good. */
function compareRoom({ room, lit, view, name }: FakeSession, before: Sight): void {
  if (!lit || room === 0) return
  const lying = [...before].filter(([uid, { holder }]) => holder === room && uid > NAMES.length)
  for (const [uid] of lying) {
    if (!view.has(uid)) throw new Error(`${name} was told that ${uid} has gone`)
  }
  for (const uid of view.keys()) {
    const seen = before.get(uid)
    if (seen && uid > NAMES.length && seen.holder !== room) {
      throw new Error(`${name} was told that ${uid} lies there`)
    }
  }
}

/** That who was told that it has left is kept by itself, as it was; who was not, with the zone. */
function checkRows(play: Play, zone: LiveZone): void {
  NAMES.forEach((name, i) => {
    const { isInWorld, state, revision } = play.world.characterOf(i + 1)
    if (isInWorld !== zone.byUid.has(i + 1)) throw new Error(`${name} is in two places or none`)
    if (isInWorld || revision === 0) return
    const last = play.sessions.findLast(({ uid, farewell }) => uid === i + 1 && farewell === 'quit')
    const uids = new UidSource({ first: 2 ** 42, last: 2 ** 43 }, () => {})
    const setup = { name: 'house', areas: [AREA], seed: 1, uids, keeping: NOTHING_KEPT }
    const bare = new LiveZone(setup, { show() {}, tell() {}, view() {}, dismiss() {} })
    decodeCharacter(bare, i + 1, state, bare.rooms.get(bare.start)!)
    if (last) same(`what ${name} left with`, told(last), things(look(bare), i + 1))
  })
}

function same(what: string, found: unknown, wanted: unknown): void {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)]
  if (a !== b) throw new Error(`${what} is ${a}, and ought to be ${b}`)
}

const who = fc.nat(NAMES.length - 1)

const act = fc.constantFrom(
  'get all',
  'drop all',
  'get hat',
  'get coin',
  'get purse',
  'put all in purse',
  'put all in sack',
  'get letter from purse',
  'drop purse',
  'wear hat',
  'remove all',
  'give all Ada',
  'give all Bob',
  'accept errand',
  'give all ferryman',
  'talk ferryman',
  'quests abandon errand',
  'quit',
)
const walk = fc.constantFrom('down', 'up')

/** Somebody does something with things and walks on, all within one turn. */
const errand = fc
  .tuple(who, fc.array(act, { minLength: 1, maxLength: 3 }), walk, fc.array(act, { maxLength: 2 }))
  .map(([who, before, away, after]): Step => {
    const lines = [...before, away, ...after]
    return { do: 'lines', lines: lines.map((each) => [who, each]) }
  })

const QUESTING = ['get all', 'accept errand', 'give all ferryman', 'talk ferryman', 'down']

/** Somebody does all that is asked of them, or some of it. */
const questing = fc
  .tuple(who, fc.oneof(fc.constant(QUESTING), fc.subarray(QUESTING)))
  .map(([who, lines]): Step => ({ do: 'lines', lines: lines.map((each) => [who, each]) }))

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: questing },
  { weight: 10, arbitrary: errand },
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('lines'),
      lines: fc.array(
        fc.tuple(who, fc.oneof({ weight: 15, arbitrary: line }, fc.constant('quit'))),
        {
          minLength: 1,
          maxLength: 6,
        },
      ),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant('ticks'), ticks: fc.integer({ min: 1, max: 12 }) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('keep'), records: fc.integer({ min: 1, max: 4 }) }),
  },
  { weight: 4, arbitrary: who.map((who): Step => ({ do: 'enter', who })) },
  { weight: 1, arbitrary: who.map((who): Step => ({ do: 'linkLost', who })) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('alter'),
      what: fc.array(fc.record({ which: fc.nat(60), component: fc.nat(5), stage: fc.nat(2) }), {
        maxLength: 5,
      }),
    }),
  },
)

t.test('what anybody was told is so in the world that comes back, and nothing else', async (t) => {
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 1, maxLength: 40 }),
      fc.array(errand, { maxLength: 3 }),
      fc.nat(),
      fc.nat(),
      (steps, last, later, chosen) => {
        const play = new Play()
        for (const who of NAMES.keys()) play.run({ do: 'enter', who })
        play.run({ do: 'ticks', ticks: 1 })
        for (const each of steps) play.run(each)
        if (last.length > 0) play.run({ do: 'keep', records: Number.POSITIVE_INFINITY })
        for (const each of last) play.run(each)

        const { kept, records, snapshots } = play.world
        const snapshot = snapshots[chosen % (snapshots.length + 1)]
        for (const sequence of new Set([kept, kept + (later % (records.length - kept + 1))])) {
          const zone = play.revive(sequence, snapshot)
          compareKept(play, zone, sequence)
          checkPlaces(zone)
          checkResets(play, zone, sequence)
          if (sequence !== kept) continue
          checkTold(play, zone)
          checkRows(play, zone)
        }
      },
    ),
    { numRuns: Number(process.env['LOAM_CRASH_RUNS'] ?? 50) },
  )
  t.pass('in every world')
})
