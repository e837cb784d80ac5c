import t from 'tap'
import { LINES_AHEAD_MAX, LOGIN_SILENT_MS, LOGIN_TOTAL_MS } from './conversation.ts'
import { FAILED_SIGN_INS_MAX } from './login.ts'
import type { TerminalCapabilities } from './terminal.ts'
import { FakeServices } from './testDesk.ts'
import { FakeAccounts, FakeTerminal, KeptLog, ManualClock, MemoryBus, settled } from './testing.ts'
import { FakeZone } from './testWorld.ts'
import { createTextEdge } from './textEdge.ts'

/** An edge with a client at its connection screen, the banner already read. */
async function connected(capabilities: Partial<TerminalCapabilities> = {}) {
  const bus = new MemoryBus()
  const zone = new FakeZone(bus)
  const accounts = new FakeAccounts()
  accounts.add('Ada', 'lovelace')
  accounts.add('Bea', 'beatrix', 'Bea', 'Cem', 'Dot')
  accounts.addBare('Eve', 'evening')
  const clock = new ManualClock()
  const log = new KeptLog()
  const edge = createTextEdge({
    bus,
    edge: 'test',
    accounts,
    services: new FakeServices(),
    clock,
    log,
    trusted: () => true,
    msspReply: () => '\nMSSP-REPLY-START\nNAME\tLoam\nMSSP-REPLY-END\n',
  })
  const join = async () => {
    const terminal = new FakeTerminal(capabilities)
    edge.welcome(terminal)
    await settled()
    return terminal
  }
  const terminal = await join()
  terminal.seen()
  return { accounts, bus, clock, edge, join, log, terminal, zone }
}

/** Types lines one after the other, each when all is at rest; what has come to the screen since. */
async function type(terminal: FakeTerminal, ...lines: string[]): Promise<string> {
  for (const line of lines) {
    terminal.type(line)
    await settled()
  }
  return terminal.seen()
}

const NAME = 'By what name are you known? '

/** The end of a sign-in: an empty line sets off what the world tells. */
const welcome = (name: string) => [`Welcome, ${name}.`, '', '']

