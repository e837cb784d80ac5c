import type { Accounts, CharacterSummary, Refusal, SignedIn } from './accounts.ts'
import type { Log } from './log.ts'

const UNREACHABLE: Refusal = {
  refused: 'unavailable',
  words: 'The records of names cannot be reached just now. Please try again in a moment.',
}

/** `Accounts` whose every trouble is a refusal in words. */
export class AccountDesk {
  readonly #accounts: Accounts
  readonly #log: Log

  constructor(accounts: Accounts, log: Log) {
    this.#accounts = accounts
    this.#log = log
  }

  exists(name: string): Promise<boolean | Refusal> {
    return this.#guarded('exists', () => this.#accounts.exists(name))
  }

  checkName(name: string): Promise<Refusal | undefined> {
    return this.#guarded('checkName', () => this.#accounts.checkName(name))
  }

  create(name: string, password: string, address: string): Promise<SignedIn | Refusal> {
    return this.#guarded('create', () => this.#accounts.create(name, password, address))
  }

  signIn(name: string, password: string, address: string): Promise<SignedIn | Refusal> {
    return this.#guarded('signIn', () => this.#accounts.signIn(name, password, address))
  }

  addCharacter(accountId: string, name: string): Promise<CharacterSummary | Refusal> {
    return this.#guarded('addCharacter', () => this.#accounts.addCharacter(accountId, name))
  }

  changePassword(
    characterUid: number,
    before: string,
    now: string,
    address: string,
  ): Promise<readonly CharacterSummary[] | Refusal> {
    return this.#guarded('changePassword', () =>
      this.#accounts.changePassword(characterUid, before, now, address),
    )
  }

  /** Of an error only its kind is written down: its message might quote a password. */
  async #guarded<T>(action: string, answer: () => Promise<T>): Promise<T | Refusal> {
    try {
      return await answer()
    } catch (error) {
      const kind = error instanceof Error ? error.name : typeof error
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      this.#log.error({ action, kind, code }, 'Accounts could not answer')
      return UNREACHABLE
    }
  }
}
