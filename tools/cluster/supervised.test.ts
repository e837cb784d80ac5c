import t from 'tap'
import { Supervised } from './supervised.ts'

/** A child that says `ready`, and then does what it is told to by its argument. */
function supervised(script: string) {
  const lines: string[] = []
  const news: string[] = []
  let heard = () => {}
  const child = new Supervised({
    name: 'child',
    command: process.execPath,
    args: ['-e', `console.log('ready'); ${script}`],
    env: {},
    onLine: (line, from) => {
      lines.push(`${from}: ${line}`)
      heard()
    },
    onNews: (words) => news.push(words),
    pauseMs: 1,
  })
  t.teardown(() => child.stop())
  const until = async (count: number) => {
    while (lines.length < count) await new Promise<void>((resolve) => (heard = resolve))
  }
  return { child, lines, news, until }
}

t.test('what ends is started again, and it is said why', async (t) => {
  const { child, lines, news, until } = supervised('setInterval(() => {}, 1000)')
  await until(1)
  process.kill(child.pid!, 'SIGKILL')
  await until(2)
  t.same(lines, ['output: ready', 'output: ready'])
  t.same(news, ['ended (SIGKILL) and is started again in 0.001 s'])
  await child.stop()
  t.equal(news.length, 1, 'nor is it when it was asked to end')
  t.equal(child.pid, undefined)
})

t.test('what ends again and again is given longer pauses', async (t) => {
  const { child, lines, news, until } = supervised(`console.error('no'); process.exit(3)`)
  await until(6)
  await child.stop()
  t.ok(lines.includes('errors: no'))
  t.same(news.slice(0, 2), [
    'ended (code 3) and is started again in 0.001 s',
    'ended (code 3) and is started again in 0.002 s',
  ])
})

t.test('a program that there is not is said, and tried again', async (t) => {
  const lines: string[] = []
  const said = Promise.withResolvers<void>()
  const child = new Supervised({
    name: 'child',
    command: '/no/such/program',
    args: [],
    env: {},
    onLine: (line) => {
      lines.push(line)
      said.resolve()
    },
    onNews: () => {},
  })
  await said.promise
  await child.stop()
  t.match(lines, [/ENOENT/])
})