const TRANSCRIPTS: [title: string, typed: string[], screen: string[]][] = [
  [
    'a known name is asked for its password',
    ['Ada', 'lovelace'],
    ['Ada', 'Password: ', ...welcome('Ada')],
  ],
  ['one line signs in', ['connect ada lovelace'], ['connect ada lovelace', ...welcome('Ada')]],
  ['and its short form', ['co Ada lovelace'], ['co Ada lovelace', ...welcome('Ada')]],
  [
    'without the password it is asked for',
    ['con Ada', 'lovelace'],
    ['con Ada', 'Password: ', ...welcome('Ada')],
  ],
  [
    'a wrong password leads back to the name',
    ['Ada', 'byron'],
    ['Ada', 'Password: ', 'Name and password do not match.', NAME],
  ],
  ['no password leads back to the name', ['Ada', ''], ['Ada', 'Password: ', NAME]],
  [
    'one line makes a character',
    ['create Fay sunshine'],
    ['create Fay sunshine', ...welcome('Fay')],
  ],
  [
    'one line with a weak password is refused',
    ['cr Fay sun'],
    ['cr Fay sun', 'A password has six letters at least.', NAME],
  ],
  [
    'a taken name is refused',
    ['create ada sunshine'],
    ['create ada sunshine', 'That name is taken.', NAME],
  ],
  [
    'a new name leads through a dialogue',
    ['Fay', 'maybe', 'y', 'sunshine', 'sunshine', 'no'],
    [
      'Fay',
      'Nobody here is called Fay. Are you new? (yes or no) maybe',
      'Please answer yes or no.',
      'Nobody here is called Fay. Are you new? (yes or no) y',
      'Choose a password: ',
      'Once more, please: ',
      'Do you use a screen reader? (yes or no) no',
      ...welcome('Fay'),
    ],
  ],
  [
    'a password may be chosen again',
    ['create Fay', 'sunshine', 'moonshine', 'sun', 'sun', 'sunshine', 'sunshine', 'y'],
    [
      'create Fay',
      'Choose a password: ',
      'Once more, please: ',
      'Those were two different passwords.',
      'Choose a password: ',
      'Once more, please: ',
      'A password has six letters at least.',
      'Choose a password: ',
      'Once more, please: ',
      'Do you use a screen reader? (yes or no) y',
      'Welcome, Fay.',
      '',
    ],
  ],
  [
    'one who is not new may say so',
    ['Fay', 'n'],
    ['Fay', 'Nobody here is called Fay. Are you new? (yes or no) n', NAME],
  ],
  ['one may think better of it', ['create Fay', ''], ['create Fay', 'Choose a password: ', NAME]],
  [
    'an account with several characters asks which',
    ['Bea', 'beatrix', '9', 'new x', '2'],
    [
      'Bea',
      'Password: ',
      'Your characters are:',
      '  1. Bea',
      '  2. Cem',
      '  3. Dot',
      'Answer with a number or a name, or type: new <name>',
      'Whom will you play? 9',
      'None of them is that. Answer with a number or a name, or type: new <name>',
      'Your characters are:',
      '  1. Bea',
      '  2. Cem',
      '  3. Dot',
      'Answer with a number or a name, or type: new <name>',
      'Whom will you play? new x',
      'A name has 3 to 16 letters, and nothing else.',
      'Your characters are:',
      '  1. Bea',
      '  2. Cem',
      '  3. Dot',
      'Answer with a number or a name, or type: new <name>',
      'Whom will you play? 2',
      ...welcome('Cem'),
    ],
  ],
  ["a character's name plays it", ['dot', 'beatrix'], ['dot', 'Password: ', ...welcome('Dot')]],
  [
    'an account and one of its characters, on one line',
    ['connect bea/dot beatrix'],
    ['connect bea/dot beatrix', ...welcome('Dot')],
  ],
  [
    'a character that is not there yet is offered',
    ['connect bea/Fay beatrix', 'yes'],
    [
      'connect bea/Fay beatrix',
      'You have no character called Fay. Shall it be made? (yes or no) yes',
      ...welcome('Fay'),
    ],
  ],
  [
    'an account without a character asks for a name',
    ['Eve', 'evening', 'Fay'],
    ['Eve', 'Password: ', 'What shall your new character be called? Fay', ...welcome('Fay')],
  ],
  [
    'several words are no name, and are not repeated',
    ['Ada lovelace'],
    [
      'Ada lovelace',
      'A name is one word. To sign in on one line, type: connect <name> <password>',
      NAME,
    ],
  ],
  [
    'commands without their words say what they want',
    ['connect', 'create', ''],
    [
      'connect',
      'To sign in on one line, type: connect <name> <password>',
      `${NAME}create`,
      'To make a new character, type: create <name> <password>',
      NAME,
      NAME,
    ],
  ],
  ['nobody plays yet', ['who'], ['who', 'Nobody is playing just now.', NAME]],
  [
    'crawlers are answered',
    ['mssp-request'],
    ['mssp-request', '', 'MSSP-REPLY-START', 'NAME\tLoam', 'MSSP-REPLY-END', NAME],
  ],
  [
    'the screen reader mode is a switch',
    ['screenreader', 'screenreader'],
    [
      'screenreader',
      'Screen reader mode is on.',
      `${NAME}screenreader`,
      'Screen reader mode is off.',
      NAME,
    ],
  ],
  ['one may leave', ['quit'], ['quit', 'Until next time.', '']],
]

t.test('the connection screen', async (t) => {
  for (const [title, typed, screen] of TRANSCRIPTS) {
    const { edge, terminal } = await connected()
    t.equal(await type(terminal, ...typed), screen.join('\n'), title)
    t.notOk(terminal.isMasked, title)
    await edge.stop('shutdown')
  }
})

