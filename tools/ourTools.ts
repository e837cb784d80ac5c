import { spawnSync } from 'node:child_process'
import { delimiter, join } from 'node:path'

export const ROOT = join(import.meta.dirname, '..')

/** Far more than any tool needs; it only bounds the wait for one that hangs. */
const TOOL_TIMEOUT_MS = 300_000

/** The tools of node_modules/.bin, Node 24 among them, come before those of the machine. */
const PATH = [join(ROOT, 'node_modules/.bin'), process.env['PATH'] ?? ''].join(delimiter)

type Outcome = { exitCode: number | null; stdout: string; stderr: string }

/**
 * Runs a tool in a directory, without input, and waits for its end.
 *
 * @param env  set over our own environment; what is undefined there is taken out of it
 */
export function runTool(
  directory: string,
  command: string,
  args: string[],
  env: NodeJS.ProcessEnv = {},
): Outcome {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: directory,
    encoding: 'utf8',
    env: { ...process.env, PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: TOOL_TIMEOUT_MS,
  })
  return { exitCode: status, stdout, stderr: error === undefined ? stderr : `${error.message}\n` }
}

/** As `runTool`, but whoever runs us sees what it prints while it prints it. */
export function showTool(directory: string, command: string, args: string[]): number | null {
  const env = { ...process.env, PATH }
  return spawnSync(command, args, { cwd: directory, env, stdio: 'inherit' }).status
}
