import type { Kysely, Transaction } from 'kysely'
import { MemoryPresence } from '#edges/presence/memoryPresence.ts'
import type { Presence } from '#edges/presence/presence.ts'
import type { Accounts, CharacterSummary, Refusal, SignedIn } from '#edges/session/accounts.ts'
import type { Schema } from '#migrations/schema.ts'
import { Guard } from './accountsGuard.ts'
import { BusyError, Hashing } from './accountsHashing.ts'
import { checkPassword } from './accountsPasswords.ts'
import {
  charactersOf,
  findAccount,
  findOwner,
  insertCharacter,
  isTaken,
  lockAccount,
  lockName,
  placeholderEmail,
} from './accountsStore.ts'
import { revokeAllOf } from './entryPasses.ts'
import { checkName, displayName, isNameShaped, nameKey } from './names.ts'

const CHARACTERS_LIMIT = 8 // an account

const WRONG: Refusal = { refused: 'credentials', words: 'Wrong name or password.' }
const NOT_YOURS: Refusal = {
  refused: 'credentials',
  words: 'The first was not your password.',
}
const BUSY: Refusal = {
  refused: 'busy',
  words: 'Too many people are signing in just now: please try again in a moment.',
}
const UNAVAILABLE: Refusal = {
  refused: 'unavailable',
  words: 'Accounts cannot be reached just now: please try again in a moment.',
}

export interface AccountsOptions {
  db: Kysely<Schema>
  /** See migrations/secrets.ts. */
  secret: string
  /** Counts tries of all edges together; by default, of this one alone. */
  presence?: Presence
  /** Addresses that no per-address limit holds for. */
  trustedAddresses: ReadonlySet<string>
  /** Words besides the usual ones that no one may be called, in lower case: the commands. */
  reservedNames: ReadonlySet<string>
  /** Hears of faults that players are only told to wait for. */
  onError: (words: string) => void
}

/** Accounts and their characters, in the tables of better-auth and ours. */
export function createAccounts(options: AccountsOptions): Accounts {
  return new StoredAccounts(options)
}

class StoredAccounts implements Accounts {
  readonly #options: AccountsOptions
  readonly #hashing = new Hashing()
  readonly #guard: Guard
  /** Large, and only needed for new accounts and passwords: see `#loadAuth`. */
  #auth: Promise<typeof import('./accountsAuth.ts')> | undefined

  constructor(options: AccountsOptions) {
    const { presence = new MemoryPresence(), trustedAddresses } = options
    this.#options = options
    this.#guard = new Guard({ presence, isTrusted: (address) => trustedAddresses.has(address) })
  }

  async exists(name: string): Promise<boolean> {
    if (!isNameShaped(name)) return false
    const isKnown = await isTaken(this.#options.db, name)
    // A newcomer chooses a password next, which takes longer than to load this.
    if (!isKnown) this.#loadAuth().catch(() => {})
    return isKnown
  }

  checkName(name: string): Promise<Refusal | undefined> {
    return this.#orRefuse(() => this.#refuseName(name))
  }

  async create(name: string, password: string, address: string): Promise<SignedIn | Refusal> {
    const refusal =
      (await this.checkName(name)) ??
      checkPassword(password, name) ??
      (await this.#guard.beginCreation(address))
    if (refusal !== undefined) return refusal
    const made = await this.#orRefuse(() => this.#create(name, password))
    if ('refused' in made) await this.#guard.creationCameToNothing(address)
    return made
  }

  async signIn(name: string, password: string, address: string): Promise<SignedIn | Refusal> {
    const key = nameKey(name).slice(0, 40)
    const refusal = await this.#guard.begin(key, address)
    if (refusal !== undefined) return refusal
    const outcome = await this.#orRefuse(() => this.#signIn(name, password))
    if (!('refused' in outcome)) await this.#guard.succeeded(key, address)
    else if (outcome === WRONG) await this.#guard.failed(address)
    else await this.#guard.cameToNothing(key)
    return outcome
  }

  addCharacter(accountId: string, name: string): Promise<CharacterSummary | Refusal> {
    return this.#orRefuse(async () => {
      const { db, reservedNames } = this.#options
      const refusal = checkName(name, reservedNames)
      if (refusal !== undefined) return refusal
      return db.transaction().execute(async (change) => {
        await lockName(change, name)
        const count = await lockAccount(change, accountId)
        if (count === undefined) return WRONG
        if (count >= CHARACTERS_LIMIT) return tooManyCharacters()
        if (await isTaken(change, name, accountId)) return nameTaken(name)
        return insertCharacter(change, accountId, name)
      })
    })
  }

