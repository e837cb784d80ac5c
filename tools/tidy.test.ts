import { execFileSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import t from 'tap'
import { FILE_LINES_MAX, FUNCTION_LINES_MAX, README_WORDS_MAX, untidy } from './tidy.ts'

const ROOT = `${import.meta.dirname}/..`

t.test('the whole tree is tidy', async (t) => {
  const paths = ourFiles()
  t.ok(paths.includes('tools/tidy.ts'), 'this very folder is looked at')
  const findings = paths.flatMap((path) => untidy(path, readFileSync(`${ROOT}/${path}`, 'utf8')))
  t.same(findings, [])
})

/** From git in a checkout, so that what it ignores is left out; else whatever lies here. */
function ourFiles(): string[] {
  const isOurs = (path: string) => /\.(ts|js|mjs|cjs|md)$/.test(path)
  try {
    const listed = execFileSync(
      'git',
      ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'],
      { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    )
    const deleted = execFileSync('git', ['ls-files', '-z', '--deleted'], { cwd: ROOT })
    const gone = new Set(deleted.toString().split('\0'))
    const paths = listed.split('\0').filter((path) => isOurs(path) && !gone.has(path))
    if (paths.length > 0) return paths
  } catch {
    // Not a checkout, no git, or a checkout that belongs to somebody else.
  }
  const ignored = new Set(['node_modules', 'data', '.tap', '.git', '.svelte-kit', 'build'])
  const all = globSync('**', {
    cwd: ROOT,
    exclude: (path) => ignored.has(path.split('/').at(-1) ?? ''),
  })
  return all.filter(isOurs)
}

const file = (...lines: string[]) => `${lines.join('\n')}\n`
const repeated = (line: string, count: number) => Array.from({ length: count }, () => line)

t.test('code that keeps every rule has no finding', async (t) => {
  const tidy = file(
    "import { Vitals } from '#components/vitals.ts'",
    '/** A date is only a word here: new Date() and Math.random() are not called. */',
    'export class Healer {',
    '  #count = 0',
    '  heal(amount: number): number {',
    '    this.#count += amount',
    '    return this.#count + Vitals.hp.length',
    '  }',
    '}',
  )
  t.same(untidy('systems/healer.ts', tidy), [])
  t.same(
    untidy('components/vitals.ts', "export const Vitals = defineComponent('vitals', {})\n"),
    [],
  )
  t.same(untidy('bench/tick.ts', 'export default defineBench({})\n'), [])
  t.same(untidy('migrations/001-accounts.ts', 'export const up = 1\n'), [])
  t.same(untidy('commitlint.config.js', 'export default {}\n'), [])
})

/** One planted fault for each rule: where it stands, and what is said of it. */
const planted: Array<[name: string, path: string, text: string, finding: string]> = [
  [
    'a long file',
    'systems/long.ts',
    file(...repeated('// a line', FILE_LINES_MAX + 1)),
    'systems/long.ts:1: has 401 lines, and a file has at most 400',
  ],
  [
    'a long function',
    'systems/long.ts',
    file('export function long() {', ...repeated('  // a line', FUNCTION_LINES_MAX - 1), '}'),
    'systems/long.ts:1: has a function of 71 lines, and one has at most 70',
  ],
  [
    'a long arrow function',
    'systems/long.ts',
    file('', 'export const long = () => {', ...repeated('  // a line', FUNCTION_LINES_MAX), '}'),
    'systems/long.ts:2: has a function of 72 lines, and one has at most 70',
  ],
  [
    'a long line',
    'systems/wide.ts',
    file(`// ${'é'.repeat(98)}`),
    'systems/wide.ts:1: has 101 columns, and a line has at most 100',
  ],
  [
    'work left for later',
    'systems/a.ts',
    file('// TO' + 'DO: heal', ''),
    'systems/a.ts:1: leaves work for later in a comment',
  ],
  [
    'a default export',
    'systems/a.ts',
    'export default 1\n',
    'systems/a.ts:1: has a default export; exports are named',
  ],
  [
    'a function exported by default',
    'systems/a.ts',
    'export default function heal() {}\n',
    'systems/a.ts:1: has a default export; exports are named',
  ],
  [
    'an export renamed to default',
    'systems/a.ts',
    'const a = 1\nexport { a as default }\n',
    'systems/a.ts:2: has a default export; exports are named',
  ],
  [
    'an enum',
    'systems/a.ts',
    'export enum Side { North }\n',
    'systems/a.ts:1: has an enum; use a union of strings or an object',
  ],
  [
    'a namespace',
    'systems/a.ts',
    'export namespace Sides {}\n',
    'systems/a.ts:1: has a namespace; a module is enough',
  ],
  [
    'any',
    'systems/a.ts',
    'export const a = (b: any) => b\n',
    'systems/a.ts:1: has any; use unknown',
  ],
  [
    'a parameter property',
    'systems/a.ts',
    file('export class A {', '  constructor(readonly b: number) {}', '}'),
    'systems/a.ts:2: has a parameter property; declare the field',
  ],
  [
    'private by keyword',
    'systems/a.ts',
    file('export class A {', '  private b = 1', '}'),
    'systems/a.ts:2: has private by keyword; use #private',
  ],
  [
    'an import from a parent folder',
    'systems/commands/a.ts',
    "import { b } from '../b.ts'\n",
    'systems/commands/a.ts:1: imports with "../"; use #folder/file.ts',
  ],
  [
    'a type imported from a parent folder',
    'systems/commands/a.ts',
    "export type A = import('../b.ts').B\n",
    'systems/commands/a.ts:1: imports with "../"; use #folder/file.ts',
  ],
  [
    'a dynamic import from a parent folder',
    'systems/commands/a.ts',
    "export const a = import('../b.ts')\n",
    'systems/commands/a.ts:1: imports with "../"; use #folder/file.ts',
  ],
  [
    'a test switched off',
    'systems/a.test.ts',
    "t.skip('heals', () => {})\n",
    'systems/a.test.ts:1: switches tests off with .only, .skip or .todo',
  ],
  [
    'a clock of its own',
    'systems/a.ts',
    'export const a = () => Date.now()\n',
    'systems/a.ts:1: takes time or chance from elsewhere; both come from the zone',
  ],
  [
    'chance of its own',
    'engine/zone/a.ts',
    'const { a } = { a: Math.random }\nexport { a }\n',
    'engine/zone/a.ts:1: takes time or chance from elsewhere; both come from the zone',
  ],
  [
    'a date of its own',
    'components/a.ts',
    'export const a = new Date()\n',
    'components/a.ts:1: takes time or chance from elsewhere; both come from the zone',
  ],
  [
    'a file name with a hyphen',
    'systems/slow-heal.ts',
    'export const a = 1\n',
    'systems/slow-heal.ts:1: its file name is not in camelCase',
  ],
  [
    'two components in one file',
    'components/a.ts',
    file("export const A = defineComponent('a', {})", "export const B = defineComponent('b', {})"),
    'components/a.ts:1: does not export exactly one component and nothing that acts',
  ],
  [
    'a component that nobody can import',
    'components/a.ts',
    "const A = defineComponent('a', {})\n",
    'components/a.ts:1: does not export exactly one component and nothing that acts',
  ],
  [
    'a component with behaviour',
    'components/a.ts',
    file("export const A = defineComponent('a', {})", 'export function heal() {}'),
    'components/a.ts:1: does not export exactly one component and nothing that acts',
  ],
  [
    'a long README',
    'README.md',
    file(...repeated('word', README_WORDS_MAX + 1)),
    'README.md:1: has 401 words, and a README has at most 400',
  ],
]

for (const [name, path, text, finding] of planted) {
  t.test(`${name} is found`, async (t) => {
    t.same(untidy(path, text), [finding])
  })
}

t.test('the zone is not asked for the time where nothing is replayed', async (t) => {
  t.same(untidy('edges/telnet/a.ts', 'export const a = () => Date.now()\n'), [])
})
