import t from 'tap'
import { FakeServices } from './testDesk.ts'
import { FakeAccounts, FakeTerminal, KeptLog, ManualClock, MemoryBus, settled } from './testing.ts'
import { FakeZone } from './testWorld.ts'
import { createTextEdge } from './textEdge.ts'

const PROMPT = '20/20hp> '

/** An edge at which Bea plays two of her characters and Ada one of hers. */
async function playing() {
  const bus = new MemoryBus()
  const zone = new FakeZone(bus)
  const accounts = new FakeAccounts()
  accounts.add('Ada', 'lovelace')
  accounts.add('Bea', 'beatrix', 'Bea', 'Cem')
  const log = new KeptLog()
  const services = new FakeServices()
  const options = { bus, edge: 'test', accounts, services, clock: new ManualClock(), log }
  const edge = createTextEdge({ ...options, trusted: () => true, msspReply: () => '' })
  const join = async (line: string) => {
    const terminal = new FakeTerminal()
    edge.welcome(terminal)
    await settled()
    terminal.type(line)
    await settled()
    const intent = zone.received.splice(0).at(-1)
    if (intent?.kind !== 'enter') throw new Error('Nobody has come in')
    zone.takeIn(intent.session, intent.entry.uid)
    await settled()
    terminal.seen()
    return { terminal, id: intent.session }
  }
  const bea = await join('connect bea/Bea beatrix')
  const cem = await join('connect bea/Cem beatrix')
  const ada = await join('connect ada lovelace')
  const type = async (...lines: string[]) => {
    for (const line of lines) {
      bea.terminal.type(line)
      await settled()
    }
    return bea.terminal.seen()
  }
  return { accounts, ada, bea, cem, log, type, zone }
}

const ASKED = 'An empty line leaves your password as it is.\nYour password until now: '
const UNCHANGED = 'Your password is what it was.'

t.test('the old password and twice a new one change it, and the account’s others go', async (t) => {
  const { accounts, ada, bea, cem, type, zone } = await playing()
  t.equal(await type('password'), `password\n${ASKED}`)
  t.equal(bea.terminal.isMasked, true)
  t.equal(await type('beatrix'), '\nA new password: ')
  t.equal(await type('a better one'), '\nOnce more, please: ')
  t.equal(bea.terminal.isMasked, true)
  t.equal(
    await type('a better one'),
    `\nYour password is changed. Whoever else played with your account is signed out.\n\n${PROMPT}`,
  )
  t.equal(bea.terminal.isMasked, false)
  t.match(cem.terminal.seen(), 'The password of this account was changed elsewhere.')
  t.same(
    [bea, cem, ada].map(({ terminal }) => terminal.isClosed),
    [false, true, false],
  )
  t.match(await accounts.signIn('Bea', 'a better one'), { accountName: 'Bea' })

  t.same(
    zone.heard().filter((intent) => !intent.includes('linkLost')),
    [],
    'nothing of it went to the world',
  )
  await type('look')
  t.match(zone.heard(), [/line 2 look/])
})

t.test('all typed at once does as well, and the next line is for the world', async (t) => {
  const { accounts, bea, zone } = await playing()
  bea.terminal.type('PASSWORD beatrix secret', 'beatrix', 'a better one', 'a better one', 'look')
  await settled()
  t.match(await accounts.signIn('Bea', 'a better one'), { accountName: 'Bea' })
  t.same(
    zone.heard().filter((intent) => !intent.includes('linkLost')),
    [`${bea.id}:line 2 look`],
  )
})

t.test('an empty line, a slip and a wrong password leave all as it was', async (t) => {
  const { accounts, cem, type } = await playing()
  t.equal(await type('password', ''), `password\n${ASKED}\n${UNCHANGED}\n\n${PROMPT}`)
  t.match(await type('password', 'beatrix', ''), `\n${UNCHANGED}\n`)
  t.match(
    await type('password', 'beatrix', 'a better one', 'a bitter one'),
    `\nThose were two different passwords. ${UNCHANGED}\n`,
  )
  t.match(
    await type('password', 'wrong', 'a better one', 'a better one'),
    `\nThat is not your password. ${UNCHANGED}\n`,
  )
  accounts.isDown = true
  t.match(await type('password', 'beatrix', 'a better one', 'a better one'), UNCHANGED)
  accounts.isDown = false
  t.match(await accounts.signIn('Bea', 'beatrix'), { accountName: 'Bea' })
  t.equal(cem.terminal.isClosed, false)
})

t.test('what comes meanwhile is read, and the question asked again', async (t) => {
  const { bea, type, zone } = await playing()
  await type('password')
  zone.send(zone.note(bea.id, 'It rains.'))
  await settled()
  t.equal(bea.terminal.seen(), '\nIt rains.\nYour password until now: ')
})

t.test('an alias of the world leads here, too', async (t) => {
  const { bea, type, zone } = await playing()
  bea.terminal.type('pw')
  zone.send(zone.ownEvent(bea.id, { verb: 'password', fields: {} }), zone.accepted(bea.id, 2))
  await settled()
  t.match(bea.terminal.seen(), ASKED)
  t.equal(bea.terminal.isMasked, true)
  t.match(await type(''), UNCHANGED)
})

t.test('no password is written down, and who goes meanwhile is forgotten', async (t) => {
  const { accounts, bea, log, type } = await playing()
  const gate = Promise.withResolvers<void>()
  accounts.gate = gate.promise
  await type('password', 'beatrix', 'a better one', 'a better one')
  bea.terminal.hangUp()
  accounts.isDown = true
  gate.resolve()
  await settled()
  t.equal(bea.terminal.seen(), '')
  t.notMatch(log.lines.join(), /beatrix|better|secret/)
})