t.test('bad names get a clear refusal', async (t) => {
  const { terminal } = await connected()
  for (const name of ['../x', '🦊🦊🦊', 'x'.repeat(300), "a'; drop table"]) {
    const words = name.includes(' ') ? 'A name is one word.' : 'A name has 3 to 16 letters'
    t.match(await type(terminal, name), words)
    t.match(await type(terminal, `create ${name}`, ''), words.replace(' is one word.', ' has 3'))
    t.match(await type(terminal, `connect ${name} password`), 'do not match')
  }
})

t.test('the banner waits until the client is known, and tells who is in the world', async (t) => {
  const { edge, terminal } = await connected()
  await type(terminal, 'connect Ada lovelace')
  const next = new FakeTerminal()
  const { promise: ready, resolve } = Promise.withResolvers<void>()
  edge.welcome(next, ready)
  await settled()
  t.equal(next.seen(), '')
  next.capabilities.screenReader = true
  resolve()
  await settled()
  const screen = next.seen()
  t.match(screen, /^Loam\.\n/, 'no drawing for a screen reader')
  t.ok(screen.endsWith(NAME))
  t.equal(await type(next, 'who'), `who\nOne is playing: Ada.\n${NAME}`)
  t.equal(edge.sessionCount, 2)
  t.equal(edge.playerCount, 1)
})

t.test('help tells what can be typed', async (t) => {
  const { terminal } = await connected()
  const screen = await type(terminal, 'help')
  t.match(screen, 'connect <name> <password>')
  t.ok(screen.endsWith(NAME))
})

t.test('a client that types name and password blindly gets in', async (t) => {
  const { edge, terminal, zone } = await connected()
  terminal.type('Ada', 'lovelace', 'look', 'north')
  await settled()
  t.notOk(terminal.isMasked)
  t.equal(edge.playerCount, 1)
  t.same(zone.heard(), ['1:enter 1'], 'what was typed ahead waits for the welcome')
  zone.takeIn(1, 101)
  await settled()
  t.same(zone.heard(), ['1:line 2 look', '1:line 3 north'])
})

t.test('while the accounts think, eight lines wait and the others are dropped', async (t) => {
  const { accounts, edge, terminal } = await connected()
  const { promise, resolve } = Promise.withResolvers<void>()
  accounts.gate = promise
  terminal.type('connect Ada wrong', ...Array<string>(10_000).fill('connect Ada wrong'))
  await settled()
  t.equal(accounts.signIns, 1, 'one sign-in at a time')
  resolve()
  await settled()
  const screen = terminal.seen()
  t.match(screen, 'some lines were left out')
  t.equal(accounts.signIns, FAILED_SIGN_INS_MAX)
  t.ok(LINES_AHEAD_MAX + 1 >= FAILED_SIGN_INS_MAX)
  t.equal(edge.sessionCount, 0)
})

t.test('five wrong passwords end the connection', async (t) => {
  const { edge, terminal } = await connected()
  const wrong = Array<string[]>(FAILED_SIGN_INS_MAX - 1)
    .fill(['Ada', 'byron'])
    .flat()
  await type(terminal, ...wrong)
  t.notOk(terminal.isClosed)
  t.match(await type(terminal, 'connect Ada byron'), 'That was the last of five tries.')
  t.ok(terminal.isClosed)
  t.equal(edge.sessionCount, 0)
})

t.test('a database in trouble is told plainly, and nothing secret is written down', async (t) => {
  const { accounts, log, terminal } = await connected()
  accounts.isDown = true
  const words = 'The records of names cannot be reached just now. Please try again in a moment.'
  t.equal(await type(terminal, 'Ada'), `Ada\n${words}\n${NAME}`)
  await type(terminal, 'connect Ada secret-password', 'create Fay secret-password')
  t.equal(log.lines.length, 3)
  t.notMatch(log.lines.join(), /secret/)
  accounts.isDown = false
  t.match(await type(terminal, 'connect Ada lovelace'), 'Welcome, Ada.')
})

