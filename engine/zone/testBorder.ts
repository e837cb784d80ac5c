import type { AreaDefinition } from '#components/definition.ts'
import type { Leaving } from '#engine/persistence/journal.ts'
import { SUBJECT } from '#protocol/bus.ts'
import { HOUSE } from '#systems/testHouse.ts'
import { FakeEdge, type FakeSession, TestWorld } from './testing.ts'
import { UidSource } from './uids.ts'

const UIDS = { near: 2 ** 37, far: 2 ** 38 }
type Side = keyof typeof UIDS

/**
 * The house in two zones: hall, loft and study are `near`, the cellar below the hall is `far`, and
 * lit. Those who die in either wake in the hall.
 */
function dividedHouse(): AreaDefinition[] {
  const isFar = ({ id }: { id: string }) => id === 'house:cellar'
  const near = { ...HOUSE, zone: 'near', start: 'house:hall', refuge: 'house:hall' }
  const cellar = HOUSE.rooms.filter(isFar).map((room) => ({ ...room, dark: false }))
  const bare = { items: [], mobiles: [], resets: [] }
  return [
    { ...near, rooms: HOUSE.rooms.filter((room) => !isFar(room)) },
    {
      ...HOUSE,
      ...bare,
      id: 'below',
      name: 'Below',
      zone: 'far',
      refuge: 'house:hall',
      rooms: cellar,
    },
  ]
}

/** Both zones of the divided house, each at work by itself; they hear each other at once. */
export class TwoZones {
  readonly near = worldOf('near')
  readonly far = worldOf('far')
  readonly atNear = new FakeEdge(this.near, 'edge')
  // A name of its own: it numbers its sessions by itself.
  readonly atFar = new FakeEdge(this.far, 'far')

  constructor() {
    this.exchange()
  }

  /** Lets time pass in both. */
  tick(times = 1): void {
    for (let i = 0; i < times; i++) {
      this.near.tick()
      this.far.tick()
      this.exchange()
    }
  }

  /** Takes to each zone what the other has told. */
  exchange(): void {
    for (let rounds = 0; rounds < 2; rounds++) {
      this.#take(this.near, this.far, 'far')
      this.#take(this.far, this.near, 'near')
    }
  }

  #take(from: TestWorld, to: TestWorld, name: Side): void {
    for (const subject of [SUBJECT.neighbour(name), SUBJECT.zones]) {
      for (const payload of from.bus.take(subject)) to.runner.hear(payload)
    }
  }

  /** How the character `uid` left `from` last; undefined if it did not. */
  leavingOf(from: TestWorld, uid: number): Leaving | undefined {
    const all = from.records.flatMap(({ left }) => left)
    return all.findLast((leaving) => leaving.uid === uid)
  }

  /** Has one who left `from` enter `to`, as its edge and the doorkeeper would. */
  follow(session: FakeSession, from: TestWorld, to: TestWorld): FakeSession {
    const { uid, name } = session
    const { state } = this.leavingOf(from, uid)!
    const edge = to === this.far ? this.atFar : this.atNear
    const revision = from.characterOf(uid).revision + to.characterOf(uid).revision
    const entered = edge.enter(uid, name, { state, revision, isInWorld: false, isStep: true })
    to.turn()
    this.exchange()
    return entered
  }
}

function worldOf(name: Side): TestWorld {
  const first = UIDS[name]
  const uids = new UidSource({ first, last: first + 2 ** 20 }, () => {})
  return new TestWorld(dividedHouse(), { name, uids })
}
