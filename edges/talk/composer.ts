import { TEXT_UNITS_MAX } from '#edges/chat/texts.ts'
import { sanitize } from '#edges/text/sanitize.ts'
import type { Style } from '#edges/text/style.ts'

/** [limit] Lines that are written at once; of letters as many as the chat takes. */
export const LINES_MAX = 200

/** What a line did to what is being written. */
export type Written =
  | { state: 'goes on'; words?: string }
  | { state: 'done'; text: string }
  | { state: 'given up' }

/** How one writes, for whoever begins to. */
export const HOW_TO_WRITE =
  'Write as many lines as you like. A full stop alone on a line ends it; "~q" throws it away, ' +
  '"~u" takes back the last line, "~p" shows what you have.'

/** A text as a player writes it line by line. It never leaves the edge unfinished. */
export class Composer {
  readonly #lines: string[] = []
  #units = 0

  line(typed: string): Written {
    const line = sanitize(typed).trimEnd()
    switch (line.toLowerCase()) {
      case '.':
        return { state: 'done', text: this.#lines.join('\n').trim() }
      case '~q':
        return { state: 'given up' }
      case '~u':
        return { state: 'goes on', words: this.#takeBack() }
      case '~p':
        return { state: 'goes on', words: this.#lines.join('\n') || 'There is nothing yet.' }
      case '~?':
      case '~h':
        return { state: 'goes on', words: HOW_TO_WRITE }
      default:
        return this.#add(line)
    }
  }

  prompt({ screenReader }: Style): string {
    const number = this.#lines.length + 1
    return screenReader ? `Line ${number}.\n` : `${String(number).padStart(2)}> `
  }

  #add(line: string): Written {
    if (this.#lines.length >= LINES_MAX || this.#units + line.length + 1 > TEXT_UNITS_MAX) {
      const letters = TEXT_UNITS_MAX.toLocaleString('en')
      const most = `${LINES_MAX} lines and ${letters} letters are the most`
      const words = `This line has no room any more: ${most}. A full stop alone ends it.`
      return { state: 'goes on', words }
    }
    this.#lines.push(line)
    this.#units += line.length + 1
    return { state: 'goes on' }
  }

  #takeBack(): string {
    const line = this.#lines.pop()
    if (line === undefined) return 'There is nothing to take back.'
    this.#units -= line.length + 1
    return 'The last line is gone.'
  }
}
