import type { ColourDepth } from '#edges/session/terminal.ts'
import { isRef, type WireEvent } from '#protocol/event.ts'
import { paletteFor } from './colour.ts'
import { LISTINGS } from './listings/listings.ts'
import { Page } from './page.ts'
import { PHRASES } from './phrases/phrases.ts'
import type { Style } from './style.ts'
import { type CompiledTemplate, compileTemplate } from './template.ts'
import { wrap } from './wrap.ts'

interface CompiledPhrase {
  actor: CompiledTemplate
  target: CompiledTemplate
  other: CompiledTemplate
}

/** Phrases by verb, compiled once for each depth of colour. */
const compiled = new Map<ColourDepth, ReadonlyMap<string, CompiledPhrase>>()

/**
 * The text of `event` for one viewer: whole lines, each ended by `\n`; `''` if that viewer sees
 * nothing of it or the verb is unknown.
 *
 * @param self  the viewer's uid; 0 for somebody who is neither actor nor target
 */
export function renderEvent(event: WireEvent, self: number, style: Style): string {
  const listing = LISTINGS.get(event.verb)
  if (listing) {
    const page = new Page(style)
    listing(page, event.fields, self)
    return page.text
  }
  const line = sentenceOf(event, self, style.colour)
  return line === '' ? '' : wrap(line, style.columns)
}

/** The one line that tells `event`, not wrapped and without its end; `''` as in `renderEvent`. */
export function sentenceOf(event: WireEvent, self: number, colour: ColourDepth): string {
  const phrase = phrasesIn(colour).get(event.verb)
  if (!phrase) return ''
  return phrase[viewerOf(event, self)]({ fields: event.fields, self }) ?? ''
}

function viewerOf(event: WireEvent, self: number): keyof CompiledPhrase {
  if (isParty(event, 'actor', self)) return 'actor'
  return isParty(event, 'target', self) ? 'target' : 'other'
}

/** Nobody is uid 0: it stands for those who cannot be seen. */
function isParty({ fields }: WireEvent, field: 'actor' | 'target', self: number): boolean {
  const value = fields[field]
  return self !== 0 && value !== undefined && isRef(value) && value.uid === self
}

function phrasesIn(colour: ColourDepth): ReadonlyMap<string, CompiledPhrase> {
  const known = compiled.get(colour)
  if (known) return known
  const palette = paletteFor(colour)
  const phrases = Object.entries(PHRASES).map(([verb, { actor, target, other }]) => {
    const phrase: CompiledPhrase = {
      actor: compileTemplate(actor, palette),
      target: compileTemplate(target ?? other, palette),
      other: compileTemplate(other, palette),
    }
    return [verb, phrase] as const
  })
  const byVerb = new Map(phrases)
  compiled.set(colour, byVerb)
  return byVerb
}
