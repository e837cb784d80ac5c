import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { readOptions } from './options.ts'
import { loadResults } from './savedResults.ts'

const RUN = fileURLToPath(new URL('./run.ts', import.meta.url))

function bench(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [RUN, ...args], {
    encoding: 'utf8',
    timeout: 60_000,
  })
  return { status, stdout, stderr }
}

t.test('a run writes its results and profiles, and the next is compared with them', async (t) => {
  const folder = t.testdir()
  const file = join(folder, 'results.json')
  const profiles = join(folder, 'profiles')
  const only = ['--smoke', '--only', 'codec: events']
  const first = bench(...only, '--json', file, '--profile', profiles)
  t.equal(first.status, 0, first.stderr)
  t.match(first.stdout, /codec: events\n +size +way +metric +value/)
  const { lines, smoke } = loadResults(file)
  t.equal(smoke, true)
  t.same(
    lines.filter(({ metric }) => metric === 'time').map(({ way }) => way),
    ['loam', 'JSON', 'protobufjs'],
  )
  t.same(readdirSync(profiles), ['codec-events.cpuprofile'])
  const profile = JSON.parse(readFileSync(join(profiles, 'codec-events.cpuprofile'), 'utf8'))
  t.ok(profile.nodes.length > 0)

  const second = bench(...only, '--compare', file)
  t.equal(second.status, 0, second.stderr)
  t.match(second.stdout, /\nCompared with 20.*\n +bench +size +way +metric +before +now +change/)
})

t.test('what cannot be done is told in one plain sentence', async (t) => {
  const help = 'Try "npm run bench -- --help"'
  t.same(bench('--fast'), {
    status: 2,
    stdout: '',
    stderr: `Cannot run benchmarks: Unknown option '--fast'. ${help}\n`,
  })
  t.throws(() => readOptions(['--json']), {
    code: 'BENCH_OPTION',
    message: `Cannot run benchmarks: Option '--json <value>' argument missing. ${help}`,
  })
  const folder = t.testdir({ 'other.json': '{"version": 0}', 'no.json': 'no' })
  const missing = join(folder, 'missing.json')
  const other = join(folder, 'other.json')
  const no = join(folder, 'no.json')
  const cases: [file: string, words: string][] = [
    [missing, 'ENOENT'],
    [no, 'it is not JSON'],
    [other, 'it is no file that --json of this version wrote (see version)'],
  ]
  for (const [file, words] of cases) {
    const message = `Cannot compare with "${file}": ${words}`
    t.throws(() => loadResults(file), { code: 'BENCH_FILE', message })
  }
})

t.test('--list names what is wanted, and runs none of it', async (t) => {
  const file = join(t.testdir(), 'results.json')
  t.same(bench('--list', '--only', 'containment', '--only', 'BOTS', '--json', file), {
    status: 0,
    stdout: [
      'containment: moves (bench/containment.bench.ts)\n',
      'containment: walks (bench/containment.bench.ts)\n',
      'telnet bots (bench/telnet/bots.bench.ts)\n',
    ].join(''),
    stderr: '',
  })
  t.notOk(existsSync(file))
})

t.test('a profile folder need not be named', async (t) => {
  t.equal(readOptions(['--profile']).profile, 'bench/results')
  t.equal(readOptions(['--profile', '--smoke']).profile, 'bench/results')
  t.equal(readOptions(['--profile', 'here']).profile, 'here')
  t.equal(readOptions(['--smoke']).profile, undefined)
})

t.test('a file of results is read as it was written', async (t) => {
  const file = join(t.testdir(), 'results.json')
  const results = {
    version: 1,
    machine: {
      date: 'now',
      cpu: 'A CPU',
      cores: 2,
      memoryBytes: 1,
      platform: 'linux-x64',
      node: '24.0.0',
      v8: '13',
    },
    smoke: false,
    lines: [],
  }
  writeFileSync(file, JSON.stringify(results))
  t.same(loadResults(file), results)
})
