/**
 * `npm run check`: every guard of this house, one after the other, each with its time. What a
 * failing one printed is shown below its name, and all that failed are named again at the end.
 * `-- --no-tests` leaves the tests out, for a run that is followed by `npm test`.
 */
import { parseArgs } from 'node:util'
import { ROOT, runTool, showTool } from './ourTools.ts'

type Step = { name: string; command: string; args: string[] }

const GUARDS: Step[] = [
  { name: 'types', command: 'tsc', args: ['--noEmit', '--pretty', 'false'] },
  { name: 'imports', command: 'depcruise', args: ['--output-type', 'err-long', '.'] },
  {
    name: 'format and lint',
    command: 'biome',
    args: ['check', '--error-on-warnings', '--colors=off', '--max-diagnostics=50', '.'],
  },
  { name: 'dead code', command: 'knip', args: ['--no-progress', '--no-config-hints'] },
  { name: 'tidiness', command: 'node', args: ['tools/test.ts', 'tools/tidy.test.ts'] },
]
const TESTS: Step = { name: 'tests', command: 'node', args: ['tools/test.ts'] }

const { values } = parseArgs({
  options: { tests: { type: 'boolean', default: true } },
  allowNegative: true,
})

const failed = GUARDS.filter((step) => !holds(step))
if (values.tests && !timed(TESTS, ({ command, args }) => showTool(ROOT, command, args) === 0)) {
  failed.push(TESTS)
}
if (failed.length > 0) {
  const names = failed.map(({ name }) => name).join(', ')
  console.log(`\nFailed: ${names}. "npm run format" mends what is only formatting.`)
  process.exitCode = 1
} else {
  console.log('\nEverything holds')
}

function holds(step: Step): boolean {
  let printed = ''
  const held = timed(step, ({ command, args }) => {
    const { exitCode, stdout, stderr } = runTool(ROOT, command, args)
    printed = (stdout + stderr).trimEnd()
    return exitCode === 0
  })
  if (!held) console.log(printed.replace(/^(?=.)/gm, '       '))
  return held
}

function timed(step: Step, run: (step: Step) => boolean): boolean {
  const startMs = performance.now()
  const held = run(step)
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1)
  console.log(`${held ? ' ok ' : 'FAIL'} ${step.name} (${seconds} s)`)
  return held
}
