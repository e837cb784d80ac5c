import { stripVTControlCharacters } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import t, { type Test } from 'tap'
import { LOGIN_SILENT_MS } from '#edges/session/conversation.ts'
import { QUEUED_LINES_MAX } from '#edges/session/throttle.ts'
import { SkippingClock } from './skippingClock.ts'
import { eventually, metric, openWorld, PASSWORD } from './world.ts'

const IAC = 255
const [DO, WILL, SB, SE] = [253, 251, 250, 240]
/** The test's client cannot read what is compressed. */
const COMPRESS = [86, 87]
const MEBIBYTE = 1024 * 1024
/** Some megabytes are said first, and a busy machine is slow at that. */
const DEAF_MS = 30_000
/** What is still held once garbage is collected. */
const HELD_MAX = 50 * MEBIBYTE
/** What the process has of the system, which gives little back of what many clients took. */
const RESIDENT_MAX = 250 * MEBIBYTE
const ESCAPE = String.fromCharCode(27)
/** What comes to a screen besides text: ends of lines and our own colours. */
const OURS = new RegExp(`\\r\\n|${ESCAPE}\\[[\\d;]*m`, 'g')
/** What no player may send to another's screen. */
const UNWANTED = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u00ff]/u

const clock = new SkippingClock()
const world = await openWorld(t, {}, { clock })
const { http } = world.program.addresses
const collectGarbage = garbageCollector()
const ada = await world.newPlayer('ada')
const bob = await world.newPlayer('bob')
await ada.sees('Bob')
// Out of sight of all that goes on in the kitchen.
await ada.ask('north')
collectGarbage()
const start = memory()

function memory(): { held: number; resident: number } {
  const { rss, heapUsed, external } = process.memoryUsage()
  return { held: heapUsed + external, resident: rss }
}

function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc')
}

/** The program is well: it answers a player and its health check, and has not grown much. */
async function isWell(t: Test): Promise<void> {
  t.match(await ada.ask('exits'), ['Ways out:'], 'a player is answered')
  t.same(await world.get('/readyz'), { status: 200, body: 'ready\n' })
  collectGarbage()
  const { held, resident } = memory()
  t.ok(held - start.held < HELD_MAX, 'it holds little more')
  t.ok(resident - start.resident < RESIDENT_MAX, 'it has not grown much')
}

const telnetByte = fc.constantFrom(
  IAC,
  WILL,
  DO,
  SB,
  252,
  254,
  240,
  241,
  1,
  24,
  31,
  39,
  42,
  86,
  201,
)
const anyByte = fc.oneof(
  { weight: 3, arbitrary: telnetByte },
  { weight: 2, arbitrary: fc.constantFrom(13, 10, 0, 27, 8, 127) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 255 }) },
)
const chunks = fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 6 })

t.test('Any bytes, however they are split, do no harm', async (t) => {
  const anyChunks = fc.array(fc.array(anyByte, { maxLength: 300 }), { maxLength: 6 })
  const stream = fc.oneof(anyChunks, chunks)
  await fc.assert(
    fc.asyncProperty(stream, async (pieces) => {
      const client = await world.connect()
      for (const piece of pieces) {
        client.sendRaw(Uint8Array.from(piece))
        await new Promise(setImmediate)
      }
      client.end()
    }),
    { numRuns: 60 },
  )
  await isWell(t)
})

t.test('Any bytes typed by one who plays reach nobody raw', async (t) => {
  const cal = await world.newPlayer('cal')
  bob.take()
  await fc.assert(
    fc.asyncProperty(fc.array(anyByte, { maxLength: 300 }), async (bytes) => {
      // Whatever subnegotiation the bytes have begun ends with the line.
      cal.sendRaw(Uint8Array.from([...Buffer.from('say '), ...bytes, IAC, SE, 13, 10]))
      await new Promise(setImmediate)
    }),
    { numRuns: 60 },
  )
  cal.sendRaw(Uint8Array.from([IAC, SE, 13, 10, IAC, SE, 13, 10]))
  // They may have been too many for one more, and one of them a way to go.
  cal.send('--')
  cal.send('tell bob enough')
  const seen = await bob.seesRaw('tells you, "enough"')
  t.match(seen, /Cal.* says/)
  t.notMatch(seen.replace(OURS, ''), UNWANTED)
  cal.end()
  await isWell(t)
})

t.test('A line of 64 KB without an end is thrown away, and told so', async (t) => {
  const cal = await world.player('cal')
  cal.sendRaw(Buffer.alloc(65_536, 'a'))
  cal.send('')

  await cal.sees('That line was too long and has been left out')
  t.match(await cal.ask('exits'), ['Ways out:'])
  cal.end()
  const stranger = await world.connect()
  await stranger.sees('By what name')
  stranger.sendRaw(Buffer.alloc(65_536, 'a'))
  stranger.send('')
  await stranger.sees('That line was too long and has been left out')
  stranger.end()
  await isWell(t)
})

t.test('A subnegotiation of 1 MB without an end is passed over', async (t) => {
  const cal = await world.player('cal')
  cal.sendRaw(Buffer.of(IAC, SB, 201))
  for (let i = 0; i < 16; i++) cal.sendRaw(Buffer.alloc(MEBIBYTE / 16, 'x'))
  cal.sendRaw(Buffer.of(IAC, SE))

  t.match(await cal.ask('exits'), ['Ways out:'])
  cal.sendRaw(Buffer.of(IAC, SB, 24))
  cal.sendRaw(Buffer.alloc(MEBIBYTE, 'x'))
  cal.end()
  await isWell(t)
})

