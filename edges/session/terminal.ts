/** How many colours a client shows. `truecolour` is 24 bit. */
export type ColourDepth = 'none' | '16' | '256' | 'truecolour'

/**
 * What one client can show, as far as it has told. It may change while connected (resize, late
 * answers).
 */
export interface TerminalCapabilities {
  /** The client's own name, `''` if it never said. */
  clientName: string
  /** Text columns, 20–250; 80 until told. */
  columns: number
  /** Text rows, 5–500; 24 until told. */
  rows: number
  /** The client has told its size. */
  sized: boolean
  colour: ColourDepth
  utf8: boolean
  /** The client says that a screen reader speaks its output (MTTS bit 64). */
  screenReader: boolean
  /** GMCP agreed: `sendGmcp` reaches the client. */
  gmcp: boolean
  /** Bytes are encrypted on the way (TLS). */
  encrypted: boolean
}

/**
 * What a session hears from its terminal. Each call is made from the socket's own event, never
 * nested.
 */
export interface TerminalListener {
  /**
   * One typed line, without its ending: valid Unicode, no control characters, at most 4 KiB of
   * UTF-8.
   */
  line(text: string): void
  /** A line was longer than 4 KiB: it was thrown away whole. */
  lineTooLong(): void
  /**
   * One GMCP message, its name as sent; `value` is parsed JSON or `undefined` for an empty body.
   */
  gmcp(name: string, value: unknown): void
  /** Size, colours or the like are known better than before. */
  capabilitiesChanged(): void
  /** The client is gone, by whichever side's wish. Called exactly once; nothing follows. */
  closed(): void
}

/**
 * A client as a session sees it: text out, lines in. Telnet is one kind; text over WebSocket
 * another.
 *
 * Text given to `write` and `prompt` is trusted and final: lines end in `\n` (the terminal makes
 * them `\r\n`), colours are ANSI escapes already fit for `capabilities.colour`. All that is
 * written in one turn of the event loop leaves in one write.
 */
export interface Terminal {
  readonly capabilities: Readonly<TerminalCapabilities>
  /** The peer's address, `''` when unknown. */
  readonly address: string
  /** What was agreed beside that, by the names that players of the trade know: `MCCP2`, `EOR`. */
  readonly agreed: readonly string[]
  listen(listener: TerminalListener): void
  write(text: string): void
  /** Writes a prompt: text without line end, marked by EOR or GA where the client takes them. */
  prompt(text: string): void
  /** Asks the client to hide (true) or show (false) what is typed: around passwords only. */
  maskInput(masked: boolean): void
  /** Sends `name` with `value` as JSON (`undefined`: no body); dropped where GMCP is not agreed. */
  sendGmcp(name: string, value?: unknown): void
  /** Says `goodbye` (may be empty), flushes and closes. Repeated calls are harmless. */
  close(goodbye: string): void
}
