import { userInfo } from 'node:os'
import { parseArgs } from 'node:util'
import { runLongWork } from './longWork.ts'
import { StartError } from './startError.ts'
import { type Ticket, TicketStore } from './ticketStore.ts'
import { inFull, inList } from './ticketWords.ts'
import { withDatabase } from './withDatabase.ts'

const USAGE = `Usage: npm run tickets [-- COMMAND]

What players have told you by "bug", "typo", "idea" and "report". The program may run meanwhile.
  list             the open ones, oldest first; so does no command at all
  list --all       the newest ones, closed or not
  show N           all of ticket N: where it was made, and what its writer read and typed last
  take N [NAME]    says that you, or NAME, look at it; its writer sees that somebody does
  close N [WORDS]  closes it; its writer reads WORDS in the game by "tickets N"

DATABASE_URL names the server; without it the private database in LOAM_DATA_DIR (./data) is used.
What is shown is what players saw, private talk too: treat it so.`

const LISTED_MAX = 200
const NUMBER_DIGITS = /^#?\d{1,9}$/
/** As long as a player's own words may be. */
const ANSWER_MAX = 1_000

interface Wish {
  command: string
  all: boolean
  words: readonly string[]
}

/**
 * Does what `npm run tickets` is asked for.
 *
 * @param environment  the settings
 * @returns            the lines to be printed
 * @throws an error with a code and one plain sentence, if that cannot be done
 */
export async function ticketsCommand(
  args: string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string[]> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { all: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  })
  if (values.help) return [USAGE]
  const [command = 'list', ...words] = positionals
  const wish = { command, all: values.all === true, words }
  refuseUnclear(wish)
  return withDatabase(environment, async ({ db }) => {
    const store = new TicketStore(db)
    if (await store.isThere()) return fulfil(store, wish)
    throw ticketError('this database has none yet; "npm start" makes it ready for them')
  })
}

/** Before a database is started for it. */
function refuseUnclear({ command, all, words }: Wish): void {
  if (!['list', 'show', 'take', 'close'].includes(command)) {
    throw ticketError(`there is no command "${command}"; try "npm run tickets -- --help"`)
  }
  if (all && command !== 'list') throw ticketError(`"${command}" knows no --all; "list" does`)
  const more = command === 'list' ? words[0] : command === 'show' ? words[1] : undefined
  if (more !== undefined) throw ticketError(`"${command}" takes no "${more}"`)
  if (command === 'list') return
  const [number] = words
  if (number === undefined) throw ticketError(`say which: "${command} N"`)
  if (!NUMBER_DIGITS.test(number)) throw ticketError(`"${number}" is no number of a ticket`)
}

function fulfil(store: TicketStore, { command, all, words }: Wish): Promise<string[]> {
  const id = Number(words[0]?.replace('#', ''))
  const rest = words.slice(1).join(' ').trim()
  if (command === 'show') return show(store, id)
  if (command === 'take') return take(store, id, rest || userName())
  return command === 'close' ? close(store, id, rest) : list(store, all)
}

async function list(store: TicketStore, all: boolean): Promise<string[]> {
  const tickets = await store.list(all ? 'all' : 'open', LISTED_MAX)
  const open = await store.countOpen()
  const lines = tickets.flatMap(inList)
  const unlisted = all ? 0 : open - tickets.length
  if (unlisted > 0) lines.push(`And ${unlisted} more.`)
  return [...lines, open === 0 ? 'No ticket is open.' : `Open: ${open}.`]
}

async function show(store: TicketStore, id: number): Promise<string[]> {
  return inFull(await existing(store, id))
}

async function take(store: TicketStore, id: number, by: string): Promise<string[]> {
  const { closed_at } = await existing(store, id)
  const name = by.slice(0, ANSWER_MAX)
  if (closed_at !== null || !(await store.take(id, name))) throw closedAlready(id)
  return [`Ticket ${id} is taken by ${name}.`]
}

async function close(store: TicketStore, id: number, answer: string): Promise<string[]> {
  if (answer.length > ANSWER_MAX) {
    throw ticketError(`the answer has ${answer.length} letters, and may have ${ANSWER_MAX}`)
  }
  const { closed_at, character_name } = await existing(store, id)
  if (closed_at !== null || !(await store.close(id, answer))) throw closedAlready(id)
  const reads = answer === '' ? '' : `; ${character_name} can read your answer`
  return [`Ticket ${id} is closed${reads}.`]
}

async function existing(store: TicketStore, id: number): Promise<Ticket> {
  const ticket = await store.find(id)
  if (ticket) return ticket
  throw ticketError(`there is no ticket ${id}; "list --all" shows those there are`)
}

function closedAlready(id: number): StartError {
  return ticketError(`ticket ${id} is closed already; "show ${id}" tells when`)
}

function ticketError(reason: string): StartError {
  return new StartError('TICKETS', `Cannot do that with tickets: ${reason}`)
}

/** A container may run it as a user who has no name. */
function userName(): string {
  try {
    return userInfo().username
  } catch {
    return 'the operator'
  }
}

if (import.meta.main) {
  await runLongWork(() => ticketsCommand(process.argv.slice(2), process.env))
}
