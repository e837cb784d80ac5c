import t from 'tap'
import type { TerminalCapabilities } from '#edges/session/terminal.ts'
import { renderEvent } from './render.ts'
import { COLOURED, NARROW, SIGHTED, SPOKEN } from './sample.fixture.ts'
import { renderTerminal } from './terminalPage.ts'

const MUDLET: TerminalCapabilities = {
  clientName: 'Mudlet 4.17',
  columns: 100,
  rows: 40,
  sized: true,
  colour: 'truecolour',
  utf8: true,
  screenReader: false,
  gmcp: true,
  encrypted: true,
}

t.test('a client reads what it has told, and what of that is in use', async (t) => {
  t.equal(
    renderTerminal(MUDLET, ['NAWS', 'GMCP', 'MCCP2'], SIGHTED),
    `Your client, as far as it has told:
  client         Mudlet 4.17
  size           100 columns, 40 rows
  lines          wrapped at 80 columns
  colours        no colours (your client says: 24-bit colours)
  letters        UTF-8
  screen reader  no
  encrypted      yes
  agreed         NAWS, GMCP and MCCP2

"toggle" changes how the game is shown to you.
`,
  )
  const plain = {
    ...MUDLET,
    clientName: '',
    colour: 'none',
    utf8: false,
    encrypted: false,
  } as const
  t.equal(
    renderTerminal(plain, [], SPOKEN),
    `Your client, as far as it has told:
Client: did not say.
Size: 100 columns, 40 rows.
Lines: wrapped at 80 columns.
Colours: no colours.
Letters: ASCII.
Screen reader: yes (your client says: no).
Encrypted: no.
Agreed: nothing more.
"toggle" changes how the game is shown to you.
`,
  )
})

t.test('a client’s own name steers no terminal', async (t) => {
  t.notMatch(renderTerminal({ ...MUDLET, clientName: '\u001b[2Jx' }, [], NARROW), '\u001b')
})

const colours = { verb: 'colours', fields: { text: 'auto' } }

t.test('the test of colours shows each with its use', async (t) => {
  const text = renderEvent(colours, 0, COLOURED)
  t.match(text, 'You are sent 16 colours; "colour" is set to auto.\n')
  t.match(text, '\u001b[1;33mthe name of a place\u001b[0m')
  t.match(text, '\u001b[1;31mthis hurts\u001b[0m')
})

t.test('where there are none it tells how to get some', async (t) => {
  t.equal(
    renderEvent(colours, 0, SIGHTED),
    'You are sent no colours; "colour" is set to auto.\n' +
      '"colour 16", "colour 256" and "colour truecolour" try what your client can show.\n',
  )
  const spoken = { ...COLOURED, screenReader: true }
  t.equal(renderEvent(colours, 0, spoken), 'You are sent 16 colours; "colour" is set to auto.\n')
})

t.test('prompts are explained field by field', async (t) => {
  const list = [{ word: '%h', text: 'your health' }]
  const event = { verb: 'prompts', fields: { text: '%h>', list } }
  t.equal(
    renderEvent(event, 0, SIGHTED),
    'Your prompt is: %h>\n\nWhat may stand in it:\n  %h  your health\n\n' +
      '"prompt default" goes back to the usual one.\n',
  )
  t.equal(
    renderEvent({ verb: 'prompts', fields: { text: '', list } }, 0, SPOKEN),
    'Your prompt is the usual one.\nWhat may stand in it:\n%h: your health.\n' +
      '"prompt default" goes back to the usual one.\n',
  )
})
