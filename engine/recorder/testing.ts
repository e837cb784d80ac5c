import type { AreaDefinition } from '#components/definition.ts'
import type { UidRange } from '#engine/persistence/store.ts'
import { NOTHING_KEPT } from '#engine/zone/keeping.ts'
import { TestWorld } from '#engine/zone/testing.ts'
import { UidSource } from '#engine/zone/uids.ts'
import type { ZoneSetup } from '#engine/zone/zone.ts'
import { ByteWriter } from '#protocol/bytes.ts'
import { type Entry, writeEntry } from './entry.ts'
import { type Played, playBack } from './playback.ts'
import { RecordedRunner } from './recordedRunner.ts'
import { Recorder, type RecordingSink } from './recorder.ts'
import { RecordingReader, startOfRecording } from './recording.ts'
import type { Done } from './replay.ts'

/** A recording in memory. */
export class MemorySink implements RecordingSink {
  readonly #out = new ByteWriter()
  isClosed = false

  get bytes(): Uint8Array {
    return this.#out.take()
  }

  append(bytes: Uint8Array): void {
    this.#out.raw(bytes)
  }

  appendNow(bytes: Uint8Array): void {
    this.append(bytes)
  }

  close(): void {
    this.isClosed = true
  }
}

/** What a test may choose of a recorded zone. */
export interface Chosen
  extends Partial<Pick<ZoneSetup, 'name' | 'seed' | 'keeping' | 'snapshotPace'>> {
  uids?: UidRange
  sink?: MemorySink
  bytesMax?: number
}

const FIRST_UID = 2 ** 36

/** A zone that runs when a test says so, and its recording. */
export class RecordedWorld {
  readonly sink: MemorySink
  readonly world: TestWorld
  /** How often it was told that the recording is full. */
  full = 0
  readonly #uids: UidSource
  #recorder: Recorder | undefined

  constructor(areas: readonly AreaDefinition[], chosen: Chosen = {}) {
    const { name = areas[0]?.zone ?? 'house', seed = 1, keeping = NOTHING_KEPT } = chosen
    const { snapshotPace, bytesMax } = chosen
    this.sink = chosen.sink ?? new MemorySink()
    const uids = chosen.uids ?? { first: FIRST_UID, last: FIRST_UID + 2 ** 20 - 1 }
    this.#uids = new UidSource(uids, () => {})
    const header = { version: '0.0.1', node: process.version, begunAtMs: 0, zone: name, areas }
    const setup = { name, seed, keeping, uids: this.#uids, ...(snapshotPace && { snapshotPace }) }
    this.world = new TestWorld(areas, setup, (whole, bus) => {
      const recorder = new Recorder({
        sink: this.sink,
        header: { ...header, seed, uids, keeping, snapshotPace },
        bus,
        onFull: () => this.full++,
        ...(bytesMax && { bytesMax }),
      })
      this.#recorder = recorder
      return RecordedRunner.begin(whole, recorder)
    })
  }

  giveUids(range: UidRange): void {
    this.#recorder!.uids(range)
    this.#uids.add(range)
  }

  /** Stops the zone. @returns all of the recording */
  end(): Uint8Array {
    this.world.runner.stop()
    this.world.keep()
    this.#recorder!.end()
    return this.sink.bytes
  }
}

export function replayed(bytes: Uint8Array, onDone?: (done: Done) => void): Played {
  return playBack(new RecordingReader(bytes), onDone)
}

export function entriesOf(bytes: Uint8Array): Entry[] {
  const reader = new RecordingReader(bytes)
  const entries: Entry[] = []
  for (let entry = reader.next(); entry; entry = reader.next()) entries.push(entry)
  return entries
}

/** The same recording with other entries. */
export function withEntries(bytes: Uint8Array, entries: readonly Entry[]): Uint8Array {
  const out = new ByteWriter()
  out.raw(startOfRecording(new RecordingReader(bytes).header))
  for (const entry of entries) writeEntry(out, entry)
  return out.take()
}
