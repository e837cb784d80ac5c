import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import t from 'tap'
import { connectDatabase } from '#migrations/connect.ts'
import { testDataDir, testFolder } from '#migrations/testing.ts'
import { Child } from './child.ts'
import { Client } from './client.ts'
import { enter, PASSWORD, settingsFor } from './world.ts'

/** Areas of our own, whose builder has ideas. */
const areas = join(testFolder(t), 'areas')
cpSync(new URL('areas/', import.meta.url), areas, { recursive: true })
const dataDir = await testDataDir(t)
const settings = { ...settingsFor(dataDir), LOAM_AREAS: areas, LOAM_LOG_LEVEL: 'info' }

let child: Child | undefined
t.teardown(() => child?.cut())

async function start(
  more: Record<string, string> = {},
): Promise<(line: string) => Promise<Client>> {
  child = new Child({ ...settings, ...more })
  const { telnet } = await child.opens()
  return async (line) => enter(await Client.connect(telnet), `${line} ${PASSWORD}`)
}

async function kill(): Promise<void> {
  child!.signal('SIGKILL')
  await child!.ends()
}

function giveZone(name: string): void {
  const file = join(areas, 'cottage/area.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace(/zone: \w+/, `zone: ${name}`))
}

t.test('A zone that gets another name has its players and their things', async (t) => {
  const connect = await start()
  // Before Bob comes: what Ada reads of him would pass for an answer.
  const ada = await connect('create ada')
  for (const line of ['get lantern', 'drop lantern', 'get basket']) await ada.ask(line)
  const bob = await connect('create bob')
  for (const line of ['north', 'get hat']) await bob.ask(line)
  bob.send('quit')
  await bob.closes()
  await kill()

  giveZone('croft')
  const again = await start()
  t.match(child!.errors, /zone \\"cottage\\" is no more: \d+ of what it kept went to \\"croft\\"/)
  const adaAgain = await again('connect ada')
  t.match(await adaAgain.ask('inventory'), [/^You carry one thing/, '  a wicker basket'])
  t.match((await adaAgain.ask('look')).join('\n'), /brass lantern/)
  const bobAgain = await again('connect bob')
  t.match(await bobAgain.ask('inventory'), [/^You carry one thing/, '  a straw hat'])
  t.match(await bobAgain.ask('look'), ['The Garden'])
  await kill()
})

t.test('A zone of which nothing is left is opened only if its operator says so', async (t) => {
  const { db, stop } = await connectDatabase({ dataDir })
  await sql`update journal set checksum = checksum + 1
    where sequence = 1 and zone = (select number from zone where name = 'croft')`.execute(db)
  await stop()

  const refused = new Child(settings)
  const { code, errors } = await refused.ends()
  t.equal(code, 1)
  t.match(
    errors.trim().split('\n').at(-1),
    /^Cannot open zone "croft": nothing .*: restore .* or go on .* LOAM_ACCEPT_LOSS=croft, /,
  )

  const connect = await start({ LOAM_ACCEPT_LOSS: 'croft' })
  const ada = await connect('connect ada')
  t.match(await ada.ask('look'), ['The Kitchen'])
  const had = await ada.ask('inventory')
  t.match(had, [/^You carry one thing/, '  a wicker basket'], 'as when she was last moved')
  child!.signal('SIGTERM')
  t.equal((await child!.ends()).code, 0)
})
