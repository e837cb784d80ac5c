import { paint, paletteFor } from './colour.ts'
import { capitalise } from './grammar.ts'
import type { OwnSnapshot } from './own.ts'
import type { Place } from './place.ts'
import { foeOf, healthRole, PROMPT_FIELDS } from './promptFields.ts'
import { cut, sanitize } from './sanitize.ts'
import { conditionOf } from './severity.ts'
import type { Style } from './style.ts'

/** [limit] A template is cut after so many UTF-16 units. */
const TEMPLATE_UNITS_MAX = 200
/** [limit] So is what comes of it, colours not counted. */
const PROMPT_UNITS_MAX = 400

/** A percent sign and one letter more; what is no field stays as it was written. */
const FIELD = /%(.)/gu

/**
 * What stands before the player's typing, without line end: `20/20hp 8/10sp> `.
 *
 * @param template  the player's own, its fields as in `promptFields.ts`; `''`: the usual one. To a
 *   screen reader its fields are said in words, and nothing else of it
 */
export function renderPrompt(
  own: OwnSnapshot,
  place: Place,
  template: string,
  style: Style,
): string {
  const wanted = cut(sanitize(template), TEMPLATE_UNITS_MAX)
  if (style.screenReader) return spoken(own, place, wanted)
  return wanted === '' ? usual(own, place, style) : filled(own, place, wanted, style)
}

function usual(own: OwnSnapshot, place: Place, style: Style): string {
  const { vitals, spirit } = own
  if (!vitals) return '> '
  const palette = paletteFor(style.colour)
  const { hp, hpMax } = vitals
  const health = `${paint(palette, healthRole(hp, hpMax), String(hp))}/${hpMax}hp`
  const spiritual = spirit && spirit.spMax > 0 ? ` ${spirit.sp}/${spirit.spMax}sp` : ''
  const foe = foeOf(own, place)
  const fight = foe ? ` [${foe.name} ${conditionOf(foe.share, false)}]` : ''
  return `${health}${spiritual}${fight}> `
}

function filled(own: OwnSnapshot, place: Place, template: string, style: Style): string {
  const palette = paletteFor(style.colour)
  let length = 0
  const text = template.replace(FIELD, (whole, letter: string) => {
    const field = PROMPT_FIELDS.get(letter)
    const { text: value, role } = field?.shown(own, place) ?? { text: whole }
    const short = cut(value, Math.max(0, PROMPT_UNITS_MAX - length))
    length += short.length
    return role ? paint(palette, role, short) : short
  })
  return `${text} `
}

/** Fields that have nothing to say are passed over; of one that is named twice, once. */
function spoken(own: OwnSnapshot, place: Place, template: string): string {
  const usualLetters = own.spirit && own.spirit.spMax > 0 ? 'hsf' : 'hf'
  const named = [...template.matchAll(FIELD)].map(([, letter]) => letter!)
  const letters = new Set(template === '' ? usualLetters : named)
  const words = [...letters].flatMap(
    (letter) => PROMPT_FIELDS.get(letter)?.spoken(own, place) || [],
  )
  return words.length === 0 ? 'Ready.' : words.map((each) => `${capitalise(each)}.`).join(' ')
}
