import type { Refusal } from '#edges/session/accounts.ts'
import { nameKey } from './names.ts'

const CHARACTERS_MIN = 8
const CHARACTERS_MAX = 128

/** The first guesses of whoever guesses, as far as they are long enough to be taken. */
const COMMON = new Set(
  `password passw0rd password1 password12 password123 12345678 123456789 1234567890 0123456789
  87654321 987654321 11223344 123123123 12341234 qwertyui qwertyuiop qwerty12 qwerty123 qwertz123
  asdfghjk asdfghjkl asdf1234 1q2w3e4r 1qaz2wsx zaq12wsx q1w2e3r4 abcdefgh abcdefghi abcd1234
  abc12345 a1b2c3d4 iloveyou iloveyou1 sunshine princess princess1 football baseball basketball
  superman superman1 starwars computer internet whatever trustno1 letmein1 welcome1 michelle
  jennifer jonathan alexander elizabeth dragon12 dragon123 monkey12 monkey123 master12 shadow12
  charlie1 corvette mercedes maverick midnight mountain liverpool chocolate butterfly
  changeme administrator testtest test1234 pass1234 p@ssw0rd p@ssword`.split(/\s+/),
)

/**
 * Length over composition rules, as NIST SP 800-63B advises; any characters will do, spaces too.
 */
export function checkPassword(password: string, name: string): Refusal | undefined {
  const words = fault(password.normalize('NFKC'), name)
  return words === undefined ? undefined : { refused: 'password-weak', words }
}

function fault(password: string, name: string): string | undefined {
  const characters = [...password]
  if (characters.length < CHARACTERS_MIN) {
    return `A password has ${CHARACTERS_MIN} characters at least.`
  }
  if (characters.length > CHARACTERS_MAX) {
    return `A password has ${CHARACTERS_MAX} characters at most.`
  }
  const lower = password.toLowerCase()
  if (lower === nameKey(name)) return 'A password must not be the name it belongs to.'
  if (COMMON.has(lower) || new Set(lower).size <= 2) {
    return 'That password is among the first that anyone would guess: please choose another.'
  }
  return undefined
}
