import type { AccountDesk } from './accountDesk.ts'
import type { CharacterSummary, SignedIn } from './accounts.ts'
import type { Conversation } from './conversation.ts'
import { FAREWELL } from './words.ts'

const HOW_TO_CHOOSE = 'Answer with a number or a name, or type: new <name>'

/**
 * Asks one who has signed in whom to play.
 *
 * @param wanted  a name given beforehand, `''` if none; a free one is offered to be made
 * @returns       `undefined` for one who leaves
 */
export async function chooseCharacter(
  talk: Conversation,
  desk: AccountDesk,
  { accountId, characters }: SignedIn,
  wanted: string,
): Promise<CharacterSummary | undefined> {
  const known = calledLike(characters, wanted)
  if (known) return known
  const made = wanted === '' ? undefined : await offer(talk, desk, accountId, wanted)
  if (made) return made
  for (;;) {
    const answer = (await ask(talk, characters)).trim()
    if (answer.toLowerCase() === 'quit') {
      talk.leave(FAREWELL.quit)
      return undefined
    }
    const chosen = chosenBy(answer, characters)
    if (chosen) return chosen
    const name = newName(answer, characters.length)
    const created = name === '' ? undefined : await create(talk, desk, accountId, name)
    if (created) return created
    if (name === '' && answer !== '') talk.say(`None of them is that. ${HOW_TO_CHOOSE}`)
  }
}

function ask(talk: Conversation, characters: readonly CharacterSummary[]): Promise<string> {
  if (characters.length === 0) return talk.ask('What shall your new character be called? ')
  const list = characters.map(({ name }, i) => `  ${i + 1}. ${name}\n`)
  talk.show(`Your characters are:\n${list.join('')}`)
  talk.say(HOW_TO_CHOOSE)
  return talk.ask('Whom will you play? ')
}

function chosenBy(
  answer: string,
  characters: readonly CharacterSummary[],
): CharacterSummary | undefined {
  return /^\d{1,3}$/.test(answer) ? characters[Number(answer) - 1] : calledLike(characters, answer)
}

function calledLike(
  characters: readonly CharacterSummary[],
  wanted: string,
): CharacterSummary | undefined {
  return characters.find(({ name }) => name.toLowerCase() === wanted.toLowerCase())
}

/** `new <name>`, or a bare name of one who has no character yet; else `''`. */
function newName(answer: string, characterCount: number): string {
  const asked = /^new\s+(.+)$/iu.exec(answer)?.[1] ?? ''
  return asked === '' && characterCount === 0 ? answer : asked
}

async function offer(
  talk: Conversation,
  desk: AccountDesk,
  accountId: string,
  name: string,
): Promise<CharacterSummary | undefined> {
  const refusal = await desk.checkName(name)
  if (refusal) {
    talk.say(refusal.words)
    return undefined
  }
  const wishes = await talk.askYesOrNo(`You have no character called ${name}. Shall it be made?`)
  return wishes ? create(talk, desk, accountId, name) : undefined
}

async function create(
  talk: Conversation,
  desk: AccountDesk,
  accountId: string,
  name: string,
): Promise<CharacterSummary | undefined> {
  const made = await desk.addCharacter(accountId, name)
  if (!('refused' in made)) return made
  talk.say(made.words)
  return undefined
}
