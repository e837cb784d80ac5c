import type { Hub, Unsubscribe } from '#protocol/bus.ts'
import type { Accounts, CharacterSummary, Refusal, SignedIn } from './accounts.ts'
import type { Clock } from './clock.ts'
import type { Log } from './log.ts'
import type { Terminal, TerminalCapabilities, TerminalListener } from './terminal.ts'

/** Lets all that has been set going come to rest: promises, immediates, and what they set going. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** A clock that only moves by `advance`. */
export class ManualClock implements Clock {
  #now = 0
  readonly #waiting = new Map<number, { at: number; action: () => void }>()
  #lastId = 0
  /** How many timers were ever set. */
  get timersSet(): number {
    return this.#lastId
  }

  get timersWaiting(): number {
    return this.#waiting.size
  }

  now(): number {
    return this.#now
  }

  after(ms: number, action: () => void): () => void {
    const id = ++this.#lastId
    this.#waiting.set(id, { at: this.#now + ms, action })
    return () => {
      this.#waiting.delete(id)
    }
  }

  /** That needs no time: it is not waited for. */
  soon(action: () => void): void {
    setImmediate(action)
  }

  /** Moves on, and runs what falls due in its order. */
  advance(ms: number): void {
    const until = this.#now + ms
    for (;;) {
      const due = [...this.#waiting].filter(([, { at }]) => at <= until)
      const [id, timer] = due.sort(([, a], [, b]) => a.at - b.at)[0] ?? []
      if (id === undefined || timer === undefined) break
      this.#waiting.delete(id)
      this.#now = Math.max(this.#now, timer.at)
      timer.action()
    }
    this.#now = until
  }
}

/**
 * Delivers in the same turn of the event loop, never within `publish`; loses all while it is down.
 */
export class MemoryBus implements Hub {
  /** While true, what is published is lost. */
  isDown = false
  readonly #onGap = new Set<() => void>()
  readonly #receivers = new Map<string, Set<(payload: Uint8Array) => void>>()

