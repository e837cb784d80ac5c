import type { TerminalCapabilities } from '#edges/session/terminal.ts'
import { listOf } from './grammar.ts'
import { depthWords } from './listings/display.ts'
import { Page } from './page.ts'
import { sanitizeName } from './sanitize.ts'
import type { Style } from './style.ts'

/**
 * What a client has told of itself, and what was agreed with it: whole lines.
 *
 * @param options  names of what was agreed, as `Terminal.agreed` has them
 */
export function renderTerminal(
  capabilities: Readonly<TerminalCapabilities>,
  options: readonly string[],
  style: Style,
): string {
  const { clientName, columns, rows, colour, utf8, screenReader, encrypted } = capabilities
  const page = new Page(style)
  const yesOrNo = (is: boolean) => (is ? 'yes' : 'no')
  page.heading('Your client, as far as it has told:').table([
    { label: 'client', value: sanitizeName(clientName) || 'did not say' },
    { label: 'size', value: `${columns} columns, ${rows} rows` },
    { label: 'lines', value: `wrapped at ${style.columns} columns` },
    { label: 'colours', value: shownOf(depthWords(style.colour), depthWords(colour)) },
    { label: 'letters', value: utf8 ? 'UTF-8' : 'ASCII' },
    { label: 'screen reader', value: shownOf(yesOrNo(style.screenReader), yesOrNo(screenReader)) },
    { label: 'encrypted', value: yesOrNo(encrypted) },
    { label: 'agreed', value: options.length === 0 ? 'nothing more' : listOf(options) },
  ])
  return page.space().line('"toggle" changes how the game is shown to you.').text
}

/** What is in use, and what the client says where that is something else. */
function shownOf(used: string, told: string): string {
  return used === told ? used : `${used} (your client says: ${told})`
}
