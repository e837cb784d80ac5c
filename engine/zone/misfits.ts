/** What is wrong with a kept value, and what became of it. */
export const MISFIT = {
  unknown: 'is unknown and was left out',
  kind: 'is of another kind and was left out',
  range: 'is out of range and was brought to the nearest that fits',
} as const

/** So many places are named in one report, so that it stays readable. */
const PLACES_MAX = 30

/**
 * Kept values that do not fit what is declared, counted by their places: nothing of what was kept
 * is left out in silence.
 */
export class Misfits {
  #counts = new Map<string, number>()
  readonly #told = new Set<string>()

  /** @param place  `component.column`, or a component alone */
  note(place: string, misfit: keyof typeof MISFIT): void {
    const words = `"${place}" ${MISFIT[misfit]}`
    this.#counts.set(words, (this.#counts.get(words) ?? 0) + 1)
  }

  /**
   * What was noted since it was last asked, in words; each misfit of a place is told once.
   *
   * @returns undefined if there is nothing to tell
   */
  take(): string | undefined {
    const fresh = [...this.#counts].filter(([words]) => !this.#told.has(words))
    this.#counts = new Map()
    if (fresh.length === 0) return undefined
    for (const [words] of fresh) this.#told.add(words)
    const told = fresh.slice(0, PLACES_MAX).map(([words, count]) => `${words} (${count})`)
    if (fresh.length > PLACES_MAX) told.push(`and ${fresh.length - PLACES_MAX} more`)
    return `Some of what is kept does not fit: ${told.join('; ')}`
  }
}
