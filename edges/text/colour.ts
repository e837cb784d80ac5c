import type { ColourDepth } from '#edges/session/terminal.ts'

/** Begins what steers a terminal: nothing foreign may hold it. */
export const ESCAPE = '\u001b'
/** Ends every colour. */
export const RESET = `${ESCAPE}[0m`
/** Every colour escape that we write, `RESET` among them. */
export const COLOUR_ESCAPES = new RegExp(`${ESCAPE}\\[[0-9;]*m`, 'g')

/**
 * What a stretch of text is: colours are chosen by it and nothing else.
 *
 * Each has a 24-bit colour, one of the 256, and parameters for terminals of 16 colours (`''`: left
 * plain). None is a dark blue, which cannot be read on black, and none sets a background.
 */
const ROLES = {
  title: ['e6c384', 180, '1;33'], // of a room
  heading: ['e6c384', 180, '1'], // of a list
  exit: ['98bb6c', 107, '32'], // a door, a way
  player: ['7fb4ca', 110, '1;36'], // whoever bears a proper name
  mobile: ['d7a07c', 173, '33'], // people and creatures without one
  item: ['b8a6d9', 146, '36'],
  speech: ['f2ecdc', 230, '1'], // what is said
  label: ['938f84', 245, ''], // of a value, and asides
  good: ['98bb6c', 107, '32'],
  warning: ['ffb454', 215, '1;33'],
  bad: ['e46876', 203, '1;31'],
  logo: ['d9b36c', 179, '33'],
  grass: ['8fae5d', 107, '32'],
  earth: ['8a6a4a', 137, '33'],
} as const satisfies Record<string, readonly [hex: string, of256: number, of16: string]>

export type Role = keyof typeof ROLES

export const ROLE_NAMES = Object.keys(ROLES) as readonly Role[]

/** The escape that begins each role; `''` where it is left plain. */
export type Palette = Readonly<Record<Role, string>>

const PALETTES: Readonly<Record<ColourDepth, Palette>> = {
  none: paletteOf(() => ''),
  '16': paletteOf((role) => ROLES[role][2]),
  '256': paletteOf((role) => `38;5;${ROLES[role][1]}`),
  truecolour: paletteOf((role) => `38;2;${rgbOf(ROLES[role][0])}`),
}

export function paletteFor(colour: ColourDepth): Palette {
  return PALETTES[colour]
}

/** `text` in the colour of `role`, closed again. */
export function paint(palette: Palette, role: Role, text: string): string {
  const begin = palette[role]
  return begin === '' || text === '' ? text : `${begin}${text}${RESET}`
}

function paletteOf(parametersOf: (role: Role) => string): Palette {
  const entries = ROLE_NAMES.map((role) => {
    const parameters = parametersOf(role)
    return [role, parameters === '' ? '' : `${ESCAPE}[${parameters}m`]
  })
  return Object.fromEntries(entries)
}

function rgbOf(hex: string): string {
  return [0, 2, 4].map((i) => Number.parseInt(hex.slice(i, i + 2), 16)).join(';')
}
