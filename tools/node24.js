/**
 * Loaded before every program of ours (`node --import`). It is plain JavaScript because an older
 * Node, which cannot read TypeScript, must be able to say so in words instead of a stack trace.
 *
 * It also keeps compiled code between starts, which takes most of the time out of a start. The
 * variable hands the same directory to child processes; a directory that cannot be written only
 * costs that time.
 */
import module from 'node:module'
import { fileURLToPath } from 'node:url'

const NEEDED_MAJOR = 24

if (Number.parseInt(process.versions.node, 10) < NEEDED_MAJOR) {
  console.error(
    `Loam needs Node ${NEEDED_MAJOR}, and this is Node ${process.versions.node}. ` +
      'On Linux (x64, arm64) "npm ci" brings the right one along and "npm start" finds it; ' +
      'elsewhere, install it from https://nodejs.org',
  )
  process.exit(1)
}

process.env.NODE_COMPILE_CACHE ??= fileURLToPath(
  new URL('../node_modules/.cache/compiled', import.meta.url),
)
module.enableCompileCache(process.env.NODE_COMPILE_CACHE)
