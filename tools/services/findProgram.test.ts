import t from 'tap'
import { findProgram, type Machine, NATS, REDIS } from './findProgram.ts'

/** A machine on which only these files and commands are. */
function machine(options: Partial<Machine> & { files?: string[]; works?: string[] }) {
  const files = new Set(options.files ?? [])
  const ran: string[] = []
  const fake: Machine = {
    folders: ['/bin', '/usr/sbin'],
    platform: 'linux',
    isRoot: false,
    isExecutable: (file) => files.has(file),
    exists: (file) => files.has(file),
    run(command) {
      ran.push(command)
      const ok = options.works?.includes(command) ?? false
      if (ok && command === 'flock') files.add('/usr/sbin/nats-server')
      return { ok, words: ok ? '' : 'E: no network' }
    },
    ...options,
  }
  return { fake, ran }
}

t.test('a server on PATH is taken, and nothing is run', async (t) => {
  const { fake, ran } = machine({ files: ['/usr/sbin/nats-server'], isRoot: true })
  t.same(findProgram(NATS, fake), { path: '/usr/sbin/nats-server' })
  t.same(ran, [])
})

t.test('root on Debian installs the package', async (t) => {
  const { fake, ran } = machine({
    files: ['/etc/debian_version'],
    isRoot: true,
    works: ['flock', 'docker'],
  })
  t.same(findProgram(NATS, fake), { path: '/usr/sbin/nats-server' })
  t.same(ran, ['flock'])
})

t.test('else it is Docker, for others than root, and where no package can be had', async (t) => {
  const files = ['/etc/debian_version']
  const ordinary = machine({ files, works: ['flock', 'docker'] })
  t.same(findProgram(NATS, ordinary.fake), { image: NATS.image })
  t.same(ordinary.ran, ['docker'])
  const offline = machine({ files, isRoot: true, works: ['docker'] })
  t.same(findProgram(REDIS, offline.fake), { image: REDIS.image })
  t.same(offline.ran, ['flock', 'docker'])
})

t.test('else the one command that would help is named', async (t) => {
  const errorOf = (options: Parameters<typeof machine>[0]) => {
    try {
      return String(findProgram(REDIS, machine(options).fake))
    } catch (error) {
      return (error as Error).message
    }
  }
  t.equal(
    errorOf({ files: ['/etc/debian_version'], isRoot: true }),
    'Cannot find "redis-server" (apt-get failed: E: no network): ' +
      'run "sudo apt-get install -y redis-server"',
  )
  t.equal(errorOf({ platform: 'darwin' }), 'Cannot find "redis-server": run "brew install redis"')
  t.equal(
    errorOf({}),
    'Cannot find "redis-server": start Docker by "sudo systemctl start docker", ' +
      'or put "redis-server" on PATH',
  )
})
