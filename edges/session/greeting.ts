/** What a line at the connection screen asks for. */
export type Request =
  | { kind: 'nothing' | 'help' | 'who' | 'screenReader' | 'quit' | 'mssp' }
  /** A bare name. */
  | { kind: 'name'; name: string }
  /** `character` of an account, if both were given. An empty password is still to be asked for. */
  | { kind: 'connect'; name: string; character: string; password: string }
  | { kind: 'create'; name: string; password: string }
  /** Several words that are no command. They are not repeated: a password may be among them. */
  | { kind: 'unclear' }

const WORDS: Readonly<Record<string, 'help' | 'who' | 'screenReader' | 'quit' | 'mssp'>> = {
  help: 'help',
  info: 'help',
  '?': 'help',
  who: 'who',
  screenreader: 'screenReader',
  quit: 'quit',
  'mssp-request': 'mssp',
}
const CONNECT = new Set(['connect', 'con', 'co'])
const CREATE = new Set(['create', 'cr'])

/** Reads one line typed at the connection screen. The case of command words does not matter. */
export function readRequest(line: string): Request {
  const [, word = '', rest = ''] = /^\s*(\S*)\s*(.*)$/su.exec(line) ?? []
  if (word === '') return { kind: 'nothing' }
  const command = word.toLowerCase()
  if (CONNECT.has(command)) return connectRequest(rest)
  if (CREATE.has(command)) return { kind: 'create', ...nameAndPassword(rest) }
  const known = Object.hasOwn(WORDS, command) ? WORDS[command] : undefined
  if (known !== undefined) return { kind: known }
  return rest === '' ? { kind: 'name', name: word } : { kind: 'unclear' }
}

/** Reads the answer of a client that signs in by GMCP: an account, or `account:character`. */
export function readCredentials(value: unknown): (Request & { kind: 'connect' }) | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (!('account' in value && 'password' in value)) return undefined
  const { account, password } = value
  if (typeof account !== 'string' || typeof password !== 'string') return undefined
  const [name = '', character = ''] = account.split(/:(.*)/su)
  return name === '' || password === '' ? undefined : { kind: 'connect', name, character, password }
}

function connectRequest(rest: string): Request {
  const { name: given, password } = nameAndPassword(rest)
  const [name = '', character = ''] = given.split(/\/(.*)/su)
  return { kind: 'connect', name, character, password }
}

/** A password may have blanks inside, so it is all that follows the name. */
function nameAndPassword(text: string): { name: string; password: string } {
  const [, name = '', password = ''] = /^(\S*)\s?(.*)$/su.exec(text) ?? []
  return { name, password }
}
