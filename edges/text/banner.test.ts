import t from 'tap'
import { renderBanner, renderConnectHelp } from './banner.ts'
import { plain } from './format.ts'
import { COLOURED, NARROW, SIGHTED, SPOKEN } from './sample.fixture.ts'
import { styleFor } from './style.ts'
import { widthOf } from './width.ts'

t.test('the name is drawn where there is room and eyes for it', async (t) => {
  const drawn = /█.*▁.*▓/su
  t.match(renderBanner(SIGHTED, { playersOnline: 0 }), drawn)
  t.match(renderBanner(COLOURED, { playersOnline: 0 }), drawn)
  const ascii = renderBanner({ ...SIGHTED, utf8: false }, { playersOnline: 0 })
  t.match(ascii, '##')
  t.match(ascii, /^[\n -~]*$/, 'without UTF-8 all of it is ASCII')
})

t.test('elsewhere it is written', async (t) => {
  t.equal(
    renderBanner(SPOKEN, { playersOnline: 3 }),
    `Loam.
A world to walk in, and to write in.
Three players are in the world just now.
Type a name to come in, known or new. "help" tells of other ways.
`,
  )
  t.match(
    renderBanner(NARROW, { playersOnline: 1 }),
    /^Loam\n\nA world.*\nOne player is in the world just now\./,
  )
  t.match(renderBanner(SPOKEN, { playersOnline: 0 }), 'Nobody is in the world just now.')
})

t.test('no line is wider than sixty columns where sixty are all there are', async (t) => {
  for (const utf8 of [true, false]) {
    const style = styleFor({ ...SIGHTED, columns: 60, utf8 })
    const text = renderBanner(style, { playersOnline: 12 }) + renderConnectHelp(style)
    t.ok(text.split('\n').every((line) => widthOf(line) <= 60))
  }
})

t.test('the help before coming in lists what can be typed', async (t) => {
  t.equal(
    renderConnectHelp(SIGHTED),
    `Before you come in, you can type:
  connect <name> <password>  comes in with a character you have
  create <name> <password>   makes a character and comes in
  just a name                asks for the rest, step by step
  who                        tells who is in the world
  screenreader               turns sentences instead of tables and drawings on
                             or off
  help                       shows this
  quit                       leaves
To play one of several characters of an account, type:
  connect <account>/<character> <password>
`,
  )
  t.match(renderConnectHelp(SPOKEN), 'Connect, a name and a password: comes in with a character')
  t.match(
    renderConnectHelp(SPOKEN),
    'type:\nconnect, an account, a slash, a character and a password\n',
  )
})

t.test('a plain answer is wrapped and cannot steer the screen', async (t) => {
  t.equal(
    plain('No such name: "x\u001b[2J".\n\nTry again.\n', SIGHTED),
    'No such name: "x".\n\nTry again.\n',
  )
  t.equal(
    plain('one two three four five six seven eight nine', NARROW),
    'one two three four five six seven eight\nnine\n',
  )
})
