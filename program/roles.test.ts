import t from 'tap'
import { readArguments, readConfig } from './config.ts'

const SERVERS = {
  DATABASE_URL: 'postgres://db/loam',
  NATS_URL: 'nats://bus:4222',
  REDIS_URL: 'redis://cache:6379',
}

function read(args: string[], environment: Record<string, string> = SERVERS) {
  return readConfig(environment, undefined, readArguments(args).roles).cluster
}

t.test('roles are named one by one or parted by commas, each once', async (t) => {
  const rows: [args: string[], roles: string[]][] = [
    [['--role', 'world'], ['world']],
    [['--role=telnet'], ['telnet']],
    [
      ['--role', 'telnet', '--role', 'world'],
      ['world', 'telnet'],
    ],
    [
      ['--role', 'http, world,http'],
      ['world', 'http'],
    ],
  ]
  for (const [args, roles] of rows) t.same(read(args)?.roles, roles, args.join(' '))
  t.equal(read([]), undefined, 'without any all is one process')
})

t.test('a role that there is not is refused, with those there are', async (t) => {
  for (const [args, shown] of [
    [['--role', 'wrold'], 'wrold'],
    [['--role'], ''],
    [['--role', 'world,'], ''],
  ] as const) {
    t.throws(() => read([...args]), {
      code: 'CONFIG_INVALID',
      message: new RegExp(`^Cannot start role "${shown}": it must be one of world, telnet, `),
    })
  }
})

t.test('a role says which servers it misses, and where it finds the others', async (t) => {
  t.same(read(['--role', 'world']), {
    roles: ['world'],
    natsUrl: SERVERS.NATS_URL,
    redisUrl: SERVERS.REDIS_URL,
    databaseUrl: SERVERS.DATABASE_URL,
    world: 'loam',
  })
  t.equal(read(['--role', 'world'], { ...SERVERS, LOAM_WORLD: 'test' })?.world, 'test')
  const { NATS_URL: _, ...without } = SERVERS
  t.throws(() => read(['--role', 'telnet'], without), {
    code: 'CONFIG_INVALID',
    message:
      'Cannot start role "telnet": set NATS_URL (the NATS server that joins its processes, as ' +
      'nats://host:4222); without --role all runs in one process and needs none of it',
  })
  t.throws(() => read(['--role', 'telnet'], {}), {
    message: /set DATABASE_URL \(.+\) and NATS_URL \(.+\) and REDIS_URL \(.+\); without/,
  })
})
