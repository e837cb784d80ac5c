/**
 * What one shows by a gesture: alone, to somebody, and to oneself.
 *
 * Each is one sentence without its beginning, which is whoever does it: `~wave your hat at @.` A
 * `~` marks a verb, `@` is the one it is meant for, `@'s` what is that one's; `you`, `your` and
 * `yourself` are the doer's own. All three viewpoints come from that.
 */
export type SocialText = readonly [alone: string, at: string, self: string]

/** Templates for edges, by who reads them. */
interface SocialTemplates {
  toActor: string
  toTarget: string
  toOthers: string
}

const VERB = /~(\p{L}+)/gu
const IRREGULAR = new Map([
  ['are', 'is'],
  ['have', 'has'],
])

/** The templates of one sentence: see `SocialText`. */
export function templatesOf(sentence: string): SocialTemplates {
  const others = sentence
    .replace(VERB, (_, verb: string) => thirdPerson(verb))
    .replace(/\byour\b/g, 'their')
    .replace(/\byourself\b/g, 'themselves')
    .replace(/\byou\b/g, 'they')
  return {
    toActor: `{actor} ${sentence.replace(VERB, '$1').replaceAll('@', '{the target}')}`,
    toTarget: `{the actor} ${others.replaceAll("@'s", 'your').replaceAll('@', 'you')}`,
    toOthers: `{the actor} ${others.replaceAll('@', '{the target}')}`,
  }
}

/** What somebody else does: `wave` → `waves`. */
function thirdPerson(verb: string): string {
  const irregular = IRREGULAR.get(verb)
  if (irregular !== undefined) return irregular
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ies`
  return /(?:s|x|z|ch|sh|o)$/.test(verb) ? `${verb}es` : `${verb}s`
}
