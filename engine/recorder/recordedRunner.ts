import { ZoneRunner } from '#engine/zone/runner.ts'
import type { ZoneSetup } from '#engine/zone/zone.ts'
import type { Recorder } from './recorder.ts'

/**
 * A zone at work whose recorder is told of all that comes in. A zone that is not recorded has no
 * part of this: nothing asks in each turn whether it is.
 */
export class RecordedRunner extends ZoneRunner {
  readonly #recorder: Recorder

  private constructor(setup: ZoneSetup, recorder: Recorder) {
    super(setup, recorder.witness)
    this.#recorder = recorder
  }

  static begin(setup: ZoneSetup, recorder: Recorder): RecordedRunner {
    const onFault: ZoneSetup['onFault'] = (fault) => {
      recorder.fault(fault)
      setup.onFault?.(fault)
    }
    return recorder.during('begin', () => {
      const runner = new RecordedRunner({ ...setup, onFault }, recorder)
      recorder.witness.watch(runner.zone)
      return runner
    })
  }

  override deliver(payload: Uint8Array): void {
    this.#recorder.intents(payload)
    super.deliver(payload)
  }

  override hear(payload: Uint8Array): void {
    this.#recorder.heard(payload)
    super.hear(payload)
  }

  override turn(): void {
    this.#recorder.during('turn', () => super.turn())
  }

  override tick(): void {
    this.#recorder.during('tick', () => super.tick())
  }

  override kept(sequence: number): void {
    this.#recorder.kept(sequence)
    super.kept(sequence)
  }

  override stop(): void {
    this.#recorder.during('stop', () => super.stop())
  }

  override rest(): void {
    this.#recorder.during('rest', () => super.rest())
  }
}
