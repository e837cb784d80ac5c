import { paint, paletteFor, type Role } from './colour.ts'
import type { OwnView } from './own.ts'
import type { Style } from './style.ts'

/** What stands before the player's typing, without line end: `20/20hp> `. */
export function renderPrompt(own: OwnView, style: Style): string {
  const { vitals } = own
  if (style.screenReader) return vitals ? `${vitals.hp} of ${vitals.hpMax} health.` : 'Ready.'
  if (!vitals) return '> '
  const palette = paletteFor(style.colour)
  const { hp, hpMax } = vitals
  return `${paint(palette, healthRole(hp, hpMax), String(hp))}/${hpMax}hp> `
}

function healthRole(hp: number, hpMax: number): Role {
  if (hp * 3 > hpMax * 2) return 'good'
  return hp * 3 > hpMax ? 'warning' : 'bad'
}
