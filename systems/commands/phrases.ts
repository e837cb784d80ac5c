/** `the brass lantern` as a sentence begins with it. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const PREPOSITIONS = new Set(['in', 'into', 'to'])

/**
 * Parts words that lack their preposition: `brass lantern bob` is `brass lantern` and `bob`.
 *
 * @returns  all but the last word, and the last; undefined if there is but one, or if the last is
 *           a preposition and something is missing
 */
export function partLast(words: string): [first: string, last: string] | undefined {
  const [, first = '', last = ''] = /^(.+)\s(\S+)$/su.exec(words.trim()) ?? []
  return first === '' || PREPOSITIONS.has(last.toLowerCase()) ? undefined : [first.trim(), last]
}
