import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { z } from 'zod'
import type { Accounts, CharacterSummary, Refusal, SignedIn } from '#edges/session/accounts.ts'
import { normalAddress } from '#edges/telnet/address.ts'
import { clientAddress } from '#edges/websocket/forwarded.ts'
import { isAllowedOrigin } from '#edges/websocket/origin.ts'
import { type StoredPasses, TICKET_SECONDS } from './entryPasses.ts'

/** Longer than any name or password that there may be. */
const NAME_MAX = 64
const PASSWORD_MAX = 1024

export interface ApiOptions {
  accounts: Accounts
  passes: Pick<StoredPasses, 'ticketFor'>
  /** Proxies, whose word on others' addresses is taken. */
  trusted: ReadonlySet<string>
  /** Origins of pages that may ask, beside our own host's; `*`: all. */
  origins: readonly string[]
  /** Hears of faults that clients are only told to wait for. */
  onError(words: string): void
}

type Asked = Context<{ Bindings: HttpBindings }>

const credentials = z.object({
  name: z.string().max(NAME_MAX),
  password: z.string().max(PASSWORD_MAX),
})
const ticketWish = credentials.extend({ character: z.string().max(NAME_MAX).optional() })
const charactersWish = credentials.extend({ create: z.string().max(NAME_MAX).optional() })

const STATUS = {
  'name-invalid': 422,
  'name-reserved': 422,
  'name-taken': 409,
  'password-weak': 422,
  credentials: 401,
  'too-many-tries': 429,
  'too-many-characters': 409,
  busy: 503,
  unavailable: 503,
} as const satisfies Record<Refusal['refused'], number>

/**
 * What clients ask for before they play: `POST /tickets`, `/characters` and `/accounts`, each with
 * a JSON object of `name`, `password` and what else is wanted. An error has a code and `words`, one
 * sentence for people.
 */
export function apiRoutes(options: ApiOptions): Hono<{ Bindings: HttpBindings }> {
  const api = new Hono<{ Bindings: HttpBindings }>()
  api.use(ourPagesOnly(options.origins))
  api.options('*', (c) => c.body(null, 204))
  api.post('/tickets', (c) => giveTicket(c, options))
  api.post('/characters', (c) => listCharacters(c, options))
  api.post('/accounts', (c) => makeAccount(c, options))
  api.all('*', (c) => fault(c, 404, 'not-found', 'There is nothing of that name here.'))
  api.onError((error, c) => {
    options.onError(`A request to the API failed: ${error.name}`)
    return fault(c, 503, 'unavailable', 'That cannot be done just now: please try again.')
  })
  return api
}

/** Browsers say from where a page is; they send JSON from elsewhere only where they may. */
function ourPagesOnly(origins: readonly string[]): MiddlewareHandler {
  return async (c, next) => {
    const origin = c.req.header('origin') ?? ''
    if (!isAllowedOrigin(origin, c.req.header('host') ?? '', origins)) {
      return fault(c, 403, 'origin', 'Pages from elsewhere may not ask for that.')
    }
    if (
      c.req.method === 'POST' &&
      !/^application\/json\b/.test(c.req.header('content-type') ?? '')
    ) {
      return fault(c, 415, 'content-type', 'Send JSON, with the content type application/json.')
    }
    await next()
    c.header('Cache-Control', 'no-store')
    if (origin === '') return
    c.header('Access-Control-Allow-Origin', origin)
    c.header('Access-Control-Allow-Headers', 'content-type')
    c.header('Access-Control-Allow-Methods', 'POST')
    c.header('Vary', 'Origin')
  }
}

async function giveTicket(c: Asked, options: ApiOptions): Promise<Response> {
  const wish = await bodyOf(c, ticketWish)
  if (wish === undefined) return badBody(c, '"name", "password" and perhaps "character"')
  const { accounts, passes } = options
  const signedIn = await accounts.signIn(wish.name, wish.password, addressOf(c, options))
  if ('refused' in signedIn) return refusal(c, signedIn)
  const character = chosen(signedIn, wish.character)
  if (character === undefined) {
    const words = 'Say which of your characters you play.'
    return c.json({ error: 'character', words, characters: signedIn.characters }, 409)
  }
  const ticket = await passes.ticketFor(character.uid)
  return c.json({ ticket, expiresInSeconds: TICKET_SECONDS, character })
}

async function listCharacters(c: Asked, options: ApiOptions): Promise<Response> {
  const wish = await bodyOf(c, charactersWish)
  if (wish === undefined) return badBody(c, '"name", "password" and perhaps "create"')
  const { accounts } = options
  const signedIn = await accounts.signIn(wish.name, wish.password, addressOf(c, options))
  if ('refused' in signedIn) return refusal(c, signedIn)
  if (wish.create === undefined) return c.json(shown(signedIn))
  const made = await accounts.addCharacter(signedIn.accountId, wish.create)
  if ('refused' in made) return refusal(c, made)
  return c.json(shown({ ...signedIn, characters: [...signedIn.characters, made] }), 201)
}

async function makeAccount(c: Asked, options: ApiOptions): Promise<Response> {
  const wish = await bodyOf(c, credentials)
  if (wish === undefined) return badBody(c, '"name" and "password"')
  const made = await options.accounts.create(wish.name, wish.password, addressOf(c, options))
  return 'refused' in made ? refusal(c, made) : c.json(shown(made), 201)
}

/** The one that was named, by whichever name; the only one; or none. */
function chosen(signedIn: SignedIn, name: string | undefined): CharacterSummary | undefined {
  const { characters, named } = signedIn
  if (name === undefined) return named ?? (characters.length === 1 ? characters[0] : undefined)
  return characters.find((each) => each.name.toLowerCase() === name.trim().toLowerCase())
}

function shown({ accountName, characters }: SignedIn) {
  return { account: accountName, characters }
}

async function bodyOf<T>(c: Asked, schema: z.ZodType<T>): Promise<T | undefined> {
  const read = schema.safeParse(await c.req.json().catch(() => undefined))
  return read.success ? read.data : undefined
}

function addressOf(c: Asked, { trusted }: ApiOptions): string {
  const peer = normalAddress(c.env.incoming.socket.remoteAddress)
  return clientAddress(peer, c.req.header('x-forwarded-for') ?? '', trusted)
}

function badBody(c: Context, what: string): Response {
  return fault(c, 400, 'body', `Send a JSON object with ${what}, all of them texts.`)
}

function refusal(c: Context, { refused, words }: Refusal): Response {
  return fault(c, STATUS[refused], refused, words)
}

type FaultStatus = 400 | 403 | 404 | 415 | (typeof STATUS)[Refusal['refused']]

function fault(c: Context, status: FaultStatus, error: string, words: string): Response {
  return c.json({ error, words }, status)
}
