import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { stripVTControlCharacters } from 'node:util'
import t from 'tap'
import { testDataDir } from '#migrations/testing.ts'
import { Client } from './client.ts'
import { enter, eventually, freePort, PASSWORD } from './world.ts'

/*
 * `npm run cluster`, as small as it can be: one process of each kind.
 */

const RUN = new URL('../tools/cluster/run.ts', import.meta.url).pathname
const NODE_24 = new URL('../tools/node24.js', import.meta.url).pathname
const OPEN_MS = 60_000

let printed = ''
const cluster = await startCluster()

async function startCluster(): Promise<ChildProcess> {
  const ports = await Promise.all([freePort(), freePort(), freePort()])
  const [telnet, websocket, http] = ports as [string, string, string]
  const options = ['--telnet', telnet, '--websocket', websocket, '--http', http]
  const data = ['--data', await testDataDir(t), '--worlds', '1', '--edges', '1']
  const { PATH, HOME, TMPDIR } = process.env
  const child = spawn(process.execPath, ['--import', NODE_24, RUN, ...options, ...data], {
    env: { PATH, HOME, TMPDIR },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += stripVTControlCharacters(text)
    })
  }
  t.teardown(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGTERM')
    await once(child, 'close')
  })
  return child
}

async function prints(words: RegExp): Promise<RegExpExecArray> {
  await eventually(`${words} in ${printed}`, async () => words.test(printed), OPEN_MS)
  return words.exec(printed)!
}

t.test('A cluster says where to connect, and stops when it is asked to', async (t) => {
  await prints(/Ctrl-C stops it all/)
  const [, host, port] = await prints(/^ {2}telnet +telnet (\S+) (\d+) /m)
  const ada = await enter(await Client.connect(`${host}:${port}`), `create ada ${PASSWORD}`)
  const [, api] = await prints(/^ {2}http +(\S+\/api) /m)
  const wish = { name: 'ada', password: PASSWORD }
  const response = await fetch(`${api}/tickets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(wish),
  })
  t.match(await response.json(), { character: { name: 'Ada' } })

  await ada.ask('say here we are')
  cluster.kill('SIGINT')
  const [code] = await once(cluster, 'close')
  t.equal(code, 0)
  t.match(printed, /All is closed/)
  t.match((await ada.closes()).at(-1), /^This way in is restarting/)
})
