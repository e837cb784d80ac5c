import type { Outcome } from './simulation.ts'

const EVENTS_TOLD = 40
const VIOLATIONS_TOLD = 6

/** What is told of a seed that went wrong, and the command that runs it again. */
export function linesOf({ seed, violations, events }: Outcome): string[] {
  const told = violations.slice(0, VIOLATIONS_TOLD)
  const lines = [`seed ${seed}: ${violations.length} VIOLATIONS`]
  for (const { words, log } of told) lines.push(`  ${words}`, ...log.map((line) => `    ${line}`))
  const concerned = wordsIn(told.map(({ words }) => words).join(' '))
  const about = events.filter((event) => concerned.some((word) => event.includes(word)))
  lines.push('  what happened last:')
  for (const event of about.slice(-EVENTS_TOLD)) lines.push(`    ${event}`)
  lines.push(`  again: npm run test:simulation -- --seed ${seed} --trace`)
  return lines
}

/** Names of players and things of which is told. */
function wordsIn(text: string): string[] {
  const things = [...text.matchAll(/\b(\w+ (?:bead|hat|scarf|ring|loaf|bun|sack|basket|pouch))\b/g)]
  const names = [...text.matchAll(/\b(Alba|Bertil|Corin|Dagny|Edmun|world\d+|edge\d+)\b/g)]
  const found = [...things, ...names].map(([, word]) => word!)
  return found.length > 0 ? [...found, 'is ', 'the storm'] : ['']
}

/** All seeds together. */
export class Sum {
  badSeeds = 0
  #seeds = 0
  readonly #beganMs = performance.now()
  readonly #counts = new Map<string, number>()

  add({ counts, strikes, violations }: Outcome): void {
    this.#seeds++
    if (violations.length > 0) this.badSeeds++
    for (const [name, count] of Object.entries({ ...counts, ...strikes })) {
      this.#counts.set(name, (this.#counts.get(name) ?? 0) + count)
    }
  }

  get words(): string {
    const seconds = (performance.now() - this.#beganMs) / 1000
    const perSecond = (this.#seeds / seconds).toFixed(1)
    const counts = [...this.#counts].map(([name, count]) => `${count} ${name}`)
    return `${this.#seeds} seeds (${perSecond}/s), ${this.badSeeds} bad: ${counts.join(', ')}`
  }
}
