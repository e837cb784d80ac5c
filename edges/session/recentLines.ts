import { stripVTControlCharacters } from 'node:util'
import { cut, sanitizeParagraphs } from '#edges/text/sanitize.ts'
import { Ring } from './ring.ts'

/** So many lines go along with a ticket, of what was read and typed, and of what was said. */
export const RECENT_LINES_MAX = 20
/** A line is cut after so many UTF-16 units. */
const LINE_UNITS_MAX = 240
/** What is held of a session's text, in UTF-16 units: more than 20 lines of 250 columns. */
const HELD_UNITS_MAX = 8_192
/** What is held of what was said: other talk comes in between. */
const SAID_MAX = 40

const SPEECH = new Set([
  ...['say', 'sayTo', 'tell', 'whisper', 'gtell', 'shout', 'emote', 'semipose', 'social'],
  ...['channel', 'channelEmote'],
])

/** Whether an event of that verb is something said, or acted at somebody. */
export function isSpeech(verb: string): boolean {
  return SPEECH.has(verb)
}

interface Held {
  text: string
  isTyped: boolean
}

interface Said {
  speaker: string
  text: string
}

/**
 * What a player has read and typed lately, for tickets.
 *
 * Texts are held as they came, since they come all the time and are seldom asked for. Whoever
 * tells it what was typed leaves out what is secret.
 */
export class RecentLines {
  readonly #held = new Ring<Held>(RECENT_LINES_MAX)
  #heldUnits = 0
  readonly #said = new Ring<Said>(SAID_MAX)

  /** The player typed a line that is no secret. */
  typed(line: string): void {
    this.#hold({ text: `> ${cut(line, LINE_UNITS_MAX)}\n`, isTyped: true })
  }

  /** The player was shown whole lines. */
  read(text: string): void {
    if (text !== '') this.#hold({ text: text.slice(-HELD_UNITS_MAX), isTyped: false })
  }

  /** Among what the player was shown, `speaker` said something; the player itself may be it. */
  heard(speaker: string, text: string): void {
    if (text === '') return
    this.#said.push({ speaker, text })
  }

  /** Some of what was typed was a secret after all. */
  forgetTyped(): void {
    const kept = this.#held.toArray().filter(({ isTyped }) => !isTyped)
    while (this.#held.length > 0) this.#held.shift()
    this.#heldUnits = 0
    for (const held of kept) this.#hold(held)
  }

  /** The last lines, plain, parted by `\n`; what was typed has `> ` before it. */
  lines(): string {
    return lastLines(this.#held.toArray())
  }

  /** The last lines that any of `speakers` said. */
  saidBy(...speakers: readonly string[]): string {
    const keys = new Set(speakers.map((name) => name.toLowerCase()))
    return lastLines(this.#said.toArray().filter(({ speaker }) => keys.has(speaker.toLowerCase())))
  }

  #hold(held: Held): void {
    this.#heldUnits += held.text.length - (this.#held.push(held)?.text.length ?? 0)
    while (this.#heldUnits > HELD_UNITS_MAX) this.#heldUnits -= this.#held.shift()!.text.length
  }
}

function lastLines(texts: readonly { text: string }[]): string {
  const whole = texts.map(({ text }) => text).join('')
  return sanitizeParagraphs(stripVTControlCharacters(whole))
    .split('\n')
    .map((line) => cut(line.trimEnd(), LINE_UNITS_MAX))
    .filter((line) => line !== '')
    .slice(-RECENT_LINES_MAX)
    .join('\n')
}
