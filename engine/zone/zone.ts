import type { AreaDefinition } from '#components/definition.ts'
import { type Entity, newWorld, type World } from '#components/entities.ts'
import { SAVED_FORM, type SavedForm } from '#components/savedForm.ts'
import { type Chance, createChance } from '#systems/chance.ts'
import { definitionsOf, populate } from '#systems/populate.ts'
import { resetNow } from '#systems/reset.ts'
import type { Reporter, ResetPlan, Zone } from '#systems/zone.ts'
import type { ZoneFault } from './faults.ts'
import type { SnapshotPace, ZoneKeeping } from './keeping.ts'
import { Misfits } from './misfits.ts'
import type { UidSource } from './uids.ts'

/** Ticks are a tenth of a second apart. */
export const TICK_MS = 100

/** What a zone is made of. */
export interface ZoneSetup {
  name: string
  areas: readonly AreaDefinition[]
  /** 32 bits: the same seed and the same intents give the same world. */
  seed: number
  uids: UidSource
  keeping: ZoneKeeping
  /** How often snapshots are taken, and how fast; by default as `SNAPSHOT_PACE` says. */
  snapshotPace?: SnapshotPace
  /** How what was kept is read; by default as `savedForm.ts` says. */
  form?: SavedForm
  /** Told of each fault that the zone has survived. */
  onFault?(fault: ZoneFault): void
}

/** A zone's own state: what rules are given. */
export class LiveZone implements Zone {
  readonly name: string
  readonly world: World = newWorld()
  readonly secondsPerTick = TICK_MS / 1000
  readonly chance: Chance
  readonly byUid = new Map<number, Entity>()
  readonly items: Zone['items']
  readonly mobiles: Zone['mobiles']
  readonly rooms = new Map<string, Entity>()
  readonly resets: readonly ResetPlan[]
  readonly report: Reporter
  /** Full id of the room where new characters wake. */
  readonly start: string
  tick = 0
  holdsBreath = false
  readonly uids: UidSource
  readonly form: SavedForm
  /** What of all that was kept does not fit. */
  readonly misfits = new Misfits()
  readonly #onFault: (fault: ZoneFault) => void

  constructor(setup: ZoneSetup, report: Reporter) {
    const { name, areas, seed, uids, form = SAVED_FORM, onFault = () => {} } = setup
    this.name = name
    this.form = form
    this.#onFault = onFault
    this.chance = createChance(seed)
    this.report = report
    this.uids = uids
    const { items, mobiles, resets } = definitionsOf(areas)
    this.items = items
    this.mobiles = mobiles
    this.resets = resets
    this.start = areas.find((area) => area.start)?.start ?? areas[0]?.rooms[0]?.id ?? ''
    populate(this, areas)
  }

  /** Brings in what the resets bring. */
  wake(): void {
    for (const plan of this.resets) resetNow(this, plan)
  }

  /** Lets the operator know of what did not fit, of each place once. */
  reportMisfits(): void {
    const stack = this.misfits.take()
    if (stack) this.#onFault({ zone: this.name, action: 'read what was kept', stack })
  }

  newUid(): number {
    return this.uids.next()
  }
}
