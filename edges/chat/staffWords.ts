import { type Fields, textOf } from '#edges/text/fields.ts'
import { sanitize } from '#edges/text/sanitize.ts'
import { ROLES, type Role } from './rules.ts'

const TITLE_UNITS_MAX = 100
const NAME = /^[a-z]{3,12}$/

/**
 * The name and the title of a channel or a board that somebody wants to make.
 *
 * @param kind     the field with its name
 * @param noNames  words that its command takes for something else
 * @returns        words for the player, if there can be none such
 */
export function newThing(
  kind: 'channel' | 'board',
  fields: Fields,
  noNames: ReadonlySet<string>,
): { name: string; title: string } | string {
  const name = textOf(fields, kind).toLowerCase()
  const title = sanitize(textOf(fields, 'title')).trim()
  if (!NAME.test(name) || noNames.has(name)) {
    return `A ${kind} is called by 3 to 12 letters, and by no word of this command.`
  }
  if (title !== '' && title.length <= TITLE_UNITS_MAX) return { name, title }
  return `Say what it is for, in ${TITLE_UNITS_MAX} letters at most.`
}

interface Permission<What extends string = string> {
  what: What
  role: Role
}

/** What is permitted to whom; undefined if that cannot be. `builders` are a role, too. */
export function permission<What extends string>(
  fields: Fields,
  whats: readonly What[],
): Permission<What> | undefined {
  const role = ROLES.find((each) => each === textOf(fields, 'role').replace(/s$/, ''))
  const what = whats.find((each) => each === textOf(fields, 'what'))
  return role && what && { what, role }
}

/** The answer to whoever has permitted something. */
export function permittedWords(name: string, { what, role }: Permission): string {
  const article = role === 'admin' ? 'an' : 'a'
  return `It takes ${article} ${role} now to ${what} on "${name}".`
}
