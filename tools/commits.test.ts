import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { ROOT, runTool } from './ourTools.ts'

/** Nothing of the machine's or the caller's git may reach the planted repository. */
const GIT_ENV = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_DIR: undefined,
  GIT_INDEX_FILE: undefined,
  GIT_WORK_TREE: undefined,
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
  LEFTHOOK: undefined,
}
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
const skip = runTool(ROOT, 'git', ['--version']).exitCode === 0 ? false : 'git is not installed'

/** A directory outside of ours, so that no git and no hook is found above it. */
function emptyDirectory(t: { teardown(end: () => void): void }): string {
  const directory = mkdtempSync(join(tmpdir(), 'loam-commits-'))
  t.teardown(() => rmSync(directory, { recursive: true }))
  for (const name of ['commitlint.config.js', 'lefthook.yml', 'node_modules', 'package.json']) {
    symlinkSync(join(ROOT, name), join(directory, name))
  }
  return directory
}

/** What comes of each message: was the commit made? */
function outcomes(messages: string[], commit: (message: string) => number | null) {
  return Object.fromEntries(messages.map((message) => [message, commit(message) === 0]))
}

t.test('the hook takes Conventional Commits and refuses other messages', { skip }, async (t) => {
  const directory = emptyDirectory(t)
  const run = (command: string, ...args: string[]) => runTool(directory, command, args, GIT_ENV)
  run('git', 'init', '--quiet')
  t.equal(run('sh', '-c', scripts.prepare).exitCode, 0)

  const commit = (message: string) =>
    run('git', 'commit', '--quiet', '--allow-empty', '--message', message).exitCode
  const messages = ['feat(telnet): offer EOR after prompts', 'fix: keep uids', 'Fixed things']
  t.same(outcomes(messages, commit), {
    'feat(telnet): offer EOR after prompts': true,
    'fix: keep uids': true,
    'Fixed things': false,
  })
  t.equal(run('commitlint', '--to', 'HEAD').exitCode, 0, 'the history holds')

  run('git', 'commit', '--quiet', '--allow-empty', '--no-verify', '--message', 'Fixed things')
  run('git', 'commit', '--quiet', '--allow-empty', '--message', 'fix: more things')
  t.equal(run('commitlint', '--to', 'HEAD').exitCode, 1, 'a message past the hook is found later')
})

t.test('preparing an install never fails', { skip }, async (t) => {
  const directory = emptyDirectory(t)
  const prepare = (env: NodeJS.ProcessEnv) =>
    runTool(directory, 'sh', ['-c', scripts.prepare], { ...GIT_ENV, ...env })
  const silence = { exitCode: 0, stdout: '', stderr: '' }
  t.same(prepare({}), silence, 'outside of a checkout')
  t.same(prepare({ PATH: '/usr/bin:/bin' }), silence, 'without the development packages')
})
