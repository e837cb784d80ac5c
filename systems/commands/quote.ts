const QUOTED_CHARS_MAX = 40

/** A player's own words in double quotes, cut where an answer would get too long. */
export function quote(words: string): string {
  const cut = words.length > QUOTED_CHARS_MAX ? `${words.slice(0, QUOTED_CHARS_MAX)}…` : words
  return `"${cut}"`
}
