import type { Logger } from 'pino'

/** What has been started, to be stopped in the opposite order. */
export class Parts {
  readonly #started: { name: string; stop: () => Promise<void> }[] = []
  readonly #log: Logger
  #stopped: Promise<void> | undefined

  constructor(log: Logger) {
    this.#log = log
  }

  add(name: string, stop: () => Promise<void>): void {
    this.#started.push({ name, stop })
  }

  stopAll(): Promise<void> {
    this.#stopped ??= this.#stopEach()
    return this.#stopped
  }

  async #stopEach(): Promise<void> {
    for (const { name, stop } of this.#started.reverse()) {
      await stop().catch((err) => this.#log.error({ err, part: name }, 'a part did not stop well'))
    }
  }
}
