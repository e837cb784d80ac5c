import { isAtLeast, roleOf } from '#edges/chat/rules.ts'
import { unwilling } from '#edges/chat/words.ts'
import { type Fields, numberOf, rowsOf, textOf } from '#edges/text/fields.ts'
import { type Line, lineIn } from '#protocol/chat.ts'
import type { WireEvent } from '#protocol/event.ts'
import { missedWords, undisturbed } from './words.ts'

/** [limit] As chat counts missed lines. */
const MISSED_COUNTED_MAX = 1_000

/** What a player's own view says of whom it wants to hear, and where it is. */
export interface Hearing {
  /** Names in lower case. */
  ignored: readonly string[]
  undisturbed: boolean
  /** `''`: it is here. */
  away: string
  /** `''` until it is known. */
  area: string
}

/** A channel as one player has it. */
export interface OwnChannel {
  name: string
  title: string
  scope: string
  slowSeconds: number
  speaks: boolean
  state: 'joined' | 'muted' | 'left'
}

/** Knows what of all that is said is for one player. */
export class Ears {
  readonly #uid: number
  #role = 'player'
  #channels: readonly OwnChannel[] = []
  /** [C8] The line up to which the player had heard all when it came; lines since are `replay`. */
  #mark: number | undefined

  constructor(uid: number) {
    this.#uid = uid
  }

  get channels(): readonly OwnChannel[] {
    return this.#channels
  }

  get role(): string {
    return this.#role
  }

  /** Takes the mark, once: what came before it was shown when it was asked for. */
  takeMark(): number | undefined {
    const mark = this.#mark
    this.#mark = undefined
    return mark
  }

  setState(name: string, state: OwnChannel['state']): void {
    this.#channels = this.#channels.map((each) => (each.name === name ? { ...each, state } : each))
  }

  /**
   * The answer to one who comes.
   *
   * @returns  the newest line that was thought of, and what is to be shown
   */
  learn(fields: Fields, hearing: Hearing): { last: number; shown: WireEvent[] } {
    this.learnChannels(fields)
    const last = numberOf(fields, 'last')
    const count = numberOf(fields, 'count')
    const missed = rowsOf(fields, 'missed').flatMap((row) => lineIn(row) ?? [])
    if (count === 0) return { last, shown: [] }
    if (fields['missed'] === undefined) {
      this.#mark = numberOf(fields, 'mark')
      const text = missedWords(count, MISSED_COUNTED_MAX)
      return { last, shown: [{ verb: 'note', fields: { text } }] }
    }
    const list = rowsOf(fields, 'missed').filter((_, i) => this.hears(missed[i]!, hearing))
    const actor = { uid: this.#uid, name: '' }
    const about = { actor, list, count: Math.max(0, count - missed.length) }
    const shown = { verb: 'missed', fields: about }
    return { last, shown: list.length > 0 ? [shown] : [] }
  }

  /** A channel is new, gone, or for others than before. */
  learnChange(fields: Fields): void {
    const [row] = rowsOf({ list: [fields['channel']] }, 'list')
    if (!row) return
    const name = textOf(row, 'name')
    const known = this.#channels.find((each) => each.name === name)
    const others = this.#channels.filter((each) => each !== known)
    const role = roleOf(this.#role)
    const isHeard = row['gone'] !== true && isAtLeast(role, roleOf(textOf(row, 'hearRole')))
    const channel: OwnChannel = {
      name,
      title: textOf(row, 'title'),
      scope: textOf(row, 'scope'),
      slowSeconds: numberOf(row, 'slowSeconds'),
      speaks: isAtLeast(role, roleOf(textOf(row, 'speakRole'))),
      state: known?.state ?? 'joined',
    }
    this.#channels = isHeard ? [...others, channel] : others
  }

  learnChannels(fields: Fields): void {
    this.#role = textOf(fields, 'role') || 'player'
    this.#channels = rowsOf(fields, 'list').map((row) => ({
      name: textOf(row, 'name'),
      title: textOf(row, 'title'),
      scope: textOf(row, 'scope'),
      slowSeconds: numberOf(row, 'slowSeconds'),
      speaks: row['speaks'] === true,
      state: stateIn(row),
    }))
  }

  /** Whether a line is for this player, who may have said it. */
  hears({ channel, area, actor, target }: Line, hearing: Hearing): boolean {
    if (actor.uid === this.#uid) return true
    // Whoever told it has asked before whether it would be heard.
    if (target) return target.uid === this.#uid
    if (hearing.undisturbed || hearing.ignored.includes(actor.name.toLowerCase())) return false
    if (area !== '' && area !== hearing.area) return false
    return this.#channels.some(({ name, state }) => name === channel && state === 'joined')
  }

  /** Why what `from` would tell the player called `own` is not heard, in words for `from`. */
  deafTo(from: string, hearing: Omit<Hearing, 'away'>, own: string): string | undefined {
    if (hearing.ignored.includes(from.toLowerCase())) return unwilling(own)
    return hearing.undisturbed ? undisturbed(own) : undefined
  }
}

function stateIn(row: Fields): OwnChannel['state'] {
  const state = textOf(row, 'state')
  return state === 'left' || state === 'muted' ? state : 'joined'
}

/** The channels, for panels. */
export function channelListOf({ channels }: Ears): WireEvent {
  return { verb: 'channelList', fields: { list: channels.map((channel) => ({ ...channel })) } }
}
