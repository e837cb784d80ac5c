import { writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import t from 'tap'
import { testDataDir, testFolder } from '#migrations/testing.ts'
import { ticketsCommand } from '#program/tickets.ts'
import { openWorld, PASSWORD } from './world.ts'

/*
 * What players tell those who run the world, and what they are told by them: over telnet, with the
 * database and the operator's own command.
 */

const NAWS_40_BY_80 = Buffer.of(255, 251, 31, 255, 250, 31, 0, 80, 0, 40, 255, 240)
const DO_MSSP = Buffer.of(255, 253, 70)
const SB_MSSP = Buffer.of(255, 250, 70)
const SE = Buffer.of(255, 240)

const folder = testFolder(t)
writeFileSync(join(folder, 'motd.txt'), 'Mind the step.\n')
writeFileSync(join(folder, 'news.txt'), 'A mill is being built.\n')
writeFileSync(join(folder, 'credits.txt'), `${'A line of thanks.\n'.repeat(50)}That is all.\n`)

const dataDir = await testDataDir(t)
const settings = { LOAM_DATA_DIR: dataDir, LOAM_TEXTS: folder }
const world = await openWorld(t, settings)

const UNREAD = 'There is news that you have not read yet: type "news".'

t.test('the message of the day greets, and news are told of until they are read', async (t) => {
  const ada = await world.connect()
  await ada.sees('By what name')
  ada.send(`create ada ${PASSWORD}`)
  const greeting = await ada.sees('sp> ')
  t.same(greeting.slice(0, 3), ['Welcome, Ada.', 'Mind the step.', UNREAD])
  t.same(await ada.ask('news'), ['A mill is being built.'])
  t.match(await ada.ask('policy'), [/^Be civil\./])
  ada.send('quit')
  await ada.closes()

  const again = await world.connect()
  await again.sees('By what name')
  again.send(`connect ada ${PASSWORD}`)
  const second = await again.sees('sp> ')
  t.same(second.slice(0, 2), ['Welcome, Ada.', 'Mind the step.'])
  t.notMatch(second, [UNREAD])
  again.end()
})

t.test('a ticket is kept before its number is told, and answered', async (t) => {
  const bob = await world.newPlayer('bob')
  const cyd = await world.newPlayer('cyd')
  await bob.sees('Cyd')
  await cyd.ask('say Boo!')
  await bob.sees('Boo!')
  const thanks = (number: number) => [
    `Thank you: this is ticket ${number}. "tickets" tells what becomes of it.`,
  ]
  t.same(await bob.ask('bug The kettle sings flat.'), thanks(1))
  t.same(await bob.ask('report cyd says boo'), thanks(2))
  t.match(await bob.ask('report nobodyhere is rude'), [/^Nobody here is called "Nobodyhere"/])
  const operator = (...args: string[]) => ticketsCommand(args, settings)
  t.match(await operator(), [/1 {2}bug/, /sings flat/, /2 {2}report/, /says boo/, 'Open: 2.'])
  const bug = await operator('show', '1')
  t.match(bug[2], /^Where {4}cottage:\w+$/)
  t.match(bug.at(-1), '    > bug The kettle sings flat.')
  t.notMatch(bug.join(), PASSWORD)
  const shown = (await operator('show', '2')).join('\n')
  t.match(shown, /as the writer read it:\n {4}Cyd (says|exclaims), "Boo!"\n/)
  await operator('take', '2', 'Grace')
  await operator('close', '1', 'It is tuned now.')
  t.match(await bob.ask('tickets'), [/^Your tickets/, /2 {2}report, in hand/, /1 {2}bug, closed/])
  t.match((await bob.ask('tickets 1')).at(-1), /answer {2}It is tuned now\.$/)
  t.match(await cyd.ask('tickets 1'), ['You have no ticket 1.'])
  bob.end()
  cyd.end()
})

t.test('long answers stop at the end of the window', async (t) => {
  const dot = await world.newPlayer('dot')
  dot.sendRaw(NAWS_40_BY_80)
  const credits = await dot.ask('credits')
  t.equal(credits.length, 39)
  t.equal(credits.at(-1), '[Page 1 of 2: ENTER for more, Q to stop]')
  t.equal((await dot.ask('')).at(-1), 'That is all.')
  await dot.ask('config pagelen 0')
  t.equal((await dot.ask('credits')).length, 51)
  dot.end()
})

t.test('MSSP counts what there is, in both its forms', async (t) => {
  const site = await world.connect()
  await site.sees('By what name')
  site.send('mssp-request')
  const lines = await site.sees('MSSP-REPLY-END')
  const told = new Map(lines.map((line) => line.split('\t') as [string, string]))
  for (const name of ['AREAS', 'ROOMS', 'OBJECTS', 'HELPFILES', 'SKILLS', 'LEVELS', 'UPTIME']) {
    t.ok(Number(told.get(name)) > 0, name)
  }
  t.match(told.get('CODEBASE'), /^Loam \d/)
  site.end()
  t.match(
    await msspOf(world.program.addresses.telnet ?? ''),
    `\x01ROOMS\x02${told.get('ROOMS')}\x01`,
  )
})

/** What the option MSSP tells a site that asks for it. */
async function msspOf(address: string): Promise<string> {
  const [host = '', port = ''] = address.split(':')
  const socket = connect(Number(port), host)
  socket.write(DO_MSSP)
  let heard = Buffer.alloc(0)
  for await (const bytes of socket) {
    heard = Buffer.concat([heard, bytes])
    const from = heard.indexOf(SB_MSSP)
    const to = heard.indexOf(SE, from + 1)
    if (from >= 0 && to >= 0) return heard.toString('latin1', from, to)
  }
  throw new Error('The connection ended without an answer')
}
