import { unwilling } from '#edges/chat/words.ts'
import type { OnlineCharacter } from '#edges/presence/presence.ts'
import { type Fields, refOf, textOf } from '#edges/text/fields.ts'
import { type Answer, type Desk, type DeskContext, note, refusalIn, refuse } from './desk.ts'
import { findPlayer } from './findPlayer.ts'
import {
  awayWords,
  ignoredByOneself,
  NOBODY_TOLD,
  noPlayer,
  notInWorld,
  outOfReach,
  TELLER_GONE,
  TO_ONESELF,
} from './words.ts'

/** Telling one player something, wherever in the world that one is. */
export class TellDesk implements Desk {
  readonly #context: DeskContext

  constructor(context: DeskContext) {
    this.#context = context
  }

  answer(deed: string, fields: Fields): Promise<Answer> | undefined {
    if (deed === 'tell') return this.#tellNamed(textOf(fields, 'name'), textOf(fields, 'text'))
    return deed === 'reply' ? this.#reply(textOf(fields, 'text')) : undefined
  }

  async #tellNamed(word: string, text: string): Promise<Answer> {
    const { ask, character } = this.#context
    const found = await this.#seek((online) => findPlayer(online, word))
    if (typeof found === 'string') return refuse(found)
    if (found?.uid === character.uid) return refuse(TO_ONESELF)
    if (found) return this.#tell(found, text)
    const { fields } = await ask('find', { name: word })
    const known = refOf(fields, 'target')
    if (!known) return refuse(noPlayer(word))
    return refuse(fields['unwilling'] === true ? unwilling(known.name) : notInWorld(known))
  }

  async #reply(text: string): Promise<Answer> {
    const { fields } = await this.#context.ask('teller', {})
    const teller = refOf(fields, 'target')
    if (!teller) return refuse(NOBODY_TOLD)
    const found = await this.#seek((online) => online.find(({ uid }) => uid === teller.uid))
    if (!found) return refuse(TELLER_GONE)
    if (text === '') return refuse(`What do you want to tell ${found.name}?`)
    return this.#tell(found, text)
  }

  /** Others' arrivals may not have come here yet: they are asked before anyone is missed. */
  async #seek<Found>(find: (online: readonly OnlineCharacter[]) => Found): Promise<Found> {
    const { playing } = this.#context
    const found = find(playing.online())
    if (found !== undefined) return found
    await playing.lookAgain()
    return find(playing.online())
  }

  async #tell(target: OnlineCharacter, text: string): Promise<Answer> {
    const { link, character, hearing, slow, ask } = this.#context
    const { uid, name, edge } = target
    if (hearing().ignored.includes(name.toLowerCase())) return refuse(ignoredByOneself(name))
    const actor = { uid: character.uid, name: character.name }
    const knocked = await link.knock(edge, uid, actor, { slow })
    if (knocked.verb === 'gone') return refuse(outOfReach(name))
    const deaf = refusalIn(knocked)
    if (deaf) return deaf
    const told = await ask('tell', { actor, target: { uid, name }, text })
    const refusal = refusalIn(told)
    if (refusal) return refusal
    const away = textOf(knocked.fields, 'away')
    return away === '' ? undefined : note(awayWords(name, away))
  }
}
