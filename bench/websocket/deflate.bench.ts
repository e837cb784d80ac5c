import { setTimeout as sleep } from 'node:timers/promises'
import type { Child } from '#bench/child.ts'
import { defineTrial, type TrialFigure } from '#bench/define.ts'
import { withSetup } from '#bench/setup.ts'
import { quantile } from '#bench/statistics.ts'
import { COMPRESS_FROM_BYTES } from '#edges/websocket/server.ts'
import type { Crowd, Received } from './countingClient.ts'
import type { Pace } from './pace.ts'

const CROWD = 'readers'
const ROUNDS = 5
const SPAN_MS = 1_200
const SMOKE_SPAN_MS = 100
const SETTLE_MS = 200

/** A line that somebody hears, with its colours, and the prompt behind it. */
const LINE = [
  '\u001b[36mAda says, "Is that your cat on the roof?"\u001b[0m',
  '',
  '\u001b[32m<20hp 100mv>\u001b[0m ',
].join('\r\n')

/** A room as one who comes in reads it. */
const ROOM = [
  '\u001b[1;33mThe north end of the street\u001b[0m',
  'Houses lean towards one another over the cobbles until they all but touch. Washing hangs',
  'between them, and somebody up there is practising the same four notes on a flute. A drain',
  'runs down the middle, dry but for what has been thrown into it this morning.',
  '\u001b[36mExits: north, east and south. A door of oak leads west.\u001b[0m',
  'An old lantern stands here.',
  'An old barrel stands here.',
  '\u001b[35mA watchman leans on his halberd and watches the street.\u001b[0m',
  '\u001b[35mA girl with a tray of pies calls out what they cost.\u001b[0m',
  'Bea is here, and Cleo is fighting a rat.',
  '',
  '\u001b[32m<20hp 100mv>\u001b[0m ',
].join('\r\n')

/** What was measured of one way of sending in one span. */
interface Round {
  cpuUs: number
  bytes: number
}

interface Case {
  what: string
  text: string
  compress: boolean
  rounds: Round[]
}

function casesOf(what: string, text: string): Case[] {
  return [false, true].map((compress) => ({ what, text, compress, rounds: [] }))
}

/** Sends the text to everybody for a while. */
async function measure(
  { server, crowd, pace, spanMs }: { server: Child; crowd: Child; pace: Pace; spanMs: number },
  { text, compress }: Case,
): Promise<Round> {
  const before = await crowd.ask<Received>('received', CROWD)
  const { cpuMs } = await server.usage()
  await server.ask('start', { ...pace, message: Buffer.from(text), compress })
  await sleep(spanMs)
  await server.ask('stop')
  await sleep(SETTLE_MS)
  const usage = await server.usage()
  const after = await crowd.ask<Received>('received', CROWD)
  const messages = Math.max(1, after.messages - before.messages)
  return {
    cpuUs: ((usage.cpuMs - cpuMs) * 1000) / messages,
    bytes: (after.bytes - before.bytes) / messages,
  }
}

function figuresOf({ what, text, compress, rounds }: Case): TrialFigure[] {
  const way = compress ? 'deflated' : 'as it is'
  const role = compress ? 'peer' : 'limit'
  const of = `${what} of ${text.length}`
  const median = (figure: keyof Round) =>
    quantile(
      rounds.map((round) => round[figure]),
      0.5,
    )
  return [
    { way, role, metric: `${of}: bytes`, value: median('bytes'), unit: 'B', better: 'lower' },
    { way, role, metric: `${of}: CPU`, value: median('cpuUs'), unit: 'µs', better: 'lower' },
  ]
}

/**
 * What permessage-deflate saves and costs where text is sent, over uWebSockets.js alone: why only
 * texts of `COMPRESS_FROM_BYTES` and more are deflated. Each message is deflated by itself, with
 * nothing remembered of a connection, as the edge has it.
 */
export default defineTrial({
  name: `websocket: texts deflated, as they are from ${COMPRESS_FROM_BYTES} bytes on`,
  sizes: { smoke: 10, full: [500] }, // clients
  run: (size, full, progress) =>
    withSetup(async (setup) => {
      const crowd = setup.child({ script: 'websocket/crowd.ts' })
      const server = setup.child({ script: 'websocket/bareServer.ts' })
      const port = await server.ask<number>('listen')
      const readers: Crowd = {
        name: CROWD,
        port,
        count: size,
        protocol: 'bare',
        perRoom: 1,
        hello: false,
        deflates: true,
      }
      await crowd.ask('connect', readers)
      const pace: Pace = { rooms: size, zones: 1, turnsPerSecond: 20, roomsPerTurn: size / 5 }
      const at = { server, crowd, pace, spanMs: full ? SPAN_MS : SMOKE_SPAN_MS }
      const cases = [...casesOf('a line', LINE), ...casesOf('a room', ROOM)]
      for (let round = 0; round < (full ? ROUNDS : 1); round++) {
        progress(`round ${round + 1}`)
        for (const each of cases) each.rounds.push(await measure(at, each))
      }
      return cases.flatMap(figuresOf)
    }),
})
