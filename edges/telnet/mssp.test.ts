import t from 'tap'
import { isMsspRequest, msspMessage, msspText } from './mssp.ts'
import { bytes } from './recording.fixture.ts'

t.test('the text form is told by a line at the login prompt', async (t) => {
  t.same(['mssp-request', ' MSSP-REQUEST ', 'mssp', 'say mssp-request'].map(isMsspRequest), [
    true,
    true,
    false,
    false,
  ])
  t.equal(
    msspText({ NAME: 'Loam', PLAYERS: 3, 'CRAWL DELAY': -1 }),
    '\nMSSP-REPLY-START\nNAME\tLoam\nPLAYERS\t3\nCRAWL DELAY\t-1\nMSSP-REPLY-END\n',
  )
})

t.test('no value can break either form', async (t) => {
  const variables = { NAME: 'a\u0001b\u0002c\t\r\nd\u0000' }
  t.same(msspMessage(variables), bytes('ff fa 46 01 "NAME" 02 "a b c d " ff f0'))
  t.equal(msspText(variables), '\nMSSP-REPLY-START\nNAME\ta b c d \nMSSP-REPLY-END\n')
})
