import { hasComponent } from 'bitecs'
import fc from 'fast-check'
import t from 'tap'
import { type AnyComponent, declaredComponents, touch } from '#components/define.ts'
import type { Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Location } from '#components/location.ts'
import { Vitals } from '#components/vitals.ts'
import type { ComponentValues } from '#protocol/record.ts'
import { contentsOf, roomOf } from '#systems/containment.ts'
import { isLit } from '#systems/light.ts'
import { begin, endAffects, isBlind } from '#systems/waymark/magic/affects.ts'
import { visibleTo } from './recordCodec.ts'
import { FakeEdge, type FakeSession, TestWorld } from './testing.ts'
import { line, MANOR, NAMES } from './testManor.ts'

/*
 * What clients hold must always be what is there: random lines by several sessions on two edges, in
 * rooms where lamps come and go, with frames lost, links lost, bodies taken over, and some blind.
 */

type Step =
  | { do: 'lines'; lines: [who: number, line: string][] }
  | { do: 'ticks'; ticks: number }
  | { do: 'quit' | 'linkLost' | 'takeOver' | 'blind' | 'cure'; who: number }
  | { do: 'lose'; edge: number }

const who = fc.nat(NAMES.length - 1)
const linesBy = (lines: fc.Arbitrary<[number, string][]>) =>
  lines.map((list): Step => ({ do: 'lines', lines: list }))
const anything = linesBy(fc.array(fc.tuple(who, line), { minLength: 1, maxLength: 6 }))

/** In one turn a lamp comes into the dark and goes again, or the other way round. */
const flicker = linesBy(
  fc
    .tuple(fc.boolean(), who, fc.tuple(who, line), fc.tuple(who, line))
    .map(([isUp, bearer, meanwhile, after]) => {
      const [away, back] = isUp ? ['up', 'down'] : ['down', 'up']
      const lines = ['open hatch', 'get lantern', 'hold lantern', away, meanwhile, back, after]
      return lines.map((each) => (typeof each === 'string' ? [bearer, each] : each))
    }),
)

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 10, arbitrary: anything },
  { weight: 5, arbitrary: flicker },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('ticks'), ticks: fc.integer({ min: 1, max: 40 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('quit', 'linkLost', 'takeOver'), who }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('blind', 'cure'), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lose'), edge: fc.nat(1) }) },
)

