/** Whether a process can do its work, for whoever sends players to it. */
export class Health {
  readonly #checks: (() => Promise<void> | void)[] = []
  #waitsFor: string | undefined = 'it starts'

  /** Until `started`, or the next word, the process is not ready: `words` say why. */
  waits(words: string): void {
    this.#waitsFor = words
  }

  started(): void {
    this.#waitsFor = undefined
  }

  /** From now on the process is ready only while `check` does not throw. */
  add(check: () => Promise<void> | void): void {
    this.#checks.push(check)
  }

  /** Rejects, saying why, while the process is not ready. */
  async ready(): Promise<void> {
    if (this.#waitsFor !== undefined) throw new Error(this.#waitsFor)
    for (const check of this.#checks) await check()
  }
}
