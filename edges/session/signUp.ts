import type { AccountDesk } from './accountDesk.ts'
import type { CharacterSummary } from './accounts.ts'
import type { Conversation } from './conversation.ts'

/** Passwords that may be chosen before the dialogue goes back to the name. */
const CHOICES_MAX = 5

/**
 * Makes an account and its character with one who is new: a password twice, and once whether a
 * screen reader is used, if nothing has told it yet.
 *
 * @returns `undefined` if it came to nothing, which has been said
 */
export async function signUp(
  talk: Conversation,
  desk: AccountDesk,
  name: string,
): Promise<CharacterSummary | undefined> {
  for (let choice = 0; choice < CHOICES_MAX; choice++) {
    const password = await askPasswordTwice(talk)
    if (password === '') return undefined
    if (password === undefined) continue
    const made = await desk.create(name, password, talk.address)
    if (!('refused' in made)) {
      await askReader(talk)
      return made.named ?? made.characters[0]
    }
    talk.say(made.words)
    if (made.refused !== 'password-weak') return undefined
  }
  return undefined
}

/** @returns `''` if the player would rather not, `undefined` if the two differ */
async function askPasswordTwice(talk: Conversation): Promise<string | undefined> {
  const password = await talk.askSecret('Choose a password: ')
  if (password === '') return ''
  if ((await talk.askSecret('Once more, please: ')) === password) return password
  talk.say('Those were two different passwords.')
  return undefined
}

async function askReader(talk: Conversation): Promise<void> {
  if (talk.knowsReader) return
  talk.readerChosen = await talk.askYesOrNo('Do you use a screen reader?')
}
