/** A character that an account may play. */
export interface CharacterSummary {
  /** Stable identity of the character, also its entity's uid in the world: a safe integer. */
  uid: number
  name: string
}

/** Who has signed in, and whom they may play. */
export interface SignedIn {
  accountId: string
  accountName: string
  /** Oldest first. */
  characters: readonly CharacterSummary[]
  /** The character whose name was given instead of the account's, if it was. */
  named?: CharacterSummary
}

/** Why a name, password or sign-in is refused; `words` is one plain sentence for the player. */
export interface Refusal {
  refused:
    | 'name-invalid'
    | 'name-reserved'
    | 'name-taken'
    | 'password-weak'
    | 'credentials'
    | 'too-many-tries'
    | 'too-many-characters'
    | 'busy'
    | 'unavailable'
  words: string
}

/** What edges need to know of accounts. The http role answers for it. */
export interface Accounts {
  /** Whether `name` (an account's or a character's) is known. Case does not matter. */
  exists(name: string): Promise<boolean>
  /** Checks `name` as a new character's name without taking it. */
  checkName(name: string): Promise<Refusal | undefined>
  /** Makes an account and its first character, both called `name`. */
  create(name: string, password: string, address: string): Promise<SignedIn | Refusal>
  /** Signs in with an account's or a character's name. */
  signIn(name: string, password: string, address: string): Promise<SignedIn | Refusal>
  /**
   * Gives the account of a character another password, and ends what was signed in with the old.
   *
   * @returns  all characters of the account
   */
  changePassword(
    characterUid: number,
    before: string,
    now: string,
    address: string,
  ): Promise<readonly CharacterSummary[] | Refusal>
  /** Adds a character to a signed-in account. */
  addCharacter(accountId: string, name: string): Promise<CharacterSummary | Refusal>
}
