import { renderBanner, renderConnectHelp } from '#edges/text/banner.ts'
import { AccountDesk } from './accountDesk.ts'
import type { Accounts, CharacterSummary, Refusal, SignedIn } from './accounts.ts'
import { chooseCharacter } from './characterChoice.ts'
import type { Conversation } from './conversation.ts'
import { type Request, readRequest } from './greeting.ts'
import type { Log } from './log.ts'
import { signUp } from './signUp.ts'
import { FAREWELL, whoWords } from './words.ts'

/** Refused passwords after which a connection is closed. */
export const FAILED_SIGN_INS_MAX = 5

const ASK_NAME = 'By what name are you known? '

export interface LoginOptions {
  accounts: Accounts
  log: Log
  /** The banner waits for it, so that it suits the client. */
  ready: Promise<void>
  /** The names of those who play, for whoever asks before signing in. */
  playing(): readonly string[]
  /** The text answer to `mssp-request`: whole lines. */
  msspReply(): string
}

/**
 * Leads a connection to a character, by the guided dialogue, by one line or by GMCP.
 *
 * @returns the character to be played. It does not settle for one who leaves: ask the
 *   conversation whether it is over
 */
export async function logIn(talk: Conversation, options: LoginOptions): Promise<CharacterSummary> {
  await options.ready
  talk.show(renderBanner(talk.style, { playersOnline: options.playing().length }))
  return new Login(talk, options).run()
}

class Login {
  readonly #talk: Conversation
  readonly #options: LoginOptions
  readonly #desk: AccountDesk
  #failures = 0

  constructor(talk: Conversation, options: LoginOptions) {
    this.#talk = talk
    this.#options = options
    this.#desk = new AccountDesk(options.accounts, options.log)
  }

  async run(): Promise<CharacterSummary> {
    for (;;) {
      const answer = await this.#talk.askOpenly(ASK_NAME)
      const byGmcp = typeof answer !== 'string'
      const character = await this.#answer(byGmcp ? answer : readRequest(answer), byGmcp)
      if (character) return character
    }
  }

  #answer(request: Request, byGmcp: boolean): Promise<CharacterSummary | undefined> {
    switch (request.kind) {
      case 'name':
        return this.#byName(request.name)
      case 'connect':
        return this.#connect(request, byGmcp)
      case 'create':
        return this.#create(request)
      default:
        this.#inform(request.kind)
        return Promise.resolve(undefined)
    }
  }

  #inform(kind: Exclude<Request['kind'], 'name' | 'connect' | 'create'>): void {
    const talk = this.#talk
    switch (kind) {
      case 'nothing':
        return
      case 'help':
        return talk.show(renderConnectHelp(talk.style))
      case 'who':
        return talk.say(whoWords(this.#options.playing()))
      case 'mssp':
        return talk.show(this.#options.msspReply())
      case 'screenReader':
        talk.readerChosen = !talk.style.screenReader
        return talk.say(`Screen reader mode is ${talk.readerChosen ? 'on' : 'off'}.`)
      case 'quit':
        return talk.leave(FAREWELL.quit)
      case 'unclear':
        return talk.say(
          'A name is one word. To sign in on one line, type: connect <name> <password>',
        )
    }
  }

  async #byName(name: string): Promise<CharacterSummary | undefined> {
    const isKnown = await this.#desk.exists(name)
    if (typeof isKnown !== 'boolean') return this.#refuse(isKnown)
    return isKnown ? this.#signIn(name, '') : this.#offerNew(name)
  }

  async #offerNew(name: string): Promise<CharacterSummary | undefined> {
    const refusal = await this.#desk.checkName(name)
    if (refusal) return this.#refuse(refusal)
    const wishes = await this.#talk.askYesOrNo(`Nobody here is called ${name}. Are you new?`)
    return wishes ? signUp(this.#talk, this.#desk, name) : undefined
  }

  async #create(request: Request & { kind: 'create' }): Promise<CharacterSummary | undefined> {
    const { name, password } = request
    const talk = this.#talk
    if (name === '') {
      talk.say('To make a new character, type: create <name> <password>')
      return undefined
    }
    const refusal = await this.#desk.checkName(name)
    if (refusal) return this.#refuse(refusal)
    if (password === '') return signUp(talk, this.#desk, name)
    const made = await this.#desk.create(name, password, talk.address)
    if ('refused' in made) return this.#refuse(made)
    return made.named ?? made.characters[0]
  }

  async #connect(
    request: Request & { kind: 'connect' },
    byGmcp: boolean,
  ): Promise<CharacterSummary | undefined> {
    const { name, character, password } = request
    if (name === '') {
      this.#talk.say('To sign in on one line, type: connect <name> <password>')
      return undefined
    }
    return this.#signIn(name, password, character, byGmcp)
  }

  /** @param password  `''`: it is asked for */
  async #signIn(
    name: string,
    password: string,
    character = '',
    byGmcp = false,
  ): Promise<CharacterSummary | undefined> {
    const talk = this.#talk
    const secret = password === '' ? await talk.askSecret('Password: ') : password
    if (secret === '') return undefined
    const signedIn = await this.#desk.signIn(name, secret, talk.address)
    if ('refused' in signedIn) {
      if (byGmcp) talk.tellResult(false, signedIn.words)
      return this.#refuseSignIn(signedIn)
    }
    if (byGmcp) talk.tellResult(true)
    return this.#characterOf(signedIn, character)
  }

  #characterOf(signedIn: SignedIn, wanted: string): Promise<CharacterSummary | undefined> {
    const isAsked = wanted !== '' || (!signedIn.named && signedIn.characters.length !== 1)
    if (isAsked) return chooseCharacter(this.#talk, this.#desk, signedIn, wanted)
    return Promise.resolve(signedIn.named ?? signedIn.characters[0])
  }

  #refuseSignIn(refusal: Refusal): undefined {
    if (refusal.refused === 'credentials' || refusal.refused === 'too-many-tries') this.#failures++
    this.#refuse(refusal)
    if (this.#failures >= FAILED_SIGN_INS_MAX) {
      this.#talk.leave('That was the last of five tries. Come back when you remember the password.')
    }
  }

  #refuse({ words }: Refusal): undefined {
    this.#talk.say(words)
  }
}
