/** A world that transcripts can be played in, whichever way its players are connected. */
export interface Stage {
  /** Brings a player in who has never played; resolves when it has read all of that. */
  enter(name: string): Promise<void>
  /** Types `line` as `name`; resolves when the answer has come, prompt and all. */
  type(name: string, line: string): Promise<void>
  /**
   * What has come to `name`'s screen since it was last asked.
   *
   * @param linesWanted  waits, with a bound, until so many lines have come
   */
  read(name: string, linesWanted: number): Promise<string[]>
  close(): Promise<void>
}

/** How long anything may take before it counts as missing. */
export const PATIENCE_MS = 5_000
