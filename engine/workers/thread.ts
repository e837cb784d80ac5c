import { enableCompileCache } from 'node:module'

/** A worker's thread begins here: what it loads comes out of the program's cache. */

enableCompileCache()
await import('#engine/quickImports.ts')
await import('./worker.ts')
