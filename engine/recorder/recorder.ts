import type { UidRange } from '#engine/persistence/store.ts'
import { stackOf, type ZoneFault } from '#engine/zone/faults.ts'
import type { Bus } from '#protocol/bus.ts'
import { ByteWriter } from '#protocol/bytes.ts'
import { type Doing, type Ending, type Entry, writeEntry } from './entry.ts'
import type { RecordingHeader } from './header.ts'
import { startOfRecording } from './recording.ts'
import { Witness } from './witness.ts'

/**
 * A recording that has grown so large ends, and the zone goes on without one. A second file could
 * not be replayed: a zone that runs cannot be written down whole, only where it began.
 */
export const RECORDING_BYTES_MAX = 256 * 1024 * 1024

/** What was recorded is handed on so often: twice a second. */
const HAND_ON_TICKS = 5

/** Or as soon as there is so much of it. */
const HAND_ON_BYTES = 65_536

/** Where a recording goes: to a file, or a test's memory. */
export interface RecordingSink {
  append(bytes: Uint8Array): void
  /** Returns when all that was appended is where it belongs. */
  appendNow(bytes: Uint8Array): void
  close(): void
}

export interface RecorderOptions {
  sink: RecordingSink
  header: RecordingHeader
  /** The zone's own. */
  bus: Bus
  /** Told when the recording has ended before its zone. */
  onFull(): void
  bytesMax?: number
}

/** Writes down what comes into one zone, with the sums of what becomes of it. */
export class Recorder {
  /** The bus that the zone is to be given: it sees what the zone tells. */
  readonly witness: Witness
  readonly #sink: RecordingSink
  readonly #onFull: () => void
  readonly #bytesMax: number
  readonly #waiting = new ByteWriter()
  #bytes = 0
  #ticks = 0
  #isOver = false

  constructor({ sink, header, bus, onFull, bytesMax = RECORDING_BYTES_MAX }: RecorderOptions) {
    this.witness = new Witness(bus)
    this.#sink = sink
    this.#onFull = onFull
    this.#bytesMax = bytesMax
    const start = startOfRecording(header)
    this.#bytes = start.length
    sink.append(start)
  }

  intents(payload: Uint8Array): void {
    this.#note({ kind: 'intents', payload })
  }

  heard(payload: Uint8Array): void {
    this.#note({ kind: 'heard', payload })
  }

  kept(sequence: number): void {
    this.#note({ kind: 'kept', sequence })
  }

  uids(range: UidRange): void {
    this.#note({ kind: 'uids', range })
  }

  fault({ action, stack }: ZoneFault): void {
    this.#note({ kind: 'fault', action, words: stack })
  }

  /** Has the zone do something, and writes down what came of it. */
  during<Result>(doing: Doing, run: () => Result): Result {
    let result: Result
    try {
      result = run()
    } catch (error) {
      this.#broke(doing, error)
      throw error
    }
    this.#did(doing)
    return result
  }

  /** The zone has ended, and tells nothing more. */
  end(): void {
    this.#end('closed')
  }

  #did(doing: Doing): void {
    if (this.#isOver) return
    this.#note({ kind: doing, sums: this.witness.take(doing) })
    if (doing === 'turn') return
    const isBetween = doing === 'tick' && ++this.#ticks % HAND_ON_TICKS !== 0
    if (!isBetween) this.#handOn()
  }

  #broke(doing: Doing, error: unknown): void {
    if (this.#isOver) return
    this.#isOver = true
    writeEntry(this.#waiting, { kind: 'broken', doing, words: stackOf(error) })
    this.#sink.appendNow(this.#waiting.take())
    this.#sink.close()
  }

  #note(entry: Entry): void {
    if (this.#isOver) return
    writeEntry(this.#waiting, entry)
    if (this.#waiting.length >= HAND_ON_BYTES) this.#handOn()
    if (this.#bytes < this.#bytesMax) return
    this.#end('full')
    this.#onFull()
  }

  #handOn(): void {
    const bytes = this.#waiting.take()
    this.#waiting.reset()
    this.#bytes += bytes.length
    this.#sink.append(bytes)
  }

  #end(why: Ending): void {
    if (this.#isOver) return
    this.#isOver = true
    writeEntry(this.#waiting, { kind: 'end', why, sums: this.witness.take('end') })
    this.#handOn()
    this.#sink.close()
  }
}
