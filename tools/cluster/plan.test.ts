import t from 'tap'
import { planOf } from './plan.ts'

t.test('a cluster has two of each, on ports one after the other', async (t) => {
  const { data, processes } = planOf([])
  t.equal(data, './data')
  const shown = processes.map(({ name, settings }) => {
    const { LOAM_TELNET_PORT: telnet, LOAM_WEBSOCKET_PORT: websocket } = settings
    return `${name} ${telnet ?? websocket ?? settings['LOAM_HTTP_PORT']}`
  })
  t.same(
    shown.filter((each) => !each.startsWith('chat')),
    [
      'world-1 0',
      'world-2 0',
      'telnet-1 4000',
      'telnet-2 4001',
      'websocket-1 8081',
      'websocket-2 8082',
      'http 8080',
    ],
  )
})

t.test('how many and where can be chosen', async (t) => {
  const { data, processes } = planOf(
    ['--data', 'd', '--worlds', '3', '--edges', '1', '--telnet', '5000'].concat([
      '--websocket',
      '6000',
      '--http',
      '7000',
    ]),
  )
  t.equal(data, 'd')
  const names = processes.map(({ name }) => name).filter((name) => name !== 'chat')
  t.same(names, ['world-1', 'world-2', 'world-3', 'telnet', 'websocket', 'http'])
  const settings = Object.assign({}, ...processes.map((each) => each.settings).reverse())
  t.match(settings, { LOAM_TELNET_PORT: '5000', LOAM_WEBSOCKET_PORT: '6000' })
  t.match(processes.find(({ role }) => role === 'http')?.settings, { LOAM_HTTP_PORT: '7000' })
})

t.test('what cannot be used is refused in one sentence', async (t) => {
  t.throws(() => planOf(['--worlds', '0']), {
    code: 'OPTION_INVALID',
    message: 'Cannot use --worlds "0": it must be a whole number from 1 to 16',
  })
  t.throws(() => planOf(['--telnet', 'x']), { message: /^Cannot use --telnet "x": / })
  t.throws(() => planOf(['--wrlds', '2']), {
    message: /^Cannot start a cluster: .*--wrlds.*try "npm run cluster -- --help"$/,
  })
})
