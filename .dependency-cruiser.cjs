/**
 * Who may import whom: the diagram of ARCHITECTURE.md, one rule for each folder.
 * `tools/imports.test.ts` plants a fault for each rule and sees it caught.
 */

const FOLDERS =
  'bench|components|edges|engine|migrations|play|program|scripting|systems|tools|web-portal'
const OURS = `^(main\\.ts$|(${FOLDERS})/)`

/** Tests of the whole program may import all of it; every other test obeys its folder's rule. */
const WHOLE_PROGRAM_TEST = '\\.play\\.test\\.ts$'

/** Tests and their helpers: by their ending, or files and folders whose name begins with "test". */
const TESTING = '\\.(test|fixture)\\.ts$|/test[^/]*(/|$)'

/** Real servers for tests, and for the cluster that is started to try it out. */
const SERVICES = '^tools/services/'

function folder(name, from, allowed, comment) {
  return {
    name,
    comment,
    severity: 'error',
    from: { path: from, pathNot: WHOLE_PROGRAM_TEST },
    to: { path: OURS, pathNot: `${allowed}|${SERVICES}` },
  }
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two modules that need each other are one module, or need a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolved',
      comment: 'What is imported must exist.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    folder(
      'components-import-nothing',
      '^components/',
      '^components/',
      'Components are data: they import nothing of ours.',
    ),
    folder(
      'protocol-imports-nothing',
      '^engine/protocol/',
      '^engine/protocol/',
      'The protocol is the contract between engine and edges: it imports nothing of ours.',
    ),
    {
      name: 'protocol-runs-in-a-browser',
      comment: "A browser decodes with the same codec, so it has none of Node's modules.",
      severity: 'error',
      from: { path: '^engine/protocol/', pathNot: TESTING },
      to: { dependencyTypes: ['core'] },
    },
    folder(
      'systems-import-components',
      '^systems/',
      '^(systems|components)/',
      'Rules import components only; clock, chance, spawn and hooks are handed to them.',
    ),
    folder(
      'scripting-imports-no-engine',
      '^scripting/',
      '^(scripting|systems|components)/',
      'Scripting knows components, and of systems their types at most.',
    ),
    {
      name: 'scripting-imports-types',
      comment: 'Of systems, scripting imports types only (`import type`).',
      severity: 'error',
      from: { path: '^scripting/', pathNot: WHOLE_PROGRAM_TEST },
      to: { path: '^systems/', dependencyTypesNot: ['type-only'] },
    },
    folder(
      'migrations-import-nothing',
      '^migrations/',
      '^migrations/',
      "The database's shape imports nothing of ours.",
    ),
    folder(
      'edges-import-protocol',
      '^edges/(?!http/|chat/)',
      '^(edges|engine/protocol)/',
      'Edges never know a rule of the game: of the engine they import the protocol only.',
    ),
    folder(
      'http-imports-protocol-and-migrations',
      '^edges/http/',
      '^(edges|engine/protocol|migrations)/',
      'The http edge imports what edges import, and the database.',
    ),
    folder(
      'chat-imports-protocol-and-migrations',
      '^edges/chat/',
      '^(edges|engine/protocol|migrations)/',
      'Chat imports what edges import, and the database.',
    ),
    folder(
      'engine-imports-no-edge',
      '^engine/(?!protocol/|persistence/)',
      '^(engine|scripting|systems|components)/',
      'The engine never knows what a socket is, and only its persistence knows the database.',
    ),
    folder(
      'persistence-imports-migrations',
      '^engine/persistence/',
      '^(engine|scripting|systems|components|migrations)/',
      'Persistence imports what the engine imports, and the database.',
    ),
    folder(
      'portal-imports-protocol',
      '^web-portal/',
      '^(web-portal|engine/protocol)/',
      'The portal imports the protocol only.',
    ),
    {
      name: 'program-imports-no-tools',
      comment: 'The program does not need what only its makers use.',
      severity: 'error',
      from: { path: '^(main\\.ts$|program/)', pathNot: WHOLE_PROGRAM_TEST },
      to: { path: '^(bench|play|tools)/', pathNot: SERVICES },
    },
    {
      name: 'services-are-for-tests',
      comment: 'Tests, benchmarks and the local cluster start servers; the program is given them.',
      severity: 'error',
      from: { path: OURS, pathNot: `^(bench|play|tools)/|^program/cluster|${TESTING}` },
      to: { path: SERVICES },
    },
    {
      name: 'no-import-of-tests',
      comment: 'A test is imported by nobody; what two tests share is a helper.',
      severity: 'error',
      from: {},
      to: { path: '\\.test\\.ts$' },
    },
    {
      name: 'no-development-packages',
      comment: 'They are absent where the program runs in earnest.',
      severity: 'error',
      from: { path: OURS, pathNot: `^(bench|play|tools|web-portal)/|${TESTING}` },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(data|\\.tap|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: {
      conditionNames: ['types', 'import', 'node', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'],
    },
  },
}
