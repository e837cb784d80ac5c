import { distance } from 'fastest-levenshtein'
import { COMPANY_TOPICS } from '#systems/company/companyTopics.ts'
import { RULES } from '#systems/rules.ts'
import { SURROUNDINGS_TOPICS } from '#systems/surroundings/surroundingsTopics.ts'
import { TALK_TOPICS } from '#systems/talk/talkTopics.ts'
import type { Command } from './define.ts'
import { type HelpTopic, TOPICS } from './helpTopics.ts'

/** One help page, a command's or a topic's. */
export interface HelpPage {
  title: string
  usage: readonly string[]
  /** One sentence. */
  help: string
  text: string
  aliases: readonly string[]
  seeAlso: readonly string[]
  /** Words that find it beside its title. */
  words: readonly string[]
}

/** What a search looks at, and how much of it is shown. */
const SOUGHT_CHARS_MAX = 100
const FOUND_MAX = 20

/** Slips of the keyboard in a title. */
const SLIPS_MAX = 2

/** The topics of any game, then those of this one. */
export function allTopics(): readonly HelpTopic[] {
  return [...TOPICS, ...SURROUNDINGS_TOPICS, ...COMPANY_TOPICS, ...TALK_TOPICS, ...RULES.topics]
}

/** All pages: the topics, then the commands in their order. */
export function pagesOf(commands: readonly Command[]): HelpPage[] {
  const topics = allTopics().map((topic) => ({ ...topic, usage: [], aliases: [] }))
  const pages = commands.map(({ name, aliases = [], usages, help, more, seeAlso = [] }) => ({
    title: name,
    usage: usages.map(({ text }) => text),
    help,
    text: more === undefined ? help : `${help}\n\n${more}`,
    aliases,
    seeAlso,
    words: aliases,
  }))
  return [...topics, ...pages]
}

/** The page for `sought`, or the pages that may be meant: by title, by beginning, by text. */
export function findPages(pages: readonly HelpPage[], sought: string): readonly HelpPage[] {
  const wanted = normal(sought)
  const exact =
    pages.find(({ title }) => title === wanted) ?? pages.find(({ words }) => words.includes(wanted))
  if (exact) return [exact]
  const beginning = pages.filter(({ title, words }) =>
    [title, ...words].some((word) => word.startsWith(wanted)),
  )
  return beginning.length > 0 ? beginning.slice(0, FOUND_MAX) : searchPages(pages, sought)
}

/**
 * The pages in which all words of `sought` occur: first those with one in the title, then those in
 * which they are words or their beginnings, and last those in which they stand in other words.
 */
export function searchPages(pages: readonly HelpPage[], sought: string): readonly HelpPage[] {
  const words = normal(sought).split(/\s+/)
  const rankOf = (page: HelpPage) => {
    const text = ` ${textOf(page)}`
    if (!words.every((word) => text.includes(word))) return undefined
    if (words.some((word) => page.title.startsWith(word))) return 0
    return words.every((word) => begins(text, word)) ? 1 : 2
  }
  const ranked = pages.map((page) => ({ page, rank: rankOf(page) }))
  const ofRank = (wanted: number) => ranked.filter(({ rank }) => rank === wanted)
  return [0, 1, 2].flatMap((rank) => ofRank(rank).map(({ page }) => page)).slice(0, FOUND_MAX)
}

function textOf({ title, usage, words, help, text }: HelpPage): string {
  return [title, ...usage, ...words, help, text].join(' ').toLowerCase()
}

/** Whether `word` begins one of the words of `text`. */
function begins(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!/[\p{L}\p{N}]/u.test(text[at - 1] ?? ' ')) return true
  }
  return false
}

/** The title that `sought` may be a slip for. */
export function nearestTitle(pages: readonly HelpPage[], sought: string): string | undefined {
  const wanted = normal(sought)
  const [nearest] = pages
    .map(({ title }) => ({ title, slips: distance(wanted, title) }))
    .filter(({ slips }) => slips <= Math.min(SLIPS_MAX, wanted.length / 2))
    .sort((a, b) => a.slips - b.slips)
  return nearest?.title
}

function normal(sought: string): string {
  return sought.slice(0, SOUGHT_CHARS_MAX).toLowerCase().trim()
}