  async changePassword(
    characterUid: number,
    before: string,
    now: string,
    address: string,
  ): Promise<readonly CharacterSummary[] | Refusal> {
    const owner = await this.#orRefuse(() => findOwner(this.#options.db, characterUid))
    if (owner === undefined) return NOT_YOURS
    if ('refused' in owner) return owner
    const key = owner.username ?? ''
    const refusal =
      checkPassword(now, key) ??
      checkPassword(now, owner.name) ??
      (await this.#guard.begin(key, address))
    if (refusal !== undefined) return refusal
    const { id, password } = owner
    const outcome = await this.#orRefuse(() => this.#change(id, password ?? undefined, before, now))
    if (!('refused' in outcome)) await this.#guard.succeeded(key, address)
    else if (outcome === NOT_YOURS) await this.#guard.failed(address)
    else await this.#guard.cameToNothing(key)
    return outcome
  }

  /** Nothing of the database waits while hashes are made. */
  async #change(
    accountId: string,
    stored: string | undefined,
    before: string,
    now: string,
  ): Promise<readonly CharacterSummary[] | Refusal> {
    if (!(await this.#hashing.verify(stored, before))) return NOT_YOURS
    const hashed = await this.#hashing.hash(now)
    return this.#options.db.transaction().execute(async (change) => {
      const { internalAdapter } = await (await this.#authIn(change, hashed)).$context
      await internalAdapter.updatePassword(accountId, hashed)
      await internalAdapter.deleteUserSessions(accountId)
      await revokeAllOf(change, accountId)
      return charactersOf(change, accountId)
    })
  }

  /** A quarter of a second of a start that most, who have an account, would wait for in vain. */
  #loadAuth(): Promise<typeof import('./accountsAuth.ts')> {
    this.#auth ??= import('./accountsAuth.ts')
    return this.#auth
  }

  /** better-auth within a transaction; whatever it is to hash gives `hashed`. */
  async #authIn(change: Transaction<Schema>, hashed: string) {
    const { secret, onError } = this.#options
    const { createAuth } = await this.#loadAuth()
    const verify = this.#hashing.verify.bind(this.#hashing)
    return createAuth({ db: change, secret, hash: async () => hashed, verify, onError })
  }

  async #refuseName(name: string): Promise<Refusal | undefined> {
    const { db, reservedNames } = this.#options
    const refusal = checkName(name, reservedNames)
    if (refusal !== undefined) return refusal
    return (await isTaken(db, name)) ? nameTaken(name) : undefined
  }

  /** The hash is made before the transaction begins: nothing in the database waits for it. */
  async #create(name: string, password: string): Promise<SignedIn | Refusal> {
    const { db } = this.#options
    const hashed = await this.#hashing.hash(password)
    return db.transaction().execute(async (change) => {
      await lockName(change, name)
      if (await isTaken(change, name)) return nameTaken(name)
      const shown = displayName(name)
      const auth = await this.#authIn(change, hashed)
      const { user } = await auth.api.signUpEmail({
        body: { email: placeholderEmail(), name: shown, username: name, password },
      })
      const character = await insertCharacter(change, user.id, name)
      return { accountId: user.id, accountName: shown, characters: [character] }
    })
  }

  /** A name that nobody has is checked as long as any other: an answer's time tells nothing. */
  async #signIn(name: string, password: string): Promise<SignedIn | Refusal> {
    const { db } = this.#options
    const found = isNameShaped(name) ? await findAccount(db, name) : undefined
    const right = await this.#hashing.verify(found?.passwordHash, password)
    if (!right || found === undefined) return WRONG
    const characters = await charactersOf(db, found.id)
    const named = characters.find(({ uid }) => uid === found.namedUid)
    const signedIn = { accountId: found.id, accountName: found.name, characters }
    return named === undefined ? signedIn : { ...signedIn, named }
  }

  async #orRefuse<T>(work: () => Promise<T>): Promise<T | Refusal> {
    try {
      return await work()
    } catch (error) {
      if (error instanceof BusyError) return BUSY
      this.#options.onError(`Accounts failed: ${error instanceof Error ? error.message : error}`)
      return UNAVAILABLE
    }
  }
}

function nameTaken(name: string): Refusal {
  const words = `The name ${displayName(name)} is taken: please choose another.`
  return { refused: 'name-taken', words }
}

function tooManyCharacters(): Refusal {
  const words = `An account has ${CHARACTERS_LIMIT} characters at most.`
  return { refused: 'too-many-characters', words }
}