/** Plays steps in a manor, and compares what clients hold with what is there after each. */
class Play {
  readonly world = new TestWorld([MANOR])
  readonly edges = [new FakeEdge(this.world, 'one'), new FakeEdge(this.world, 'two')]
  readonly #seats = NAMES.map((name, i) => ({
    edge: this.edges[i % 2]!,
    session: this.#enter(i, name),
  }))

  constructor() {
    this.world.turn()
    for (const { session } of this.#seats) this.#hurt(session)
    // The next to enter makes the engine look at whatever was written.
    this.#seats[0] = { edge: this.edges[0]!, session: this.#enter(0, NAMES[0]!) }
    this.world.turn()
  }

  #enter(i: number, name: string, edge = this.edges[i % 2]!): FakeSession {
    return edge.enter(i + 1, name)
  }

  /** Whoever is hurt heals, so that values change by themselves. */
  #hurt({ uid }: FakeSession): void {
    const being = this.world.runner.zone.byUid.get(uid)!
    Vitals.hp[being] = 40
    touch(Vitals, being)
  }

  run(step: Step): void {
    if (step.do === 'lines') {
      for (const [i, text] of step.lines) this.#seats[i]!.edge.line(this.#seats[i]!.session, text)
      this.world.turn()
    } else if (step.do === 'ticks') this.world.tick(step.ticks)
    else if (step.do === 'lose') this.#lose(this.edges[step.edge]!)
    else if (step.do === 'blind' || step.do === 'cure') this.#afflict(step.who, step.do)
    else this.#leave(step.who, step.do)
    this.compare()
  }

  /** Blinds somebody, or frees them of it; another one's asking again makes the engine look. */
  #afflict(i: number, how: 'blind' | 'cure'): void {
    const { zone } = this.world.runner
    const being = zone.byUid.get(this.#seats[i]!.session.uid)!
    if (how === 'blind') begin(zone, being, 'blind', 1, 1)
    else endAffects(zone, being, () => true)
    const { edge, session } = this.#seats[(i + 1) % this.#seats.length]!
    edge.resync(session)
    this.world.turn()
  }

  /** A frame in which something happens is lost; then all sessions of that edge ask again. */
  #lose(edge: FakeEdge): void {
    const seat = this.#seats.find((each) => each.edge === edge)
    if (!seat) return
    edge.losing = 1
    edge.line(seat.session, 'drop all')
    this.world.turn()
    for (const each of edge.sessions.values()) edge.resync(each)
    this.world.turn()
    edge.strangers.length = 0
  }

  #leave(i: number, how: 'quit' | 'linkLost' | 'takeOver'): void {
    const { edge, session } = this.#seats[i]!
    if (how === 'quit') edge.line(session, 'quit')
    if (how === 'linkLost') edge.linkLost(session)
    if (how !== 'takeOver') {
      this.world.turn()
      this.compare()
    }
    const other = this.edges[1 - this.edges.indexOf(edge)]!
    this.#seats[i] = { edge: other, session: this.#enter(i, NAMES[i]!, other) }
    this.world.turn()
  }

  compare(): void {
    for (const edge of this.edges) {
      if (edge.strangers.length > 0) throw new Error(`told of strangers: ${edge.strangers}`)
      for (const session of edge.sessions.values()) this.#compareOne(session)
    }
  }

  #compareOne(session: FakeSession): void {
    const { zone } = this.world.runner
    const being = zone.byUid.get(session.uid)!
    const room = roomOf(zone, being)
    const blind = isBlind(zone, being)
    const lit = !blind && isLit(zone, room)
    const seen = lit ? contentsOf(room).filter((entity) => this.#isShown(entity)) : []
    const place = this.#truth(room, lit ? SEEN : [])
    const expected = {
      room: blind ? 0 : Identity.uid[room],
      lit,
      view: [blind ? NOWHERE : place, ...seen.map((entity) => this.#truth(entity, SEEN))],
      own: [being, ...contentsOf(being)].map((entity) => this.#truth(entity, [...SEEN, ...OWN])),
    }
    const held = {
      room: session.room,
      lit: session.lit,
      view: [...session.view],
      own: [...session.own],
    }
    const [is, should] = [held, expected].map((each) =>
      JSON.stringify({ ...each, view: sorted(each.view), own: sorted(each.own) }, null, 1),
    )
    if (is !== should) throw new Error(`${session.name} holds ${is}\nbut there is ${should}`)
  }

  #isShown(entity: Entity): boolean {
    const { world } = this.world.runner.zone
    return SHOWN.some((component) => hasComponent(world, entity, component))
  }

  #truth(entity: Entity, components: readonly AnyComponent[]): Held {
    const { world } = this.world.runner.zone
    const has = components.filter((component) => hasComponent(world, entity, component))
    const values = has.map((component) => [component.schema.name, valuesOf(component, entity)])
    return [Identity.uid[entity]!, Object.fromEntries(values)]
  }
}

type Held = [uid: number, components: Record<string, ComponentValues>]

/** [V6] What the blind are shown. */
const NOWHERE: Held = [0, {}]

const SEEN = declaredComponents().filter(visibleTo('room'))
/** Of what has a place and nothing else there is nothing to show. */
const SHOWN = SEEN.filter((component) => component !== Location)
const OWN = declaredComponents().filter(visibleTo('self'))

function valuesOf({ schema }: AnyComponent, entity: Entity): ComponentValues {
  const cells = schema.columns.map(({ name, kind, values }) => {
    const value = values[entity]!
    return [name, kind === 'entity' && value !== 0 ? Identity.uid[value as Entity]! : value]
  })
  return Object.fromEntries(cells)
}

function sorted(records: Held[]): unknown[] {
  const byName = (components: Record<string, ComponentValues>) =>
    Object.entries(components).sort(([a], [b]) => (a < b ? -1 : 1))
  return records.map(([uid, components]) => [uid, byName(components)]).sort()
}

t.test(
  '[V1][V3][V4][V6][R5] clients hold what is there, whatever happens and is lost',
  async (t) => {
    const plays = fc.array(step, { minLength: 10, maxLength: 30 })
    const play = (steps: Step[]) => {
      const playing = new Play()
      playing.compare()
      for (const each of steps) playing.run(each)
      playing.world.runner.stop()
      if (playing.world.faults.length > 0) throw new Error(playing.world.faults[0]!.stack)
    }
    t.doesNotThrow(() => fc.assert(fc.property(plays, play), { seed: 7, numRuns: 50 }))
  },
)
