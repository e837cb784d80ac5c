import { defineTrial } from '#bench/define.ts'
import { nameOf } from '#bench/names.ts'
import { quantile } from '#bench/statistics.ts'
import { Bot } from '#bench/telnet/bot.ts'
import { startLoamOn } from '#bench/telnet/server.ts'
import { signIn, signUp } from '#bench/telnet/workload.ts'
import { fill } from './fill.ts'
import { Notes } from './notes.ts'
import { withDataDir, withStore } from './store.ts'

const ROUNDS = 5
const RECORDS = 5_000
const SMOKE_RECORDS = 10

/** Telnet's IAC GA, which ends a prompt for a client that agrees to nothing. */
const GO_AHEAD = Buffer.of(255, 249)
/** IAC WONT TTYPE: a client that does not tell its type says so, and need not be waited for. */
const NO_TYPE = Buffer.of(255, 252, 24)
const GREETING = Buffer.from('By what name')

/** Nobody in the world that is made has this name. */
const NAME = `${nameOf(0)}newcomer`

/** From the program's start to its banner, and to the prompt of the first who signs in. */
interface Started {
  bannerMs: number
  promptMs: number
}

async function start(dataDir: string, isNew: boolean): Promise<Started> {
  const server = await startLoamOn(dataDir)
  const bannerMs = performance.now() - server.beganMs
  let bot: Bot | undefined
  try {
    bot = await Bot.connect(server.port, GO_AHEAD, GREETING, NO_TYPE)
    await bot.ask(isNew ? signUp(NAME) : signIn(NAME))
    return { bannerMs, promptMs: performance.now() - server.beganMs }
  } finally {
    bot?.close()
    await server.stop()
  }
}

/** Starts the program on both worlds by turns; the first time is for signing up. */
async function startBoth(
  worlds: readonly string[],
  rounds: number,
  progress: (doing: string) => void,
): Promise<Started[][]> {
  const starts = worlds.map((): Started[] => [])
  for (let round = 0; round <= rounds; round++) {
    for (const [i, world] of worlds.entries()) {
      progress(`round ${round} of ${rounds}`)
      const started = await start(world, round === 0)
      if (round > 0 || rounds === 0) starts[i]!.push(started)
    }
  }
  return starts
}

/**
 * The whole program, from the moment that Node runs it: until it is open, and until the first who
 * signs in is in the world and has the prompt. The limit is a world in which nothing was ever kept.
 */
export default defineTrial({
  name: 'start: a world of kept entities',
  sizes: { smoke: 100, full: [100_000] }, // entities
  async run(size, full, progress) {
    const records = full ? RECORDS : SMOKE_RECORDS
    const measure = async (kept: string, empty: string) => {
      progress('filling a database')
      await withStore(kept, (store) => fill(store, size, records))
      const worlds = full ? [kept, empty] : [kept]
      const starts = await startBoth(worlds, full ? ROUNDS : 0, progress)
      const notes = new Notes()
      for (const what of ['bannerMs', 'promptMs'] as const) {
        const metric = what === 'bannerMs' ? 'open' : 'first prompt'
        const [ours, limit] = starts.map((world) =>
          quantile(
            world.map((it) => it[what]),
            0.5,
          ),
        )
        notes.ours(metric, ours!, 'ms')
        if (limit !== undefined) notes.limit('nothing kept', metric, limit, 'ms')
      }
      return notes.figures
    }
    return withDataDir((kept) => withDataDir((empty) => measure(kept, empty)))
  },
})
