import { Child, type ChildOptions } from './child.ts'
import { onEarlyEnd } from './cleanups.ts'

/** What a trial has started so far, in the order in which it was. */
export class Setup {
  readonly #ends: (() => unknown)[] = []

  /** Starts a process that ends with the trial. */
  child(options: ChildOptions): Child {
    const child = new Child(options)
    this.ends(() => child.stop())
    return child
  }

  /** Has `end` be called when the trial is over, before all that was there already. */
  ends(end: () => unknown): void {
    this.#ends.push(end)
  }

  async endAll(): Promise<void> {
    for (const end of this.#ends.splice(0).reverse()) await end()
  }
}

/** Runs `work`; what it starts ends with it, also should this process be told to end meanwhile. */
export async function withSetup<T>(work: (setup: Setup) => Promise<T>): Promise<T> {
  const setup = new Setup()
  const forget = onEarlyEnd(() => setup.endAll())
  try {
    return await work(setup)
  } finally {
    await setup.endAll()
    forget()
  }
}
