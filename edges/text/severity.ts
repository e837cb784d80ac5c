/** Words by a bound: the first whose bound is not below the value counts. */
type Scale = readonly (readonly [most: number, words: string])[]

/** How hard a blow was, by the part of its victim's whole health that it took, in hundredths. */
const FORCES: Scale = [
  [3, 'barely '],
  [8, 'lightly '],
  [15, ''],
  [25, 'soundly '],
  [40, 'fiercely '],
  [60, 'brutally '],
]
const UTMOST_FORCE = 'mercilessly '

/** How somebody is, by the hundredths of its health that are left. */
const CONDITIONS: readonly (readonly [most: number, one: string, you: string])[] = [
  [14, "is at death's door", "are at death's door"],
  [29, 'is badly hurt', 'are badly hurt'],
  [49, 'has some nasty wounds', 'have some nasty wounds'],
  [74, 'has quite a few wounds', 'have quite a few wounds'],
  [89, 'has some small wounds', 'have some small wounds'],
  [99, 'has a scratch or two', 'have a scratch or two'],
]

/** An adverb with the blank after it, or nothing. */
export function forceOf(share: number): string {
  return wordsFor(FORCES, share) ?? UTMOST_FORCE
}

/** `is badly hurt`; of the one who reads it, `are badly hurt`. */
export function conditionOf(share: number, isSelf: boolean): string {
  const found = CONDITIONS.find(([most]) => share <= most)
  if (!found) return isSelf ? 'are unhurt' : 'is unhurt'
  return isSelf ? found[2] : found[1]
}

function wordsFor(scale: Scale, value: number): string | undefined {
  return scale.find(([most]) => value <= most)?.[1]
}
