import { PoolMember } from './member.ts'
import type { PoolOptions } from './poolOptions.ts'

/** The worker threads and the zones placed on them. */
export class WorkerPool {
  readonly #members: readonly PoolMember[]

  private constructor(members: readonly PoolMember[]) {
    this.#members = members
  }

  /**
   * Starts the workers, and resolves when all zones stand that are to run from the beginning.
   *
   * @throws whatever a worker threw while it started, or why a zone cannot be opened
   */
  static async start(options: PoolOptions): Promise<WorkerPool> {
    const { areas, zones, workers } = options
    const all = new Set([...zones, ...areas.map(({ zone }) => zone)])
    const count = Math.max(1, Math.min(workers, all.size))
    const shares = Array.from({ length: count }, (_, worker) =>
      zones.filter((_zone, i) => i % count === worker),
    )
    const pool = new WorkerPool(shares.map(() => new PoolMember(options)))
    try {
      await Promise.all(pool.#members.map((member, i) => member.start(shares[i]!)))
      return pool
    } catch (error) {
      await pool.stop()
      throw error
    }
  }

  /** Threads. */
  get size(): number {
    return this.#members.length
  }

  /** All workers have crashed too often: nothing runs here any more, nor will it. */
  get isDown(): boolean {
    return this.#members.every(({ isDown }) => isDown)
  }

  /**
   * Opens a zone on the worker that has the fewest.
   *
   * @returns false if another process has it
   * @throws why it cannot be opened: the other zones go on
   */
  async open(zone: string): Promise<boolean> {
    const able = this.#members.filter(({ isDown }) => !isDown)
    if (able.length === 0) throw new Error('No worker is left: all have crashed too often')
    const member = able.reduce((least, each) => (each.count < least.count ? each : least))
    return member.open(zone)
  }

  /** Runs a zone no more; resolves when all that it had to keep is kept, and has been told. */
  async close(zone: string): Promise<void> {
    await this.#memberWith(zone)?.close(zone, false)
  }

  /** Runs a zone no more, at once: another process has it, and will have told its players. */
  async abandon(zone: string): Promise<void> {
    await this.#memberWith(zone)?.close(zone, true)
  }

  async stop(): Promise<void> {
    await Promise.all(this.#members.map((member) => member.stop()))
  }

  #memberWith(zone: string): PoolMember | undefined {
    return this.#members.find((member) => member.has(zone))
  }
}
