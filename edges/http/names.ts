import type { Refusal } from '#edges/session/accounts.ts'

const LETTERS_MIN = 3
const LETTERS_MAX = 20

/** Words and parts joined by single apostrophes or hyphens: Ada, O'Neil, Anne-Marie. */
const SHAPE = /^[A-Za-z]+(?:['-][A-Za-z]+)*$/

/**
 * Names that would be mistaken for something else: staff, the system's own voice, words that
 * commands take for a person or a place, directions, and the first words a newcomer types.
 */
const RESERVED = new Set(
  `admin administrator root system server loam moderator mod staff owner sysop operator console
  wizard wiz god goddess immortal implementor builder creator helper guide gamemaster master
  me self myself you yourself him her them it here there all everyone everybody someone somebody
  anyone anybody noone nobody nothing something none null undefined true false unknown stranger
  new guest create connect register login logout quit exit who what where when why how help info
  look say tell get drop give put take wear wield remove open close lock unlock examine inventory
  north south east west up down northeast northwest southeast southwest in out enter leave
  and the from with for room world zone area item mobile corpse`.split(/\s+/),
)

/**
 * Names are of the letters A to Z, so that everyone can type everyone's name and no two look alike;
 * a typographic apostrophe counts as a plain one.
 *
 * @param reserved  further words no one may be called, in lower case: the commands
 */
export function checkName(name: string, reserved: ReadonlySet<string>): Refusal | undefined {
  const plain = plainName(name)
  const wrong = shapeFault(plain)
  if (wrong !== undefined) return { refused: 'name-invalid', words: wrong }
  const letters = plain.toLowerCase().replace(/['-]/g, '')
  if (!RESERVED.has(letters) && !reserved.has(letters)) return undefined
  const words = `The name ${displayName(name)} is kept for other uses: please choose another.`
  return { refused: 'name-reserved', words }
}

/** Whether anyone could be called that; reserved or not. */
export function isNameShaped(name: string): boolean {
  return shapeFault(plainName(name)) === undefined
}

/** What names are compared by: two names with one key are the same name. */
export function nameKey(name: string): string {
  return plainName(name).toLowerCase()
}

/** A name as others read it: with a capital at its start, the rest as its owner typed it. */
export function displayName(name: string): string {
  const plain = plainName(name)
  return plain.slice(0, 1).toUpperCase() + plain.slice(1)
}

function plainName(name: string): string {
  return name.normalize('NFC').trim().replaceAll('\u2019', "'")
}

function shapeFault(plain: string): string | undefined {
  if (plain.length > LETTERS_MAX) return `A name has ${LETTERS_MAX} letters at most.`
  if (!SHAPE.test(plain)) {
    return 'A name is made of the letters A to Z, with single apostrophes or hyphens between them.'
  }
  return plain.length < LETTERS_MIN ? `A name has ${LETTERS_MIN} letters at least.` : undefined
}
