import t from 'tap'
import { type ClientFacts, capabilitiesOf, plainName, unknownClient } from './clientFacts.ts'

const told = (facts: Partial<ClientFacts>) => capabilitiesOf({ ...unknownClient(false), ...facts })

t.test('a client that has told nothing gets 80x24, 16 colours and UTF-8', async (t) => {
  t.same(capabilitiesOf(unknownClient(true)), {
    clientName: '',
    columns: 80,
    rows: 24,
    sized: false,
    colour: '16',
    utf8: true,
    screenReader: false,
    gmcp: false,
    encrypted: true,
  })
})

t.test('MTTS decides the colours where there is one', async (t) => {
  const depths = [0, 1, 1 + 8, 1 + 8 + 256, 4].map((mtts) => told({ mtts }).colour)
  t.same(depths, ['none', '16', '256', 'truecolour', 'none'])
  t.equal(told({ mtts: 1, terminalTypes: ['X', 'XTERM-TRUECOLOR'] }).colour, '16')
})

t.test('without MTTS the terminal type decides', async (t) => {
  const types = ['dumb', 'DUMB', 'vt100', 'ANSI', 'XTERM', 'screen-256color', 'ANSI-TRUECOLOR']
  t.same(
    types.map((type) => told({ terminalTypes: [type] }).colour),
    ['none', 'none', '16', '16', '256', '256', 'truecolour'],
  )
})

t.test('UTF-8 holds unless the client says otherwise', async (t) => {
  t.equal(told({ charsetUtf8: true, mtts: 1, charset: 'ASCII' }).utf8, true)
  t.equal(told({ mtts: 4 }).utf8, true)
  t.equal(told({ charset: 'utf-8', mtts: 1 }).utf8, true)
  t.equal(told({ mtts: 1 }).utf8, false)
  t.equal(told({ charset: 'ISO-8859-1' }).utf8, false)
  t.equal(told({ charsetUtf8: false }).utf8, false)
})

t.test('Mudlet and a screen reader are known by what they tell', async (t) => {
  const mudlet = { terminalTypes: ['Mudlet 4.17', 'ANSI-TRUECOLOR'], mtts: 2349 }
  t.match(told(mudlet), { clientName: 'Mudlet 4.17', colour: 'truecolour', screenReader: false })
  t.equal(told({ ...mudlet, mtts: 2349 + 64 }).screenReader, true)
})

t.test('names from the network are printable ASCII and short', async (t) => {
  t.equal(plainName(`\u001b[31mEvil\u0000\r\né${'x'.repeat(100)}`), `[31mEvil${'x'.repeat(56)}`)
})
