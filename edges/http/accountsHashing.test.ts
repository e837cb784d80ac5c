import t from 'tap'
import { BusyError, Hashing } from './accountsHashing.ts'

t.test('a password matches its own hash, however its letters were composed', async (t) => {
  const hashing = new Hashing()
  const stored = await hashing.hash('pässword with space')
  t.match(stored, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  t.equal(await hashing.verify(stored, 'pa\u0308ssword with space'), true)
  t.equal(await hashing.verify(stored, 'pässword with space '), false)
  t.equal(await hashing.verify(undefined, 'pässword with space'), false)
})

t.test('a hundred wait for their turn, more are turned away, and then it goes on', async (t) => {
  const hashing = new Hashing()
  const asked = Array.from({ length: 105 }, (_, n) => hashing.hash(`password ${n}`))
  const outcomes = await Promise.allSettled(asked)
  const refused = outcomes.filter(({ status }) => status === 'rejected')
  t.equal(refused.length, 3, 'two ran, a hundred waited')
  t.ok(refused.every((one) => one.status === 'rejected' && one.reason instanceof BusyError))
  t.match(await hashing.hash('again'), /^\$argon2id/)
})

t.test('what cannot be verified gives its turn back', async (t) => {
  const hashing = new Hashing()
  for (let n = 0; n < 3; n += 1) await t.rejects(hashing.verify('no hash', 'password'))
  t.equal(await hashing.verify(undefined, 'password'), false)
})
