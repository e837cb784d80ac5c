import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import t from 'tap'
import { ROOT, runTool } from './ourTools.ts'
import { fill } from './testProject.ts'

/** Lints a project by our own configuration; what it finds, as "file: rule". */
function findings(directory: string, files: Record<string, string>): string[] {
  fill(directory, {
    'biome.json': readFileSync(join(ROOT, 'biome.json'), 'utf8'),
    'tsconfig.json': readFileSync(join(ROOT, 'tsconfig.json'), 'utf8'),
    ...files,
  })
  const { stdout } = runTool(directory, 'biome', ['ci', '--reporter=github', '.'])
  const lines = stdout.matchAll(/^::\w+ title=([\w/]+),file=([^,]+),/gm)
  return [...lines].map(([, rule, file = '']) => `${relative(directory, file)}: ${rule}`).sort()
}

t.test('only one module may change which entities and components there are', async (t) => {
  const changing = "import { addComponent, query, set } from 'bitecs'\n\n"
  const using = 'export const all = [addComponent, query, set]\n'
  t.same(
    findings(t.testdir(), {
      'components/entities.ts': changing + using,
      'systems/has.ts':
        "import { hasComponent } from 'bitecs'\n\nexport const all = [hasComponent]\n",
      'systems/spawn.ts': changing + using,
    }),
    Array.from({ length: 3 }, () => 'systems/spawn.ts: lint/style/noRestrictedImports'),
  )
})

t.test('a promise that nobody waits for is found', async (t) => {
  t.same(
    findings(t.testdir(), {
      'edges/save.ts': 'export async function save(): Promise<void> {}\n',
      'edges/use.ts': "import { save } from './save.ts'\n\nsave()\nvoid save()\n",
      'edges/wait.ts': "import { save } from './save.ts'\n\nawait save()\n",
    }),
    ['edges/use.ts: lint/nursery/noFloatingPromises'],
  )
})

t.test('formatting is checked', async (t) => {
  t.same(findings(t.testdir(), { 'edges/a.ts': 'export const a = "a";\n' }), ['edges/a.ts: format'])
})
