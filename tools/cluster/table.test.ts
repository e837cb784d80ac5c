import t from 'tap'
import { noteLine, type Reached, tableOf } from './table.ts'

const BANNER = `Loam 0.1.0 is open, after 1.2 s.

  Roles      telnet of "loam"
  Play       telnet 127.0.0.1 4000
  Play (web) ws://127.0.0.1:8081
  Health     http://127.0.0.1:41234/readyz
  Database   /data/postgres`

t.test('where a process can be reached is read from what it prints', async (t) => {
  const reached: Reached = {}
  for (const line of BANNER.split('\n')) noteLine(reached, line)
  t.same(reached, {
    telnet: 'telnet 127.0.0.1 4000',
    websocket: 'ws://127.0.0.1:8081',
    health: 'http://127.0.0.1:41234/readyz',
  })
})

t.test('the table says where to connect to what', async (t) => {
  const processes = [
    { name: 'world-1', role: 'world', settings: {} },
    { name: 'telnet-1', role: 'telnet', settings: {} },
    { name: 'http', role: 'http', settings: {} },
  ] as const
  const reached = new Map<string, Reached>([
    ['world-1', { health: 'http://h:1/readyz' }],
    ['telnet-1', { telnet: 'telnet h 4000', health: 'http://h:2/readyz' }],
    ['http', { health: 'http://h:8080/readyz' }],
  ])
  t.same(tableOf(processes, reached, { NATS: 'nats://h:5' }).split('\n'), [
    '  process   connect to         health',
    '  world-1                      http://h:1/readyz',
    '  telnet-1  telnet h 4000      http://h:2/readyz',
    '  http      http://h:8080/api  http://h:8080/readyz',
    '  NATS      nats://h:5',
  ])
})
