import type { Preferences } from '#edges/text/own.ts'
import type { Style } from '#edges/text/style.ts'
import type { TerminalCapabilities } from './terminal.ts'

/** Beside a page, its prompt and what was typed for it fit into a window. */
const ROWS_BESIDE_PAGE = 2
const PAGE_LINES_MIN = 5
/** Longer texts are written as a whole: what is to be held for later has a limit. */
const HELD_LINES_MAX = 2_000

/** Values of `Preferences.pageLines` that are no number of lines. */
const AS_CLIENT_SAYS = 0
const NEVER = 1

/** Lists, and what is there to be read at leisure; what goes on around a player never stops. */
const PAGED_VERBS = new Set([
  ...['help', 'helpFound', 'commands', 'toggles', 'aliases', 'prompts', 'socials', 'who'],
  ...['areas', 'places', 'path', 'where', 'writing', 'whois', 'abilities', 'affects', 'levels'],
  ...['lessons', 'wares', 'valued', 'inventory', 'quests', 'questsDone', 'questPage', 'topics'],
  ...['channels', 'listeners', 'history', 'replay', 'mail'],
  ...['letter', 'boards', 'board', 'post'],
])

/** Whether the text of an event of that verb may stop at the end of a page. */
export function isPaged(verb: string): boolean {
  return PAGED_VERBS.has(verb)
}

/**
 * How many lines a page has; 0: no text is to stop.
 *
 * Where the player has not said it, it follows the window's height, if the client has told that. A
 * screen reader is never stopped then: it can be hushed and be asked to go on.
 */
export function pageLinesOf(
  capabilities: Readonly<TerminalCapabilities>,
  style: Style,
  preferences?: Preferences,
): number {
  const wanted = preferences?.pageLines ?? AS_CLIENT_SAYS
  if (wanted === NEVER) return 0
  if (wanted !== AS_CLIENT_SAYS) return Math.max(PAGE_LINES_MIN, wanted)
  if (!capabilities.sized || style.screenReader) return 0
  return Math.max(PAGE_LINES_MIN, capabilities.rows - ROWS_BESIDE_PAGE)
}

/** A long text, a page at a time. */
export class Pager {
  #pages: string[] = []
  #at = 0

  /** More is to come, if the player wants it. */
  get isOpen(): boolean {
    return this.#at < this.#pages.length
  }

  /**
   * Begins a text, in place of one that has not been read to its end.
   *
   * @param text       whole lines
   * @param pageLines  0: all at once
   * @returns          what is to be shown now
   */
  begin(text: string, pageLines: number): string {
    this.close()
    if (pageLines === 0) return text
    const lines = text.split('\n').slice(0, -1)
    if (lines.length <= pageLines || lines.length > HELD_LINES_MAX) return text
    for (let from = 0; from < lines.length; from += pageLines) {
      this.#pages.push(`${lines.slice(from, from + pageLines).join('\n')}\n`)
    }
    return this.#next()
  }

  /**
   * Takes a line that was typed while more is to come.
   *
   * @returns  the next page, or `''` where the player wants no more; undefined: the line is not for
   *   the pager, which is done with
   */
  take(line: string): string | undefined {
    const word = line.trim().toLowerCase()
    if (word === '') return this.#next()
    this.close()
    return word === 'q' ? '' : undefined
  }

  /** What stands where the prompt would, if more is to come; with a line end for screen readers. */
  prompt({ screenReader }: Style): string {
    if (!this.isOpen) return ''
    const page = `Page ${this.#at} of ${this.#pages.length}`
    if (screenReader) return `${page}: ENTER for more, Q to stop.\n`
    return `[${page}: ENTER for more, Q to stop] `
  }

  close(): void {
    this.#pages = []
    this.#at = 0
  }

  #next(): string {
    const page = this.#pages[this.#at] ?? ''
    this.#at++
    if (!this.isOpen) this.close()
    return page
  }
}