t.test(
  'a connection that stays silent is closed after a minute, without leaving a timer',
  async (t) => {
    const { clock, edge, terminal } = await connected()
    await type(terminal, 'Ada')
    clock.advance(LOGIN_SILENT_MS - 1)
    t.notOk(terminal.isClosed)
    t.ok(terminal.isMasked)
    clock.advance(1)
    await settled()
    t.match(terminal.seen(), 'You have not signed in, so this connection is closed.')
    t.notOk(terminal.isMasked, 'masking ends with the connection')
    t.equal(edge.sessionCount, 0)
    t.equal(clock.timersWaiting, 0)
  },
)

t.test('a connection that talks without signing in is closed after five minutes', async (t) => {
  const { clock, terminal } = await connected()
  for (let at = 0; at < LOGIN_TOTAL_MS - 30_000; at += 30_000) {
    clock.advance(30_000)
    await type(terminal, 'who')
  }
  t.notOk(terminal.isClosed)
  clock.advance(30_000)
  t.ok(terminal.isClosed)
})

t.test('who signs in as the connection ends does not enter the world', async (t) => {
  const { accounts, clock, edge, terminal, zone } = await connected()
  const { promise, resolve } = Promise.withResolvers<void>()
  accounts.gate = promise
  await type(terminal, 'connect Ada lovelace')
  terminal.hangUp()
  resolve()
  await settled()
  t.equal(edge.sessionCount, 0)
  t.same(zone.heard(), [])
  t.equal(clock.timersWaiting, 0)
})

t.test('a line that is too long is told so', async (t) => {
  const { terminal } = await connected()
  terminal.tooLong()
  t.match(terminal.seen(), 'That line was too long')
})

t.test('GMCP signs in once the client says that it can', async (t) => {
  const { terminal } = await connected({ gmcp: true })
  terminal.sendsGmcp('Core.Supports.Set', ['Char 1', { toString: 1 }])
  terminal.sendsGmcp('Core.Supports.Set', 'Char.Login 1')
  t.same(terminal.gmcpSent, [])
  terminal.sendsGmcp('Core.Supports.Add', ['Char.Login 1'])
  terminal.sendsGmcp('Core.Supports.Set', ['Char.Login 1'])
  t.same(terminal.gmcpSent, [['Char.Login.Default', { type: ['password-credentials'] }]])
  terminal.sendsGmcp('Char.Login.Credentials', {})
  terminal.sendsGmcp('Char.Login.Credentials', { account: 'Ada', password: 'wrong' })
  await settled()
  t.match(terminal.seen(), `\nName and password do not match.\n${NAME}`)
  const message = 'Name and password do not match.'
  t.same(terminal.gmcpSent.splice(0).slice(1), [['Char.Login.Result', { success: false, message }]])
  terminal.sendsGmcp('Char.Login.Credentials', { account: 'Bea:Dot', password: 'beatrix' })
  await settled()
  t.equal(terminal.seen(), '\nWelcome, Dot.\n\n')
  t.same(terminal.gmcpSent, [['Char.Login.Result', { success: true }]])
})

t.test('credentials that come amid another question wait for the next name', async (t) => {
  const { terminal } = await connected({ gmcp: true })
  await type(terminal, 'Ada')
  terminal.sendsGmcp('Char.Login.Credentials', { account: 'Ada', password: 'lovelace' })
  await settled()
  t.ok(terminal.isMasked)
  t.match(await type(terminal, ''), 'Welcome, Ada.')
})

t.test('a client that tells of a screen reader is not asked for one', async (t) => {
  const { terminal } = await connected({ screenReader: true })
  const screen = await type(terminal, 'create Fay', 'sunshine', 'sunshine')
  t.match(screen, /Welcome, Fay\.\n$/, 'without an empty line, which would be spoken')
})
