import type { ColourDepth } from '#edges/session/terminal.ts'
import { ROLE_NAMES, type Role } from '#edges/text/colour.ts'
import { type Fields, rowsOf, textOf } from '#edges/text/fields.ts'
import type { Page } from '#edges/text/page.ts'
import type { Listing } from './listing.ts'

/** What each colour is for, in the words of the test. */
const USES: Readonly<Record<Role, string>> = {
  title: 'the name of a place',
  heading: 'the top of a list',
  exit: 'a way out, or a door',
  player: 'somebody who plays',
  mobile: 'somebody else',
  item: 'a thing',
  speech: 'what is said',
  label: 'an aside',
  good: 'all is well',
  warning: 'take care',
  bad: 'this hurts',
  logo: 'the first screen',
  grass: 'grass, on the first screen',
  earth: 'earth, on the first screen',
}

const DEPTHS: Readonly<Record<ColourDepth, string>> = {
  none: 'no colours',
  '16': '16 colours',
  '256': '256 colours',
  truecolour: '24-bit colours',
}

export function depthWords(colour: ColourDepth): string {
  return DEPTHS[colour]
}

function colours(page: Page, fields: Fields): void {
  const setting = textOf(fields, 'text')
  const depth = depthWords(page.style.colour)
  page.line(`You are sent ${depth}; "colour" is set to ${setting}.`)
  if (page.style.colour === 'none') {
    page.line('"colour 16", "colour 256" and "colour truecolour" try what your client can show.')
    return
  }
  if (page.style.screenReader) return
  page.space().heading('If two of these look alike, or one cannot be read, try another number:')
  page.table(ROLE_NAMES.map((role) => ({ label: role, value: page.paint(role, USES[role]) })))
}

function prompts(page: Page, fields: Fields): void {
  const own = textOf(fields, 'text')
  page.line(own === '' ? 'Your prompt is the usual one.' : `Your prompt is: ${own}`)
  page.space().heading('What may stand in it:')
  page.table(
    rowsOf(fields, 'list').map((row) => ({
      label: textOf(row, 'word'),
      value: textOf(row, 'text'),
    })),
  )
  page.space().line('"prompt default" goes back to the usual one.')
}

/** How the game is shown, by verb. */
export const DISPLAY: Readonly<Record<string, Listing>> = { colours, prompts }
