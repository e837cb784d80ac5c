import { sql } from 'kysely'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { testFolder, withTestDatabase } from '#migrations/testing.ts'
import type { Program } from '#program/beginning.ts'
import { readConfig } from '#program/config.ts'
import { startProgram } from '#program/program.ts'
import type { Role } from '#program/roles.ts'
import { natsServer, redisServer } from '#tools/services/testing.ts'
import { Abroad } from './abroad.ts'
import { allTranscripts, perform } from './performance.ts'
import { settingsFor, World } from './world.ts'

/*
 * The transcripts, unchanged, in a world of two programs that share nothing but servers: one
 * simulates and keeps the chat, the other has the players.
 */

const database = await withTestDatabase(t)
const [nats, redis] = await Promise.all([natsServer(t), redisServer(t)])

/** A world of its own on the servers of all. */
async function openCluster(t: Test, name: string): Promise<World> {
  await sql`create database ${sql.id(name)}`.execute(database.db)
  const settings = {
    ...settingsFor(testFolder(t)),
    DATABASE_URL: database.url.replace('///postgres?', `///${name}?`),
    NATS_URL: nats.url,
    REDIS_URL: redis.url,
    LOAM_WORLD: name,
  }
  const log = pino({ level: 'fatal' }, pino.destination(2))
  const start = (...roles: Role[]) => startProgram(readConfig(settings, undefined, roles), log)
  const [world, telnet] = await Promise.all([start('world', 'chat'), start('telnet')])
  const stop = async () => {
    await telnet.stop()
    await world.stop()
  }
  return new World({ ...telnet, stop } satisfies Program)
}

for (const [i, [file, transcript]] of allTranscripts().entries()) {
  t.test(`${file} is played over a cluster`, async (t) => {
    await perform(t, new Abroad(await openCluster(t, `world${i}`)), transcript)
  })
}
