import { hasComponent } from 'bitecs'
import { type Entity, expectEntities } from '#components/entities.ts'
import { Membership } from '#components/membership.ts'
import { encodeRecord, encodeSnapshotPiece } from '#engine/persistence/journalWire.ts'
import { type Bus, SUBJECT } from '#protocol/bus.ts'
import { roomWithUid } from '#systems/rooms.ts'
import { giveBack, type Stray } from './bearers.ts'
import type { SnapshotPace, ZoneKeeping } from './keeping.ts'
import { KeptModel } from './keptModel.ts'
import type { Ledger } from './ledger.ts'
import type { Touched } from './outbox.ts'
import { revive } from './revive.ts'
import { type Piece, Snapshotter } from './snapshotter.ts'
import type { LiveZone, ZoneSetup } from './zone.ts'

export const SNAPSHOT_PACE: SnapshotPace = { everyTicks: 600, recordsMin: 100, stepEntities: 250 }

/** A record that is not kept after so many ticks: the world holds its breath. */
export const BREATH_TICKS = 10

/** A zone's journal, as the zone writes it: numbers records, and knows which are kept. */
export class ZoneJournal {
  readonly #zone: LiveZone
  readonly #ledger: Ledger
  readonly #keeping: ZoneKeeping
  readonly #bus: Bus
  readonly #snapshotter: Snapshotter
  readonly #pace: SnapshotPace
  readonly #strays: Stray[] = []
  #sequence: number
  #keptSequence: number
  #snapshotSequence: number
  /** The last piece of a snapshot, which tells of records that may not be kept yet. */
  #end: { piece: Piece; until: number } | undefined
  /** The tick since which something waits to be kept. */
  #waitingSince = 0

  constructor(
    zone: LiveZone,
    ledger: Ledger,
    { keeping, snapshotPace }: Pick<ZoneSetup, 'keeping' | 'snapshotPace'>,
    bus: Bus,
  ) {
    this.#zone = zone
    this.#ledger = ledger
    this.#keeping = keeping
    this.#bus = bus
    this.#pace = snapshotPace ?? SNAPSHOT_PACE
    this.#snapshotter = new Snapshotter(zone.world, ledger)
    const { snapshot, records } = keeping.kept
    this.#sequence = records.at(-1)?.sequence ?? snapshot?.sequence ?? 0
    this.#keptSequence = this.#sequence
    this.#snapshotSequence = snapshot?.sequence ?? 0
    zone.tick = records.at(-1)?.tick ?? snapshot?.tick ?? 0
  }

  get isAllKept(): boolean {
    return this.#keptSequence === this.#sequence
  }

  /** Whether what was done a while ago is still not kept. */
  get holdsBreath(): boolean {
    return !this.isAllKept && this.#zone.tick - this.#waitingSince > BREATH_TICKS
  }

  /**
   * Brings back what was kept.
   *
   * @returns the entities that came back
   * @throws {KeptError} if it was kept by a newer Loam, or cannot be understood
   */
  recover(): Entity[] {
    const zone = this.#zone
    const model = new KeptModel(zone.form)
    const { snapshot, records } = this.#keeping.kept
    if (snapshot) model.apply(snapshot.payload, this.#named('the snapshot after', snapshot))
    for (const record of records) model.apply(record.payload, this.#named('', record))
    const shelter = zone.rooms.get(zone.shelter)!
    const place = (holder: number, thing: Entity) => {
      const bearer = model.bearers.get(holder)
      if (bearer) {
        this.#strays.push({ thing, bearer })
        return zone.byUid.get(bearer.room) ?? shelter
      }
      // A character whose room is another zone's now goes there.
      const isCharacter = hasComponent(zone.world, thing, Membership)
      return (isCharacter ? roomWithUid(zone, holder) : undefined) ?? shelter
    }
    expectEntities(zone.world, model.size)
    zone.byUid.makeRoom(zone.byUid.size + model.size)
    const entities = revive(zone, model.wholes(), place, zone.misfits)
    zone.reportMisfits()
    this.#ledger.recovered(entities)
    return entities
  }

  /** When resets have brought what they bring: those among it who had something get it back. */
  giveBack(): void {
    giveBack(this.#zone, this.#strays.splice(0))
  }

  #named(what: string, { sequence }: { sequence: number }): string {
    return `${what} record ${sequence} of zone "${this.#zone.name}"`.trimStart()
  }

  /**
   * Sends off what this turn has changed for good.
   *
   * @returns what may not be told before that is kept
   */
  write(withLazy: boolean): Touched | undefined {
    const entry = this.#ledger.take(withLazy)
    if (!entry) return undefined
    if (this.isAllKept) this.#waitingSince = this.#zone.tick
    this.#sequence++
    const { payload, entered, left, rooms } = entry
    const head = { zone: this.#zone.name, epoch: this.#keeping.epoch, sequence: this.#sequence }
    const record = { ...head, tick: this.#zone.tick, payload, entered, left }
    this.#bus.publish(SUBJECT.journal, encodeRecord(record))
    return { sequence: this.#sequence, rooms }
  }

  /** Records up to `sequence` are kept. */
  kept(sequence: number): void {
    this.#keptSequence = Math.max(this.#keptSequence, sequence)
    this.#waitingSince = this.#zone.tick
  }

  /** Goes on with a snapshot, or begins one when it is time. */
  tick(): void {
    const { everyTicks, recordsMin, stepEntities } = this.#pace
    const piece = this.#snapshotter.step(stepEntities)
    if (piece?.isLast) this.#end = { piece, until: this.#sequence }
    else if (piece) this.#send(piece)
    this.#sendEnd()
    // To begin takes about as long as a step: it has a tick of its own.
    const isDue = this.#zone.tick % everyTicks === 0 && !this.#end
    if (isDue && this.#sequence - this.#snapshotSequence >= recordsMin) {
      this.#snapshotter.begin(this.#sequence, this.#zone.tick)
    }
  }

  /**
   * A snapshot knows what was changed while it was written: should that never be kept, it would
   * tell of what has not happened. So its end leaves after the last record of which it may know,
   * and without its end it is nothing.
   */
  #sendEnd(): void {
    if (!this.#end || this.#end.until > this.#keptSequence) return
    const { piece } = this.#end
    this.#end = undefined
    this.#snapshotSequence = piece.sequence
    this.#send(piece)
  }

  #send(piece: Piece): void {
    const { epoch } = this.#keeping
    const message = encodeSnapshotPiece({ zone: this.#zone.name, epoch, ...piece })
    this.#bus.publish(SUBJECT.snapshot, message)
  }
}
