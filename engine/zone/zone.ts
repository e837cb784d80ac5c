import assert from 'node:assert'
import { hasComponent } from 'bitecs'
import { Abroad } from '#components/abroad.ts'
import type { AreaDefinition } from '#components/definition.ts'
import { type Entity, newWorld, type World } from '#components/entities.ts'
import { Location } from '#components/location.ts'
import { SAVED_FORM, type SavedForm } from '#components/savedForm.ts'
import { UidIndex } from '#components/uidIndex.ts'
import { type Chance, createChance } from '#systems/chance.ts'
import { HAPPENINGS_MAX, type Happening, happening, type WorldEvent } from '#systems/events.ts'
import { definitionsOf, populate } from '#systems/populate.ts'
import { resetAll } from '#systems/reset.ts'
import { RULES } from '#systems/rules.ts'
import type { Neighbours, Reporter, ResetPlan, Zone } from '#systems/zone.ts'
import type { ZoneFault } from './faults.ts'
import type { SnapshotPace, ZoneKeeping } from './keeping.ts'
import { Misfits } from './misfits.ts'
import type { Pulse } from './pulse.ts'
import type { UidSource } from './uids.ts'

/** Ticks are a tenth of a second apart. */
export const TICK_MS = 100

/** What a zone is made of. */
export interface ZoneSetup {
  name: string
  /** All of the world: those of other zones are known by what their builders say of them. */
  areas: readonly AreaDefinition[]
  /** 32 bits: the same seed and the same intents give the same world. */
  seed: number
  uids: UidSource
  keeping: ZoneKeeping
  /** Is told what is being done, should the thread end in the midst of it. */
  pulse?: Pulse
  /** How often snapshots are taken, and how fast; by default as `SNAPSHOT_PACE` says. */
  snapshotPace?: SnapshotPace
  /** How what was kept is read; by default as `savedForm.ts` says. */
  form?: SavedForm
  /** Told of each fault that the zone has survived. */
  onFault?(fault: ZoneFault): void
}

const NO_NEIGHBOURS: Neighbours = {
  tidings: [],
  isAway: () => true,
  glimpseOf: () => undefined,
  tell() {},
}

/** A zone's own state: what rules are given. */
export class LiveZone implements Zone {
  readonly name: string
  readonly world: World = newWorld()
  readonly secondsPerTick = TICK_MS / 1000
  readonly chance: Chance
  readonly byUid = new UidIndex()
  readonly items: Zone['items']
  readonly mobiles: Zone['mobiles']
  readonly quests: Zone['quests']
  readonly areas: Zone['areas']
  readonly atlas: Zone['atlas']
  readonly rules = RULES
  readonly rooms = new Map<string, Entity>()
  readonly resets: readonly ResetPlan[]
  readonly report: Reporter
  readonly start: string
  /** Full id of the room of the zone where that lies for which there is no other place. */
  readonly shelter: string
  tick = 0
  /** So much older is the world than what the zone has counted. */
  aheadTicks = 0
  /** The runner's; without one, nothing is known of others. */
  neighbours: Neighbours = NO_NEIGHBOURS
  /** How those who are in a room of another zone are to be seen to come there. */
  readonly arrivals = new Map<Entity, string>()
  holdsBreath = false
  readonly uids: UidSource
  readonly form: SavedForm
  /** What of all that was kept does not fit. */
  readonly misfits = new Misfits()
  readonly #onFault: (fault: ZoneFault) => void
  happenings: readonly Happening[] = []
  /** The zone's ledger knows; until there is one, nothing is. */
  isKept: (entity: Entity) => boolean = () => false
  /** So does it of what is to be kept from birth. */
  keep: (item: Entity) => void = () => {}
  /** What rules have counted, by name: a handful of names that stand in the code. */
  readonly counted = new Map<string, number>()
  #since: Happening[] = []

  constructor(setup: ZoneSetup, report: Reporter) {
    const { name, areas, seed, uids, form = SAVED_FORM, onFault = () => {} } = setup
    this.name = name
    this.form = form
    this.#onFault = onFault
    this.chance = createChance(seed)
    this.report = {
      ...report,
      show: (room, event, except) => {
        if (hasComponent(this.world, room, Abroad)) return this.#showAbroad(room, event)
        report.show(room, event, except)
        if (this.#since.length < HAPPENINGS_MAX) this.#since.push(happening(room, event))
      },
    }
    this.uids = uids
    const own = areas.filter((area) => area.zone === name)
    assert(own.length > 0 || areas.length === 0, `No area is of zone "${name}"`)
    const { items, mobiles, quests, resets, areas: byName, atlas } = definitionsOf(areas, own)
    this.atlas = atlas
    this.quests = quests
    this.areas = byName
    this.items = items
    this.mobiles = mobiles
    this.resets = resets
    this.shelter = own.find((area) => area.start)?.start ?? own[0]?.rooms[0]?.id ?? ''
    this.start = areas.find((area) => area.start)?.start ?? this.shelter
    populate(this, own)
  }

  get worldTick(): number {
    return this.tick + this.aheadTicks
  }

  /** What is seen of those who come is to be seen where they are going. */
  #showAbroad(room: Entity, { verb, actor, direction }: WorldEvent): void {
    if (actor === undefined || Location.holder[actor] !== room) return
    this.arrivals.set(actor, direction === undefined ? verb : `${verb} ${direction}`)
  }

  /** Brings in what the resets bring. */
  wake(): void {
    resetAll(this)
  }

  /** Lets the operator know of what did not fit, of each place once. */
  reportMisfits(): void {
    const stack = this.misfits.take()
    if (stack) this.#onFault({ zone: this.name, action: 'read what was kept', stack })
  }

  /** Lets one tick of time pass. */
  beginTick(): void {
    this.tick++
    this.happenings = this.#since
    this.#since = []
  }

  count(name: string, amount: number): void {
    this.counted.set(name, (this.counted.get(name) ?? 0) + amount)
  }

  newUid(): number {
    return this.uids.next()
  }
}
