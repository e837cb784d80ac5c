import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { ROOT, runTool } from './ourTools.ts'
import { fill } from './testProject.ts'

type Violation = { from: string; to: string; rule: { name: string } }

/** Cruises a project under our own rules; what breaks them, as "rule: from -> to". */
function violations(directory: string): string[] {
  const config = join(ROOT, '.dependency-cruiser.cjs')
  const args = ['--config', config, '--output-type', 'json', '.']
  const { stdout, stderr } = runTool(directory, 'depcruise', args)
  if (stdout === '') throw new Error(`dependency-cruiser said only: ${stderr}`)
  const { summary }: { summary: { violations: Violation[] } } = JSON.parse(stdout)
  return summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} -> ${to}`).sort()
}

/** A project with one file in each folder and two packages, and the files given. */
function project(directory: string, files: Record<string, string>): string {
  const { imports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const packages = { dependencies: { grown: '1.0.0' }, devDependencies: { helper: '1.0.0' } }
  const all: Record<string, string> = {
    'package.json': JSON.stringify({ name: 'planted', type: 'module', imports, ...packages }),
    'tsconfig.json': readFileSync(join(ROOT, 'tsconfig.json'), 'utf8'),
  }
  for (const name of ['grown', 'helper']) {
    const manifest = { name, version: '1.0.0', type: 'module', exports: './index.js' }
    all[`node_modules/${name}/package.json`] = JSON.stringify(manifest)
    all[`node_modules/${name}/index.js`] = 'export const a = 1\n'
  }
  for (const folder of [
    'bench',
    'components',
    'edges/http',
    'edges/session',
    'edges/telnet',
    'engine/persistence',
    'engine/protocol',
    'engine/zone',
    'migrations',
    'play',
    'program',
    'scripting',
    'systems',
    'tools',
    'tools/services',
    'web-portal/src',
  ]) {
    all[`${folder}/a.ts`] = 'export const a = 1\n'
  }
  return fill(directory, { ...all, ...files })
}

/** A file that imports each of the others. */
function importing(...specifiers: string[]): string {
  return specifiers.map((specifier, i) => `export { a as a${i} } from '${specifier}'\n`).join('')
}

t.test('the whole diagram may be imported along its arrows', async (t) => {
  const directory = project(t.testdir(), {
    'main.ts': importing('#program/b.ts'),
    'program/b.ts': importing(
      '#edges/telnet/a.ts',
      '#engine/zone/b.ts',
      '#migrations/a.ts',
      '#scripting/b.ts',
      '#systems/a.ts',
      'grown',
    ),
    'engine/zone/b.ts': importing(
      '#systems/b.ts',
      '#components/a.ts',
      '#scripting/a.ts',
      '#protocol/b.ts',
      '#engine/persistence/b.ts',
      'node:fs',
    ),
    'engine/persistence/b.ts': importing('#migrations/a.ts'),
    'engine/protocol/b.ts': importing('./a.ts'),
    'engine/protocol/b.test.ts': importing('./b.ts', 'node:fs', 'helper'),
    'systems/b.ts': importing('./a.ts', '#components/a.ts'),
    'systems/testZone.ts': importing('helper'),
    'edges/telnet/loop.fixture.ts': importing('helper'),
    'scripting/b.ts': "import type { a } from '#systems/a.ts'\nexport type A = typeof a\n",
    'scripting/c.ts': importing('#components/a.ts'),
    'edges/http/b.ts': importing('#migrations/a.ts', '#edges/session/a.ts', '#protocol/a.ts'),
    'web-portal/src/b.ts': importing('#protocol/a.ts'),
    'systems/whole.play.test.ts': importing('#edges/telnet/a.ts', '#engine/zone/b.ts'),
    'play/b.ts': importing('#edges/telnet/a.ts', '#engine/zone/b.ts', '#systems/a.ts'),
    'tools/b.ts': importing('#systems/a.ts', 'helper'),
    'edges/session/b.test.ts': importing('#tools/services/a.ts'),
    'program/cluster.ts': importing('#tools/services/a.ts'),
    'bench/b.ts': importing('#systems/a.ts', '#edges/telnet/a.ts', 'helper'),
  })
  t.same(violations(directory), [])
})

t.test('every import against an arrow is caught', async (t) => {
  const directory = project(t.testdir(), {
    'components/b.ts': importing('#systems/a.ts', '#protocol/a.ts'),
    'components/c.ts': importing('./d.ts'),
    'components/d.ts': importing('./c.ts'),
    'edges/http/b.ts': importing('#engine/zone/a.ts'),
    'edges/telnet/b.ts': importing('#migrations/a.ts', '#systems/a.ts', '#components/a.ts'),
    'edges/telnet/b.test.ts': importing('#engine/zone/a.ts'),
    'engine/persistence/b.ts': importing('#edges/http/a.ts'),
    'engine/protocol/b.ts': importing('#engine/zone/a.ts', '#components/a.ts', 'node:fs'),
    'engine/zone/b.ts': importing('#edges/telnet/a.ts', '#migrations/a.ts'),
    'engine/zone/c.ts': importing('#tools/services/a.ts'),
    'engine/zone/c.test.ts': importing('#tools/a.ts'),
    'main.ts': importing('#bench/a.ts', './play/a.ts'),
    'migrations/b.ts': importing('#engine/persistence/a.ts'),
    'program/b.ts': "export { a } from '../tools/a.ts'\n",
    'scripting/b.ts': importing('#systems/a.ts', '#engine/zone/a.ts'),
    'scripting/c.test.ts': importing('#systems/a.ts'),
    'systems/b.ts': importing('#scripting/a.ts', '#program/a.ts', '#edges/telnet/a.ts'),
    'systems/c.ts': "export const a = () => import('#protocol/a.ts')\n",
    'systems/d.ts': importing('helper', './missing.ts', './e.test.ts'),
    'systems/e.test.ts': "import type { a } from '#engine/zone/a.ts'\nexport type A = typeof a\n",
    'systems/f.ts': importing('../main.ts'),
    'web-portal/src/b.ts': importing('#edges/http/a.ts'),
  })
  t.same(violations(directory), [
    'components-import-nothing: components/b.ts -> engine/protocol/a.ts',
    'components-import-nothing: components/b.ts -> systems/a.ts',
    'edges-import-protocol: edges/telnet/b.test.ts -> engine/zone/a.ts',
    'edges-import-protocol: edges/telnet/b.ts -> components/a.ts',
    'edges-import-protocol: edges/telnet/b.ts -> migrations/a.ts',
    'edges-import-protocol: edges/telnet/b.ts -> systems/a.ts',
    'engine-imports-no-edge: engine/zone/b.ts -> edges/telnet/a.ts',
    'engine-imports-no-edge: engine/zone/b.ts -> migrations/a.ts',
    'engine-imports-no-edge: engine/zone/c.test.ts -> tools/a.ts',
    'http-imports-protocol-and-migrations: edges/http/b.ts -> engine/zone/a.ts',
    'migrations-import-nothing: migrations/b.ts -> engine/persistence/a.ts',
    'no-cycles: components/c.ts -> components/d.ts',
    'no-development-packages: systems/d.ts -> node_modules/helper/index.js',
    'no-import-of-tests: systems/d.ts -> systems/e.test.ts',
    'no-unresolved: systems/d.ts -> ./missing.ts',
    'persistence-imports-migrations: engine/persistence/b.ts -> edges/http/a.ts',
    'portal-imports-protocol: web-portal/src/b.ts -> edges/http/a.ts',
    'program-imports-no-tools: main.ts -> bench/a.ts',
    'program-imports-no-tools: main.ts -> play/a.ts',
    'program-imports-no-tools: program/b.ts -> tools/a.ts',
    'protocol-imports-nothing: engine/protocol/b.ts -> components/a.ts',
    'protocol-imports-nothing: engine/protocol/b.ts -> engine/zone/a.ts',
    'protocol-runs-in-a-browser: engine/protocol/b.ts -> fs',
    'scripting-imports-no-engine: scripting/b.ts -> engine/zone/a.ts',
    'scripting-imports-types: scripting/b.ts -> systems/a.ts',
    'scripting-imports-types: scripting/c.test.ts -> systems/a.ts',
    'services-are-for-tests: engine/zone/c.ts -> tools/services/a.ts',
    'systems-import-components: systems/b.ts -> edges/telnet/a.ts',
    'systems-import-components: systems/b.ts -> program/a.ts',
    'systems-import-components: systems/b.ts -> scripting/a.ts',
    'systems-import-components: systems/c.ts -> engine/protocol/a.ts',
    'systems-import-components: systems/e.test.ts -> engine/zone/a.ts',
    'systems-import-components: systems/f.ts -> main.ts',
  ])
})
