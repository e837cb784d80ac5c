import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import { ROOT } from '#tools/ourTools.ts'
import { startNats } from './nats.ts'
import { natsServer, redisServer } from './testing.ts'

/** What a server says to somebody who connects and says `hello`. */
function heard(port: number, hello: string): Promise<string> {
  const socket = createConnection({ host: '127.0.0.1', port })
  socket.write(hello)
  return new Promise<string>((resolve) => {
    socket.once('data', (data) => resolve(data.toString().slice(0, 5)))
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''))
    socket.once('close', () => resolve('closed'))
  }).finally(() => socket.destroy())
}

t.test('servers start, end as in a crash, and start again on their port', async (t) => {
  const [nats, redis] = await Promise.all([natsServer(t), redisServer(t)])
  t.equal(await heard(nats.port, ''), 'INFO ')
  t.equal(await heard(redis.port, 'PING\r\n'), '+PONG')
  await nats.kill()
  t.equal(await heard(nats.port, ''), 'ECONNREFUSED')
  await nats.restart()
  t.equal(await heard(nats.port, ''), 'INFO ')
  await redis.restart()
  t.equal(await heard(redis.port, 'PING\r\n'), '+PONG')
})

t.test('a frozen server is silent until it is resumed, and can be stopped as it is', async (t) => {
  const redis = await redisServer(t)
  redis.pause()
  const answer = heard(redis.port, 'PING\r\n')
  t.equal(await Promise.race([answer, delay(50, 'nothing')]), 'nothing')
  redis.resume()
  t.equal(await answer, '+PONG')
  redis.pause()
  await redis.stop()
  t.equal(await heard(redis.port, 'PING\r\n'), 'ECONNREFUSED')
})

t.test('what a server cannot use is told in its own words', async (t) => {
  await t.rejects(startNats({ settings: 'no_such_setting: 1' }), {
    code: 'SERVICE_START',
    message: /Cannot start "nats-server" on port \d+: it said: .*no_such_setting/s,
  })
})

t.test('a server ends with the process that started it, however that ends', async (t) => {
  const file = join(t.testdir(), 'starts.ts')
  const words = `
    const { startRedis } = await import(${JSON.stringify(join(ROOT, 'tools/services/redis.ts'))})
    const { port } = await startRedis()
    console.log(port)
    setInterval(() => {}, 1000)`
  writeFileSync(file, words)
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(child.stdout.setEncoding('utf8'), 'data')
  const port = Number(line)
  t.equal(await heard(port, 'PING\r\n'), '+PONG')
  child.kill('SIGKILL')
  let last = ''
  while (last !== 'ECONNREFUSED') last = await heard(port, 'PING\r\n')
  t.pass('it is gone')
})
