import type { AreaDefinition } from '#components/definition.ts'
import { type Entity, newWorld, type World } from '#components/entities.ts'
import { type Chance, createChance } from '#systems/chance.ts'
import { definitionsOf, populate } from '#systems/populate.ts'
import { resetNow } from '#systems/reset.ts'
import type { Reporter, ResetPlan, Zone } from '#systems/zone.ts'
import type { ZoneFault } from './faults.ts'
import type { SnapshotPace, ZoneKeeping } from './keeping.ts'
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

  constructor({ name, areas, seed, uids }: ZoneSetup, report: Reporter) {
    this.name = name
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

  newUid(): number {
    return this.uids.next()
  }
}
