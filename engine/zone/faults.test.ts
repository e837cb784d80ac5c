import t from 'tap'
import { actionOf, stackOf } from './faults.ts'

const line = (text: string) => actionOf({ kind: 'line', session: 1, sequence: 2, text })

t.test('a fault names the command, and nothing else of what was typed', async (t) => {
  t.equal(line('  tell Bob the password is swordfish'), 'command "tell"')
  t.equal(line("'the password is swordfish"), `command "'"`)
  t.equal(line(':waves'), 'command ":"')
  t.equal(line(''), 'command ""')
  t.equal(line('x'.repeat(4_000)), `command "${'x'.repeat(20)}"`)
  t.equal(actionOf({ kind: 'resync', session: 1, sequence: 2 }), 'intent "resync"')
})

t.test('whatever is thrown tells of itself', async (t) => {
  t.match(stackOf(new TypeError('no such thing')), /^TypeError: no such thing\n +at /)
  t.equal(stackOf('a word'), 'a word')
  t.equal(stackOf(undefined), 'undefined')
  const bare = new Error('bare')
  delete bare.stack
  t.equal(stackOf(bare), 'bare')
})
