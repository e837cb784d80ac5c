import { enableCompileCache } from 'node:module'

/** The lowest Node that runs this program's TypeScript as it is. */
const NODE_MAJOR_MIN = 24

const major = Number(process.versions.node.split('.')[0])
if (major < NODE_MAJOR_MIN) {
  process.stderr.write(
    `Loam needs Node ${NODE_MAJOR_MIN} and this is ${process.versions.node}: ` +
      'use "npm start", which brings its own on Linux, or install Node 24\n',
  )
  process.exit(1)
}
enableCompileCache()
// What follows is loaded only now, so that it comes out of the cache.
await import('./engine/quickImports.ts')
const { runCommandLine } = await import('./program/commandLine.ts')
await runCommandLine()
