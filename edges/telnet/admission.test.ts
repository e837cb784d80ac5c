import t from 'tap'
import { isLoopback, normalAddress } from './address.ts'
import { Admission } from './admission.ts'

t.test('addresses have one form', async (t) => {
  const forms = ['::ffff:10.0.0.1', '::FFFF:127.0.0.1', '::1', '::ffff:1', undefined]
  t.same(forms.map(normalAddress), ['10.0.0.1', '127.0.0.1', '::1', '::ffff:1', ''])
  t.same(['127.0.0.1', '127.9.9.9', '::1', '128.0.0.1', '127.evil.example', ''].map(isLoopback), [
    true,
    true,
    true,
    false,
    false,
    false,
  ])
})

t.test('each address has its limit, trusted ones only that of all', async (t) => {
  const admission = new Admission({
    connectionsMax: 4,
    perAddressMax: 1,
    trusted: new Set(['10.0.0.9']),
  })
  t.equal(admission.enter('10.0.0.1'), undefined)
  t.equal(admission.enter('10.0.0.1'), 'Too many connections from your address: close one first.')
  t.equal(admission.enter('10.0.0.9'), undefined)
  t.equal(admission.enter('10.0.0.9'), undefined)
  t.equal(admission.enter('10.0.0.2'), undefined)
  t.equal(admission.enter('10.0.0.9'), 'The world is full: try again in a while.')
  admission.leave('10.0.0.1')
  t.equal(admission.connections, 3)
  t.equal(admission.enter('10.0.0.1'), undefined, 'one left, one may come')
})
