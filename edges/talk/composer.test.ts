import t from 'tap'
import { TEXT_UNITS_MAX } from '#edges/chat/texts.ts'
import { Composer, LINES_MAX } from './composer.ts'

const ON = { state: 'goes on' }

t.test('a text is what was typed before a full stop alone', async (t) => {
  const composer = new Composer()
  for (const line of ['', 'Dear Bob,', '', '  here it is. ', '.5 is a half']) {
    t.same(composer.line(line), ON)
  }
  t.same(
    composer.line(' .'),
    {
      state: 'goes on',
    },
    'a blank before it makes it a line',
  )
  composer.line('~u')
  const text = 'Dear Bob,\n\n  here it is.\n.5 is a half'
  t.same(composer.line('.'), { state: 'done', text })
})

t.test('lines are taken back and shown, and all is thrown away', async (t) => {
  const composer = new Composer()
  t.match(composer.line('~u'), { words: 'There is nothing to take back.' })
  t.match(composer.line('~p'), { words: 'There is nothing yet.' })
  composer.line('one')
  composer.line('two')
  t.match(composer.line('~U'), { words: 'The last line is gone.' })
  t.match(composer.line('~p'), { words: 'one' })
  t.match(composer.line('~?'), { words: /^Write as many lines/ })
  t.same(composer.line('~q'), { state: 'given up' })
})

t.test('a text has an end, and what has no room is told', async (t) => {
  const many = new Composer()
  for (let i = 0; i < LINES_MAX; i++) t.same(many.line('x'), ON)
  t.match(many.line('x'), { state: 'goes on', words: /200 lines and 8,000 letters are the most/ })
  t.match(many.line('.'), { state: 'done' })

  const long = new Composer()
  t.same(long.line('x'.repeat(TEXT_UNITS_MAX - 1)), ON)
  t.match(long.line(''), { words: /no room/ })
  long.line('~u')
  t.same(long.line('y'), ON)
})

t.test('nothing that steers a terminal gets into a text', async (t) => {
  const composer = new Composer()
  composer.line('a \u001b[2Jb\u202e')
  t.same(composer.line('.'), { state: 'done', text: 'a b' })
})

t.test('the prompt counts lines', async (t) => {
  const composer = new Composer()
  const style = { columns: 80, colour: 'none', utf8: true, screenReader: false } as const
  t.equal(composer.prompt(style), ' 1> ')
  composer.line('one')
  t.equal(composer.prompt(style), ' 2> ')
  t.equal(composer.prompt({ ...style, screenReader: true }), 'Line 2.\n')
})
