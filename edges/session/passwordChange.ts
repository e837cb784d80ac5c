import { plain } from '#edges/text/format.ts'
import type { Style } from '#edges/text/style.ts'
import type { Refusal } from './accounts.ts'
import type { Screen } from './screen.ts'

/** With whatever follows it: nobody's password is to leave the edge by mistake. */
export const PASSWORD = /^password(?:\s|$)/i
/** A slip for that word: what follows it may be a password, too, and goes into no ticket. */
export const NEARLY_PASSWORD = /^pas+w/i

const QUESTIONS = ['Your password until now: ', 'A new password: ', 'Once more, please: '] as const

const UNCHANGED = 'Your password is what it was.'

interface PasswordChangeOptions {
  screen: Screen
  style(): Style
  /** Asks the accounts; it does not throw. */
  change(before: string, now: string): Promise<Refusal | undefined>
  /** The questions are over: what is typed is for the world again, and the prompt is due. */
  asked(): void
  /** Says how it went. */
  tell(words: string): void
}

/**
 * Asks one who plays for the old password and twice for a new one, hidden, and has it changed.
 *
 * What is typed meanwhile never leaves here but to the accounts. An empty line ends it.
 */
export class PasswordChange {
  readonly #options: PasswordChangeOptions
  readonly #answers: string[] = []

  constructor(options: PasswordChangeOptions) {
    this.#options = options
    const words = 'An empty line leaves your password as it is.'
    options.screen.write(plain(words, options.style()))
    options.screen.mask(true)
    this.ask()
  }

  /** Asks what is to be answered now; again after other words have come in between. */
  ask(): void {
    this.#options.screen.prompt(QUESTIONS[this.#answers.length]!)
  }

  line(text: string): void {
    const { tell } = this.#options
    if (text === '') {
      this.#end()
      return tell(UNCHANGED)
    }
    this.#answers.push(text)
    if (this.#answers.length < QUESTIONS.length) return this.ask()
    this.#end()
    const [before, now, again] = this.#answers.splice(0)
    if (now !== again) tell(`Those were two different passwords. ${UNCHANGED}`)
    else void this.#change(before!, now!)
  }

  async #change(before: string, now: string): Promise<void> {
    const { change, tell } = this.#options
    const refusal = await change(before, now)
    if (refusal) tell(`${refusal.words} ${UNCHANGED}`)
    else tell('Your password is changed. Whoever else played with your account is signed out.')
  }

  #end(): void {
    this.#options.screen.mask(false)
    this.#options.asked()
  }
}
