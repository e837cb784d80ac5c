import t from 'tap'
import { isSpeech, RECENT_LINES_MAX, RecentLines } from './recentLines.ts'

t.test('the last lines are held in their order, plain', async (t) => {
  const recent = new RecentLines()
  recent.read('\u001b[1mA mill.\u001b[0m\nIt leans.\n\n')
  recent.typed('get  lamp')
  recent.read('')
  recent.read('Taken.\n')
  t.equal(recent.lines(), 'A mill.\nIt leans.\n> get  lamp\nTaken.')
  for (let i = 1; i <= 30; i++) recent.typed(`say ${i}`)
  t.equal(recent.lines().split('\n').length, RECENT_LINES_MAX)
  t.match(recent.lines(), /^> say 11\n/)
})

t.test('however long the texts are, little is held', async (t) => {
  const recent = new RecentLines()
  recent.typed('look')
  recent.read(`${'x'.repeat(100_000)}\nThe end.\n`)
  const lines = recent.lines().split('\n')
  t.same([lines.length, lines[0]?.length, lines[1]], [2, 240, 'The end.'])
  recent.typed('y'.repeat(4_096))
  t.equal(recent.lines(), `> ${'y'.repeat(240)}`.slice(0, 240), 'the long text had to go')
  for (let i = 0; i < 40; i++) recent.read(`${'z\n'.repeat(200)}${i}\n`)
  t.match(recent.lines(), /^(z\n){19}39$/)
})

t.test('what was typed can be forgotten', async (t) => {
  const recent = new RecentLines()
  recent.read('Hello.\n')
  recent.typed('pw hunter2')
  recent.read('There.\n')
  recent.forgetTyped()
  recent.typed('look')
  t.equal(recent.lines(), 'Hello.\nThere.\n> look')
})

t.test('what two people said is found among what all said', async (t) => {
  const recent = new RecentLines()
  recent.heard('Bob', 'Bob says, "One"\n')
  recent.heard('Cyd', 'Cyd says, "Two"\n')
  recent.heard('Ada', 'You say, "Three"\n')
  recent.heard('Bob', '')
  t.equal(recent.saidBy('ada', 'BOB'), 'Bob says, "One"\nYou say, "Three"')
  t.equal(recent.saidBy('Zed'), '')
  for (let i = 0; i < 60; i++) recent.heard('Cyd', `Cyd says, "${i}"\n`)
  t.equal(recent.saidBy('Bob'), '', 'so much else has been said since')
  t.same(['say', 'tell', 'get', 'hit'].map(isSpeech), [true, true, false, false])
})
