import type { Entity } from '#components/entities.ts'
import type { Zone } from '#systems/zone.ts'
import { type Command, defineCommand, type Outcome, refuse } from './define.ts'
import {
  allTopics,
  findPages,
  type HelpPage,
  nearestTitle,
  pagesOf,
  searchPages,
} from './helpPages.ts'
import { quote } from './quote.ts'

/** What plain `help` shows. */
const OVERVIEW = `New here? Type "help newcomer": it takes five minutes.

"commands" lists all you can do. "help" and a command or a topic tells more, such as "help look" \
or "help moving". "help search lantern" finds every page that speaks of lanterns.`

/** Other words for `help search`. */
const SEARCHERS = ['apropos', 'hindex']

/**
 * The command that shows help pages.
 *
 * @param commands  gives them when it runs: the list it stands in is not made yet
 */
export function helpOn(commands: () => readonly Command[]): Command {
  return defineCommand({
    name: 'help',
    aliases: ['?', 'h', ...SEARCHERS],
    usage: ['help search <words>', 'help [<topic>]'],
    section: 'help',
    help: 'Shows a help page, or finds those that speak of something.',
    more:
      'The beginning of a word is enough. Where no page has that name, you get a list of those ' +
      'that speak of it.',
    seeAlso: ['newcomer', 'commands', 'short'],
    run(zone, actor, { words, topic, word = '' }) {
      const pages = pagesOf(commands())
      const sought = words ?? topic
      if (sought === undefined) return showOverview(zone, actor)
      const isSearch = words !== undefined || SEARCHERS.includes(word)
      const found = isSearch ? searchPages(pages, sought) : findPages(pages, sought)
      if (found.length === 0) return refuseWith(pages, sought)
      if (found.length === 1) showPage(zone, actor, found[0]!)
      else showFound(zone, actor, sought, found)
      return undefined
    },
  })
}

function showOverview(zone: Zone, actor: Entity): Outcome {
  const seeAlso = allTopics()
    .filter(({ isMinor }) => !isMinor)
    .map(({ title }) => title)
  const page = { title: 'help', usage: [], text: OVERVIEW, aliases: [], seeAlso }
  zone.report.tell(actor, { verb: 'help', ...page })
  return undefined
}

function showPage(zone: Zone, actor: Entity, page: HelpPage): void {
  const { title, usage, text, aliases, seeAlso } = page
  zone.report.tell(actor, { verb: 'help', title, usage, text, aliases, seeAlso })
}

function showFound(zone: Zone, actor: Entity, sought: string, found: readonly HelpPage[]): void {
  const list = found.map(({ title, help }) => ({ title, text: help }))
  zone.report.tell(actor, { verb: 'helpFound', text: sought, list })
}

function refuseWith(pages: readonly HelpPage[], sought: string): Outcome {
  const near = nearestTitle(pages, sought)
  const hint = near === undefined ? 'Plain "help" lists the topics.' : `Did you mean ${near}?`
  return refuse(`There is no help on ${quote(sought)}. ${hint}`)
}
