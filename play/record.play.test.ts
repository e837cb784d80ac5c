import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { testDataDir } from '#migrations/testing.ts'
import { Child } from './child.ts'
import { Client } from './client.ts'
import { enter, PASSWORD, settingsFor } from './world.ts'

const REPLAY = new URL('../program/replay.ts', import.meta.url).pathname

t.test('A zone that was recorded is replayed to the same checksums', async (t) => {
  const dataDir = await testDataDir(t)
  const child = new Child(settingsFor(dataDir), ['--record'])
  t.teardown(() => child.cut())
  const { telnet } = await child.opens()
  const directory = join(dataDir, 'recordings')
  t.match(child.output, `  Recording  ${directory}\n`)

  const client = await enter(await Client.connect(telnet), `create ada ${PASSWORD}`)
  for (const line of ['get lantern', 'north', 'say Is anybody here?', 'south', 'inventory']) {
    await client.ask(line)
  }
  client.send('quit')
  await client.closes()
  child.signal('SIGTERM')
  t.match(await child.ends(), { code: 0 })

  const [name, ...others] = readdirSync(directory)
  t.same(others, [], 'there is one zone')
  const file = join(directory, name!)
  t.equal(statSync(file).mode & 0o077, 0, 'nobody else may read it')
  t.notMatch(readFileSync(file, 'latin1'), PASSWORD)
  const { status, stdout, stderr } = spawnSync(process.execPath, [REPLAY, file, '--verbose'], {
    encoding: 'utf8',
  })
  t.equal(status, 0, stderr)
  t.match(stdout, /: say Is anybody here\?\n/)
  t.match(stdout, /\n\d+ ticks, \d+ turns replayed in \d+\.\d s: all checksums agree\n$/)
})

t.test('A folder that cannot be recorded into is named in a plain sentence', async (t) => {
  const dataDir = await testDataDir(t)
  const child = new Child(settingsFor(dataDir), ['--record', import.meta.filename])
  t.match(await child.ends(), {
    code: 1,
    errors: `Cannot record into "${import.meta.filename}": it is a file, not a folder; \
--record names the folder\n`,
  })
})
