/** One form of a command's usage, ready to read what players type. */
export interface CompiledUsage {
  /** As written, for help: `put <item> in <container>`. */
  text: string
  parts: readonly Part[]
}

/** Either words of which one is typed as it stands, or a place to fill. */
type Part =
  | { kind: 'literal'; words: readonly string[]; optional: boolean }
  | { kind: 'argument'; name: string; optional: boolean }

/**
 * Compiles one usage line.
 *
 * `get <item> [from <container>]`: the first word is the command's; `<x>` is a place to fill with
 * one or more words; a bare word is typed as it stands, `in|into` is either; what stands in
 * brackets may be left out as a whole. The place `<text>` takes what is said, as typed. In
 * `tell <player> <text>`, a place right before another takes one word, or several in quotes.
 */
export function compileUsage(text: string): CompiledUsage {
  const [, ...tokens] = text.match(/\[|\]|<[a-z]+>|[a-z|]+/gi) ?? []
  const parts: Part[] = []
  let optional = false
  for (const token of tokens) {
    if (token === '[' || token === ']') optional = token === '['
    else if (token.startsWith('<')) {
      parts.push({ kind: 'argument', name: token.slice(1, -1), optional })
    } else parts.push({ kind: 'literal', words: token.split('|'), optional })
  }
  return { text, parts }
}

/**
 * Reads `rest`, what was typed after the command's word, by the first usage that fits.
 *
 * A missing argument is left out of the result; the command says what it needs. Quotes around a
 * whole argument are taken off.
 */
export function parseArguments(
  usages: readonly CompiledUsage[],
  rest: string,
): Record<string, string> {
  const words = rest.match(/\S+/g) ?? []
  for (const usage of usages) {
    const read = fit(usage.parts, words, rest.trim())
    if (read) return read
  }
  const first = usages[0]?.parts.find((part) => part.kind === 'argument')
  return first && words.length > 0 ? { [first.name]: argument(first.name, rest.trim()) } : {}
}

/** Fills the parts with the words, or tells that they do not fit. */
function fit(
  parts: readonly Part[],
  words: readonly string[],
  rest: string,
): Record<string, string> | undefined {
  if (parts.length === 1 && parts[0]!.kind === 'argument') {
    if (rest === '') return parts[0]!.optional ? {} : undefined
    return { [parts[0]!.name]: argument(parts[0]!.name, rest) }
  }
  const read: Record<string, string> = {}
  let at = 0
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!
    if (part.kind === 'literal') {
      const here = part.words.includes(words[at]?.toLowerCase() ?? '')
      if (here) at++
      else if (!part.optional) return undefined
      else if (parts[i + 1]?.optional) i++
      continue
    }
    const end = endOfArgument(parts, i, words, at)
    if (end === at) {
      if (!part.optional) return undefined
      continue
    }
    const isTail = part.name === 'text' && end === words.length
    const filled = isTail ? afterWords(rest, at) : words.slice(at, end).join(' ')
    read[part.name] = argument(part.name, filled)
    at = end
  }
  return at === words.length ? read : undefined
}

/** An argument ends before the next literal word, or with the line. */
function endOfArgument(
  parts: readonly Part[],
  index: number,
  words: readonly string[],
  from: number,
): number {
  const next = parts[index + 1]
  if (next === undefined) return words.length
  if (next.kind === 'argument') return endOfWord(words, from)
  for (let at = from + 1; at < words.length; at++) {
    if (next.words.includes(words[at]!.toLowerCase())) return at
  }
  return words.length
}

/** One word, or those that stand in quotes together. */
function endOfWord(words: readonly string[], from: number): number {
  const quote = /^["']/.exec(words[from] ?? '')?.[0]
  const last = quote ? words.findIndex((word, at) => at >= from && word.endsWith(quote)) : -1
  return Math.min((last < 0 ? from : last) + 1, words.length)
}

/** What follows the first `count` words of `rest`, its blanks as typed. */
function afterWords(rest: string, count: number): string {
  let tail = rest
  for (let i = 0; i < count; i++) tail = tail.replace(/^\S+\s*/, '')
  return tail
}

/** What somebody says is kept as typed; the quotes around a name only hold it together. */
function argument(name: string, words: string): string {
  if (name === 'text') return words
  const quoted = /^"(.*)"$/.exec(words) ?? /^'(.*)'$/.exec(words)
  return quoted ? quoted[1]!.trim() : words
}
