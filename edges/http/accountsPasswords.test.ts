import t from 'tap'
import { checkPassword } from './accountsPasswords.ts'

t.test('length is what is asked for, not kinds of characters', async (t) => {
  for (const password of ['correct horse', 'ünïcödé!', 'a b c d e', 'abcd'.repeat(32)]) {
    t.equal(checkPassword(password, 'Ada'), undefined, password)
  }
})

t.test('weak ones are refused in words that say why', async (t) => {
  const words = (password: string, name = 'Ada') => checkPassword(password, name)?.words
  t.equal(words('1234567'), 'A password has 8 characters at least.')
  t.equal(words('🐉🐉🐉🐉'), 'A password has 8 characters at least.', 'not bytes or halves')
  t.equal(words('ab'.repeat(65)), 'A password has 128 characters at most.')
  t.equal(words('adalovelace', 'AdaLovelace'), 'A password must not be the name it belongs to.')
  const guessed = 'That password is among the first that anyone would guess: please choose another.'
  for (const password of ['Password1', '12345678', 'aaaaaaaaaa', 'abababab']) {
    t.equal(words(password), guessed, password)
  }
  t.equal(checkPassword('short', 'Ada')?.refused, 'password-weak')
})
