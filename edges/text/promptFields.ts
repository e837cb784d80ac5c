import type { Role } from './colour.ts'
import { coinsIn, listOf, theNameOf } from './grammar.ts'
import type { OwnSnapshot } from './own.ts'
import { type Place, shareLeft } from './place.ts'
import { sanitizeName } from './sanitize.ts'
import { conditionOf } from './severity.ts'

interface PromptField {
  /** For eyes; `''` if there is nothing to tell. */
  shown(own: OwnSnapshot, place: Place): { text: string; role?: Role }
  /** For ears: words that need nothing around them; `''`: nothing. */
  spoken(own: OwnSnapshot, place: Place): string
}

/** The fields of a prompt by their letters, as `systems/commands/prompt.ts` explains them. */
export const PROMPT_FIELDS: ReadonlyMap<string, PromptField> = new Map(
  Object.entries({
    h: {
      shown: ({ vitals }) =>
        vitals
          ? { text: String(vitals.hp), role: healthRole(vitals.hp, vitals.hpMax) }
          : { text: '' },
      spoken: ({ vitals }) => (vitals ? `${vitals.hp} of ${vitals.hpMax} health` : ''),
    },
    H: number(
      ({ vitals }) => vitals?.hpMax,
      (value) => `${value} health when whole`,
    ),
    s: number(
      ({ spirit }) => spirit?.sp,
      (value, { spirit }) => `${value} of ${spirit?.spMax} spirit`,
    ),
    S: number(
      ({ spirit }) => spirit?.spMax,
      (value) => `${value} spirit when full`,
    ),
    l: number(
      ({ level }) => level || undefined,
      (value) => `level ${value}`,
    ),
    x: number(toNextLevel, (value) => `${value} experience to the next level`),
    g: number(({ purse }) => purse?.gold, coinsIn),
    r: text(({ name }) => sanitizeName(name)),
    e: text(
      ({ exits }) => exits.map(sanitizeName).join(','),
      ({ exits }) => ways(exits),
    ),
    t: text(({ daytime }) => sanitizeName(daytime)),
    f: {
      shown: (own, place) => {
        const foe = foeOf(own, place)
        return foe
          ? { text: `${foe.name} ${conditionOf(foe.share, false)}`, role: 'warning' }
          : { text: '' }
      },
      spoken: (own, place) => {
        const foe = foeOf(own, place)
        return foe ? `${foe.name} ${conditionOf(foe.share, false)}` : ''
      },
    },
    '%': { shown: () => ({ text: '%' }), spoken: () => '' },
  } satisfies Record<string, PromptField>),
)

export function healthRole(hp: number, hpMax: number): Role {
  if (hp * 3 > hpMax * 2) return 'good'
  return hp * 3 > hpMax ? 'warning' : 'bad'
}

/** Points of experience to the next level; undefined where there is none. */
export function toNextLevel({ experience, nextLevelAt }: OwnSnapshot): number | undefined {
  return nextLevelAt === 0 ? undefined : Math.max(0, nextLevelAt - experience)
}

/** Whom the player fights, and the hundredths of health that are left; not one out of sight. */
export function foeOf(
  { foe }: OwnSnapshot,
  place: Place,
): { name: string; share: number } | undefined {
  const being = foe === 0 ? undefined : place.being(foe)
  if (!being) return undefined
  return { name: theNameOf(sanitizeName(being.name) || 'someone'), share: shareLeft(being) }
}

function number(
  value: (own: OwnSnapshot) => number | undefined,
  words: (value: number, own: OwnSnapshot) => string,
): PromptField {
  return {
    shown: (own) => ({ text: String(value(own) ?? '-') }),
    spoken: (own) => {
      const known = value(own)
      return known === undefined ? '' : words(known, own)
    },
  }
}

function text(value: (place: Place) => string, words = value): PromptField {
  return {
    shown: (_own, place) => ({ text: value(place) }),
    spoken: (_own, place) => words(place),
  }
}

function ways(exits: readonly string[]): string {
  return exits.length === 0 ? 'no exits' : `exits ${listOf(exits.map(sanitizeName))}`
}