  publish(subject: string, payload: Uint8Array): void {
    if (this.isDown) return
    queueMicrotask(() => {
      for (const receive of this.#receivers.get(subject) ?? []) receive(payload)
    })
  }

  subscribe(subject: string, receive: (payload: Uint8Array) => void): Unsubscribe {
    const receivers = this.#receivers.get(subject) ?? new Set()
    this.#receivers.set(subject, receivers)
    receivers.add(receive)
    return () => {
      receivers.delete(receive)
    }
  }

  serve(subject: string, receive: (payload: Uint8Array) => void): Unsubscribe {
    return this.subscribe(subject, receive)
  }

  onGap(restored: () => void): Unsubscribe {
    this.#onGap.add(restored)
    return () => {
      this.#onGap.delete(restored)
    }
  }

  /** It was down, and those who listen for gaps are told that it is back. */
  restore(): void {
    this.isDown = false
    for (const restored of this.#onGap) restored()
  }
}

/** A log that keeps what is written, as JSON. */
export class KeptLog implements Log {
  readonly lines: string[] = []

  warn(details: object, message: string): void {
    this.lines.push(`warn ${message} ${JSON.stringify(details)}`)
  }

  error(details: object, message: string): void {
    this.lines.push(`error ${message} ${JSON.stringify(details)}`)
  }
}

/** A client whose screen can be read: what is written to it, and what its player types and sees. */
export class FakeTerminal implements Terminal {
  readonly address: string
  readonly capabilities: TerminalCapabilities = {
    clientName: '',
    columns: 80,
    rows: 24,
    sized: false,
    colour: 'none',
    utf8: true,
    screenReader: false,
    gmcp: false,
    encrypted: false,
  }
  readonly gmcpSent: [name: string, value: unknown][] = []
  agreed: readonly string[] = []
  isMasked = false
  isClosed = false
  /** Does not go when told to close, until `hangUp`. */
  isStuck = false
  #listener: TerminalListener | undefined
  #screen = ''

  constructor(capabilities: Partial<TerminalCapabilities> = {}, address = '127.0.0.1') {
    this.address = address
    Object.assign(this.capabilities, capabilities)
  }

  /** What has come to the screen since the last look. */
  seen(): string {
    const screen = this.#screen
    this.#screen = ''
    return screen
  }

  /** The player types lines; they show unless they are masked. */
  type(...lines: string[]): void {
    for (const line of lines) {
      if (!this.isMasked) this.#screen += `${line}\n`
      this.#listener?.line(line)
    }
  }

  tooLong(): void {
    this.#listener?.lineTooLong()
  }

  sendsGmcp(name: string, value?: unknown): void {
    this.#listener?.gmcp(name, value)
  }

  becomes(capabilities: Partial<TerminalCapabilities>): void {
    Object.assign(this.capabilities, capabilities)
    this.#listener?.capabilitiesChanged()
  }

  /** The client goes. */
  hangUp(): void {
    this.isClosed = true
    this.#listener?.closed()
  }

  listen(listener: TerminalListener): void {
    this.#listener = listener
  }

  write(text: string): void {
    this.#screen += text
  }

  prompt(text: string): void {
    this.#screen += text
  }

  maskInput(masked: boolean): void {
    this.isMasked = masked
  }

  sendGmcp(name: string, value?: unknown): void {
    if (this.capabilities.gmcp) this.gmcpSent.push([name, value])
  }

  close(goodbye: string): void {
    if (this.isClosed) return
    this.#screen += goodbye
    this.isClosed = true
    if (!this.isStuck) setImmediate(() => this.#listener?.closed())
  }
}

interface FakeAccount {
  name: string
  password: string
  characters: CharacterSummary[]
}

/** Accounts in memory, under the rules that login dialogues meet. */
export class FakeAccounts implements Accounts {
  /** The next answers fail as a database does. */
  isDown = false
  /** Settles each answer; tests hold it back. */
  gate: Promise<void> = Promise.resolve()
  signIns = 0
  readonly #accounts: FakeAccount[] = []
  #lastUid = 100

  /** Adds an account; its first character has its name unless others are named. */
  add(name: string, password: string, ...characters: string[]): void {
    const names = characters.length > 0 ? characters : [name]
    const account = { name, password, characters: names.map((own) => this.#character(own)) }
    this.#accounts.push(account)
  }

  addBare(name: string, password: string): void {
    this.#accounts.push({ name, password, characters: [] })
  }

  async exists(name: string): Promise<boolean> {
    await this.#reach()
    return this.#find(name) !== undefined
  }

  async checkName(name: string): Promise<Refusal | undefined> {
    await this.#reach()
    if (!/^[a-z]{3,16}$/i.test(name)) return NAME_INVALID
    return this.#find(name) ? { refused: 'name-taken', words: 'That name is taken.' } : undefined
  }

  async create(name: string, password: string): Promise<SignedIn | Refusal> {
    const refusal = await this.checkName(name)
    if (refusal) return refusal
    if (password.length < 6) {
      return { refused: 'password-weak', words: 'A password has six letters at least.' }
    }
    this.add(name, password)
    return this.#signedIn(this.#find(name)!)
  }

  async signIn(name: string, password: string): Promise<SignedIn | Refusal> {
    this.signIns++
    await this.#reach()
    const account = this.#find(name)
    if (account?.password !== password) {
      return { refused: 'credentials', words: 'Name and password do not match.' }
    }
    const named = account.characters.find((one) => one.name.toLowerCase() === name.toLowerCase())
    const isAccount = account.name.toLowerCase() === name.toLowerCase()
    return this.#signedIn(account, isAccount ? undefined : named)
  }

  async changePassword(
    characterUid: number,
    before: string,
    now: string,
  ): Promise<readonly CharacterSummary[] | Refusal> {
    await this.#reach()
    const account = this.#accounts.find(({ characters }) =>
      characters.some(({ uid }) => uid === characterUid),
    )
    if (account?.password !== before) {
      return { refused: 'credentials', words: 'That is not your password.' }
    }
    account.password = now
    return account.characters
  }

  async addCharacter(accountId: string, name: string): Promise<CharacterSummary | Refusal> {
    const refusal = await this.checkName(name)
    if (refusal) return refusal
    const character = this.#character(name)
    this.#find(accountId)!.characters.push(character)
    return character
  }

  #character(name: string): CharacterSummary {
    return { uid: ++this.#lastUid, name }
  }

  #find(name: string): FakeAccount | undefined {
    const same = (other: string) => other.toLowerCase() === name.toLowerCase()
    return this.#accounts.find(
      (account) => same(account.name) || account.characters.some((one) => same(one.name)),
    )
  }

  #signedIn(account: FakeAccount, named?: CharacterSummary): SignedIn {
    const { name, characters } = account
    return { accountId: name, accountName: name, characters, ...(named ? { named } : {}) }
  }

  async #reach(): Promise<void> {
    await this.gate
    if (this.isDown) throw new Error('connect ECONNREFUSED with secret-parameter')
  }
}

const NAME_INVALID: Refusal = {
  refused: 'name-invalid',
  words: 'A name has 3 to 16 letters, and nothing else.',
}
