import type { Terminal } from './terminal.ts'

/**
 * A terminal's text with the cursor in mind: what comes while a prompt waits for the player begins
 * on a line of its own.
 */
export class Screen {
  readonly #terminal: Terminal
  #atPrompt = false
  #isMasked = false

  constructor(terminal: Terminal) {
    this.#terminal = terminal
  }

  /** The player has ended a line. A hidden one has not moved the cursor. */
  typed(): void {
    if (!this.#isMasked) this.#atPrompt = false
  }

  /** Writes whole lines. */
  write(text: string): void {
    if (text === '') return
    this.#leavePrompt()
    this.#terminal.write(text)
  }

  /** Writes a prompt; one with a line end leaves the cursor below it. */
  prompt(text: string): void {
    this.#leavePrompt()
    this.#terminal.prompt(text)
    this.#atPrompt = !text.endsWith('\n')
  }

  /** Hides or shows what is typed. */
  mask(masked: boolean): void {
    if (masked === this.#isMasked) return
    this.#isMasked = masked
    this.#terminal.maskInput(masked)
  }

  /** Says `goodbye`, whole lines or nothing, and closes. */
  close(goodbye: string): void {
    this.mask(false)
    if (goodbye !== '') this.#leavePrompt()
    this.#terminal.close(goodbye)
  }

  #leavePrompt(): void {
    if (this.#atPrompt) this.#terminal.write('\n')
    this.#atPrompt = false
  }
}
