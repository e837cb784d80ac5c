/** Tells chat whom a player ignores, whenever that changes: one change after the other. */
export class IgnoredTold {
  readonly #tell: (names: readonly string[]) => Promise<unknown>
  #names: readonly string[]
  /** What chat knows, or is being told. */
  #told: readonly string[]
  #isWaiting = false
  #settled: Promise<unknown>

  /**
   * @param tell   asks chat, until it is answered
   * @param names  what chat is told by `here`
   * @param here   settles when chat knows that
   */
  constructor(
    tell: (names: readonly string[]) => Promise<unknown>,
    names: readonly string[],
    here: Promise<unknown>,
  ) {
    this.#tell = tell
    this.#names = names
    this.#told = names
    this.#settled = here
  }

  /** Settles when chat knows all that was noted. */
  get settled(): Promise<unknown> {
    return this.#settled
  }

  /** @param names  the list as it is now: the same one unless it has changed */
  note(names: readonly string[]): void {
    this.#names = names
    if (this.#isWaiting || names === this.#told) return
    this.#isWaiting = true
    const tell = () => {
      this.#isWaiting = false
      this.#told = this.#names
      return this.#tell(this.#told)
    }
    this.#settled = this.#settled.then(tell, tell)
    // It fails only with the edge, or where too much waits already: the next arrival tells it.
    this.#settled.catch(() => {})
  }
}
