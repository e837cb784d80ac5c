import type { Preferences } from '#edges/text/own.ts'
import { type Style, styleFor } from '#edges/text/style.ts'
import type { TerminalCapabilities } from './terminal.ts'

const COLUMNS_MIN = 20
const COLUMNS_MAX = 250

/**
 * How a session's text looks: what the player prefers, else what was chosen at the connection
 * screen, else what the client says.
 *
 * @param readerChosen  whether the connection was told of a screen reader, `undefined` if not
 */
export function appearanceOf(
  capabilities: Readonly<TerminalCapabilities>,
  readerChosen: boolean | undefined,
  preferences?: Preferences,
): Style {
  const reader = preferences?.screenReader ?? 'auto'
  const columns = preferences?.columns || capabilities.columns
  return styleFor({
    columns: Math.min(Math.max(columns, COLUMNS_MIN), COLUMNS_MAX),
    colour: preferences?.colour || capabilities.colour,
    utf8: capabilities.utf8,
    screenReader: reader === 'auto' ? (readerChosen ?? capabilities.screenReader) : reader === 'on',
  })
}
