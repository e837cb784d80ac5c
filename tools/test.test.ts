import { join } from 'node:path'
import t from 'tap'
import { ROOT, runTool } from './ourTools.ts'
import { fill } from './testProject.ts'

/** Runs test files by our runner; what it prints without its times, and its exit code. */
function run(directory: string, files: Record<string, string>, ...args: string[]) {
  fill(directory, { 'package.json': '{"type": "module"}', ...files })
  const runner = join(ROOT, 'tools/test.ts')
  const { exitCode, stdout } = runTool(directory, 'node', [runner, '--jobs', '1', ...args])
  return {
    exitCode,
    lines: stdout
      .replace(/, \d+\.\d s\)/g, ')')
      .split('\n')
      .filter(Boolean),
  }
}

/** A test file that prints these lines, TAP or not. */
const printing = (...lines: string[]) => `console.log(${JSON.stringify(lines.join('\n'))})\n`

t.test('tests that pass are counted, over all files', async (t) => {
  const outcome = run(t.testdir(), {
    'a.test.ts': printing('TAP version 14', 'ok 1 - one', 'ok 2 - two', '1..2'),
    'deep/er/b.test.ts': printing('TAP version 14', 'ok 1 - three', '1..1'),
    'node_modules/c/c.test.ts': printing('not ok 1 - not ours', '1..1'),
    '.tap/d.test.ts': printing('not ok 1 - not ours', '1..1'),
    'data/e.test.ts': printing('not ok 1 - not ours', '1..1'),
  })
  t.same(outcome, {
    exitCode: 0,
    lines: [' ok  a.test.ts (2 passed)', ' ok  deep/er/b.test.ts (1 passed)', '3 passed, 0 failed'],
  })
})

t.test('a failure is told with its path, its diagnostics and what the file printed', async (t) => {
  const outcome = run(t.testdir(), {
    'a.test.ts': `${printing(
      'TAP version 14',
      'a word beside TAP',
      '# Subtest: outer',
      '    not ok 1 - inner',
      '      ---',
      '      diff: expected 1, actual 2',
      '      ...',
      '    1..1',
      'not ok 1 - outer',
      'ok 2 - other',
      '1..2',
    )}process.exitCode = 1\n`,
  })
  t.same(outcome, {
    exitCode: 1,
    lines: [
      'FAIL a.test.ts (1 passed, 1 failed)',
      '--- a.test.ts',
      'outer > inner',
      '    diff: expected 1, actual 2',
      'It printed:',
      '    a word beside TAP',
      '1 passed, 1 failed',
    ],
  })
})

t.test('a skipped test is named with its reason and is not counted', async (t) => {
  const outcome = run(t.testdir(), {
    'a.test.ts': printing('ok 1 - one', 'ok 2 - two # SKIP no tt++ here', '1..2'),
    'b.test.ts': printing('1..0 # SKIP no network here'),
  })
  t.same(outcome, {
    exitCode: 0,
    lines: [
      ' ok  a.test.ts (1 passed)',
      ' ok  b.test.ts (0 passed)',
      'Skipped:',
      '    a.test.ts: two (no tt++ here)',
      '    b.test.ts: the whole file (no network here)',
      '1 passed, 0 failed',
    ],
  })
})

const TAP = import.meta.resolve('tap')

/** Files that must not count as passed, though no test in them failed. */
const broken: Array<[name: string, text: string, details: string]> = [
  ['throws', `${printing('ok 1 - one', '1..1')}process.exitCode = 3\n`, 'ended with code 3'],
  ['stops short of its plan', printing('ok 1 - one', '1..2'), 'incorrect number of tests'],
  ['prints no plan', printing('ok 1 - one'), 'no plan'],
  ['has no test', printing('TAP version 14', '1..0'), 'ran no test'],
  ['prints nothing', '', 'ran no test'],
  ['imports tap and forgets to test', `import '${TAP}'\n`, 'ran no test'],
  ['is killed', "process.kill(process.pid, 'SIGKILL')\n", 'was ended by SIGKILL'],
]

/** Only these have a limit of a second; no other file is raced against one. */
const hanging: Array<[name: string, text: string]> = [
  ['hangs', 'setInterval(() => {}, 1e6)\n'],
  ['hangs and will not be told', "process.on('SIGTERM', () => {})\nsetInterval(() => {}, 1e6)\n"],
]

for (const [name, text, details] of broken) {
  t.test(`a file that ${name} has failed`, async (t) => {
    const { exitCode, lines } = run(t.testdir(), { 'a.test.ts': text })
    t.equal(exitCode, 1)
    t.ok(lines.includes(`    ${details}`), lines.join('\n'))
    t.match(lines.at(-1), /^\d+ passed, 1 failed$/)
  })
}

for (const [name, text] of hanging) {
  t.test(`a file that ${name} is ended and has failed`, async (t) => {
    const { exitCode, lines } = run(t.testdir(), { 'a.test.ts': text }, '--timeout-seconds', '1')
    t.equal(exitCode, 1)
    t.ok(lines.includes('    was still running after 1 s and was ended'), lines.join('\n'))
    t.equal(lines.at(-1), '0 passed, 1 failed')
  })
}

t.test('a child that a file leaves running ends with it', async (t) => {
  const { exitCode, lines } = run(t.testdir(), {
    'a.test.ts': [
      "import { spawn } from 'node:child_process'",
      "spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'inherit' }).unref()",
      printing('ok 1 - one', '1..1'),
    ].join('\n'),
  })
  t.same({ exitCode, last: lines.at(-1) }, { exitCode: 0, last: '1 passed, 0 failed' })
})

t.test('only the files named are run', async (t) => {
  const files = {
    'a.test.ts': printing('ok 1 - one', '1..1'),
    'b.test.ts': printing('not ok 1 - two', '1..1'),
  }
  t.same(run(t.testdir(), files, 'a.test.ts'), {
    exitCode: 0,
    lines: [' ok  a.test.ts (1 passed)', '1 passed, 0 failed'],
  })
})

t.test('a run without any test has failed', async (t) => {
  t.same(run(t.testdir(), {}), {
    exitCode: 1,
    lines: ['No test ran, which counts as a failure', '0 passed, 0 failed'],
  })
})

t.test('a bad option is refused in a sentence', async (t) => {
  const { exitCode, stderr } = runTool(ROOT, 'node', ['tools/test.ts', '--jobs', 'many'])
  t.equal(exitCode, 2)
  t.equal(stderr, 'Cannot run tests: --jobs must be a whole number above 0, not "many"\n')
})
