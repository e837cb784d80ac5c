/**
 * A world process: zones on a pool of one thread, kept in PostgreSQL, on a bus over NATS. Its
 * players are made up in it, so that nothing but the world is at work. Runs as a process of its
 * own.
 */
import { randomInt } from 'node:crypto'
import { answerAsChild } from '#bench/child.ts'
import { ring } from '#bench/worlds.ts'
import { joinThread } from '#engine/bus/joinThread.ts'
import { NatsBus } from '#engine/bus/natsBus.ts'
import { createDatabaseJournal } from '#engine/persistence/databaseJournal.ts'
import { databaseStore } from '#engine/persistence/databaseStore.ts'
import { Keeper } from '#engine/persistence/keeper.ts'
import { WorkerPool } from '#engine/workers/pool.ts'
import { Threads } from '#engine/workers/threads.ts'
import { connectDatabase } from '#migrations/connect.ts'
import { type Done, IntentLoop } from './intentLoop.ts'

/** Where it is, and what it runs. */
export interface WorldPlace {
  natsUrl: string
  world: string
  databaseUrl: string
  name: string
  zones: readonly string[]
  /** Of each zone. */
  rooms: number
  players: number
  /** From which uid on players are numbered. */
  firstUid: number
}

const ENTER_LIMIT_MS = 60_000
const SEEDS = 2 ** 32

let loop: IntentLoop | undefined

async function open(place: WorldPlace): Promise<void> {
  const { natsUrl, world, databaseUrl, name, zones, rooms, players, firstUid } = place
  const bus = new NatsBus({ url: natsUrl, world, name })
  await bus.linked()
  const database = await connectDatabase({ url: databaseUrl, dataDir: '', migrate: false })
  const journal = createDatabaseJournal(databaseUrl)
  const complain = (action: string, error: unknown) => {
    process.stderr.write(`${name} could not ${action}: ${error}\n`)
  }
  const keeper = new Keeper({
    bus,
    store: journal,
    holder: name,
    acceptsLoss: new Set(),
    freeBytes: () => undefined,
    onError: complain,
    onTrouble: (words, error) => complain(words, error),
    onFenced: complain,
  })
  const epochs = new Map<string, number>()
  await WorkerPool.start({
    threads: new Threads(),
    join: (worker) => joinThread(bus, worker),
    store: databaseStore(database.db),
    areas: zones.map((zone) => ring(zone, rooms)),
    zones,
    workers: 1,
    seedFor: () => randomInt(SEEDS),
    take: (zone) => keeper.take(zone),
    onOpened: (zone, epoch) => epochs.set(zone, epoch),
    onReport() {},
    onFault: (fault) => complain(`${fault.action} in ${fault.zone}`, fault.stack),
    onCrash: ({ error }) => complain('go on', error),
  })
  loop = new IntentLoop(bus, name)
  for (const [i, zone] of zones.entries()) {
    loop.enter({ zone, epoch: epochs.get(zone)!, firstUid: firstUid + i * players, players })
  }
  await ready(loop)
}

/** Looks again and again until all players are in. */
async function ready(players: IntentLoop): Promise<void> {
  const late = performance.now() + ENTER_LIMIT_MS
  while (!players.isReady) {
    if (performance.now() > late) throw new Error('its players cannot come in')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

answerAsChild({
  open,
  start: () => loop!.start(),
  take: (): Done => loop!.take(),
  stop: (): Done => loop!.stop(),
})