t.test('Offers and demands by the thousand are answered once each at most', async (t) => {
  const cal = await world.player('cal')
  const options = Array.from({ length: 1000 }, (_, i) => i % 256)
  for (const command of [WILL, DO]) {
    const all = options.filter((option) => !COMPRESS.includes(option))
    cal.sendRaw(Uint8Array.from(all.flatMap((option) => [IAC, command, option])))
    cal.sendRaw(Uint8Array.from(options.flatMap(() => [IAC, command, 99])))
  }

  t.match(await cal.ask('exits'), ['Ways out:'])
  cal.end()
  await isWell(t)
})

t.test('What would move a cursor or turn text around reaches no screen', async (t) => {
  const cal = await world.player('cal')
  const nasty = '\u001b[2J\u001b]0;owned\u0007\u009b31m\u0007\b\u007f\u202eevil\u2066\u200b\u0085'
  bob.take()
  for (const line of [
    `say one ${nasty} end`,
    `emote does two ${nasty} end`,
    `tell bob three ${nasty} end`,
    `whisper bob four ${nasty} end`,
    `alias x${nasty} say five`,
    `alias z say six ${nasty} end`,
    'z',
    `${nasty}`,
    'alias',
    `look ${nasty}`,
    'say seven \u00ff\u00ff end',
  ]) {
    cal.send(line)
  }
  cal.sendRaw(Buffer.from([...Buffer.from('say eight '), 0xc3, 0x28, 0xff, 0xff, 0xfe, 0x80]))
  cal.send(' end')

  const here = await bob.seesRaw('eight')
  // What is told goes by the chat, and comes in its own time.
  const seen = here.includes('three') ? here : here + (await bob.seesRaw('three'))
  t.notMatch(seen.replace(OURS, ''), UNWANTED)
  const words = stripVTControlCharacters(seen)
  t.match(words, /says, "one.*end".*does two.*end.*four.*six.*seven/s)
  t.match(words, /three/)
  await cal.ask('exits')
  t.notMatch(cal.take().replace(OURS, ''), UNWANTED)
  cal.end()
  await isWell(t)
})

t.test('Ten thousand lines at once are throttled, and others are answered meanwhile', async (t) => {
  const cal = await world.player('cal')
  cal.sendRaw(Buffer.from('say again and again\r\n'.repeat(10_000)))

  t.match(await ada.ask('look'), /./)
  const seen = await cal.sees('You type faster than the world can follow:')
  const said = seen.filter((line) => line.startsWith('You say')).length
  t.ok(said < 10_000, `${said} of them were said before that`)
  await eventually('quiet', async () => (await cal.ask('exits')).at(0) === 'Ways out:')
  cal.end()
  ada.take()
  await isWell(t)
})

t.test('Names that nobody may bear are refused in words', async (t) => {
  const client = await world.connect()
  await client.sees('By what name')
  const letters = 'A name is made of the letters A to Z, with single apostrophes or hyphens between'
  const refusals: Record<string, string> = {
    '../x': letters,
    '😀😀😀': letters,
    'Ren\u00e9e': letters,
    admin: 'The name Admin is kept for other uses: please choose another.',
    north: 'The name North is kept for other uses: please choose another.',
    x: 'A name has 3 letters at least.',
    [`${'x'.repeat(300)}`]: 'A name has 20 letters at most.',
  }
  for (const [name, refusal] of Object.entries(refusals)) {
    for (const line of [`create ${name} ${PASSWORD}`, name]) {
      client.send(line)
      const [first, ...others] = await client.sees('By what name')
      t.same([first, others.at(-1)], [refusal, 'By what name are you known?'], line.slice(0, 30))
    }
  }
  client.send('create ada another-password')
  t.match(await client.sees('taken'), [/^The name Ada is taken/])
  client.send('create \u001b[2Jx pass')
  t.notMatch((await client.seesRaw('By what name')).replace(OURS, ''), UNWANTED)
  client.end()
  await isWell(t)
})

t.test('A client that never reads is cut off before it costs much', async (t) => {
  const deaf = await world.newPlayer('deaf')
  const before = await metric(http, 'loam_telnet_too_slow_total')
  deaf.stopReading()
  // The system holds some megabytes itself. Each round asks for what the session's queue holds,
  // in the longest lines that one may say.
  const line = `say ${'\u20ac'.repeat(1000)}`
  const isCut = async () => {
    for (let round = 0; round < 20; round++) {
      for (let i = 0; i < QUEUED_LINES_MAX; i++) deaf.send(line)
      await ada.ask('exits')
    }
    return (await metric(http, 'loam_telnet_too_slow_total')) > before
  }
  await eventually('the end of patience', isCut, DEAF_MS)

  deaf.end()
  await isWell(t)
})

t.test('Five hundred who never sign in are shown out, and leave nothing behind', async (t) => {
  const known = 2
  const connections = () => metric(http, 'loam_telnet_connections')
  await eventually('none but Ada and Bob', async () => (await connections()) === known)
  const crowd = await Promise.all(Array.from({ length: 500 }, () => world.connect()))
  await Promise.all(crowd.map((client) => client.sees('By what name')))
  t.equal(await connections(), known + 500)
  t.match(await ada.ask('exits'), ['Ways out:'], 'a player is answered meanwhile')

  clock.leap(LOGIN_SILENT_MS)
  for (const client of crowd) {
    t.match(await client.closes(), [
      'You have not signed in, so this connection is closed. Come back soon.',
    ])
  }
  await eventually('all to be gone', async () => (await connections()) === known)
  await isWell(t)
})

t.test('One who signs in within that time stays', async (t) => {
  const slow = await world.connect()
  await slow.sees('By what name')
  clock.leap(LOGIN_SILENT_MS / 2)
  slow.send(`create slow ${PASSWORD}`)
  await slow.sees('sp> ')
  clock.leap(LOGIN_SILENT_MS)

  t.match(await slow.ask('exits'), ['Ways out:'])
})
