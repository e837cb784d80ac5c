import type { FormStep } from '#components/savedForm.ts'

/** Why what was kept cannot be read, in one sentence for the operator. */
export class KeptError extends Error {
  readonly code: 'KEPT_BY_NEWER' | 'KEPT_UNREADABLE' | 'KEPT_STEP_FAILED'

  private constructor(code: KeptError['code'], message: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
  }

  /** @param what  names it: `record 7 of zone "house"` */
  static newer(what: string, version: number, known: number): KeptError {
    return new KeptError(
      'KEPT_BY_NEWER',
      `Cannot read ${what}: a newer Loam has kept it, in form ${version}, and this one knows ` +
        `forms up to ${known}; run the newer one again, or restore a backup from before it`,
    )
  }

  /** @param what  names it: `record 7 of zone "house"` */
  static unreadable(what: string, cause: Error): KeptError {
    return new KeptError(
      'KEPT_UNREADABLE',
      `Cannot make sense of ${what}: "${cause.message}"; restore a backup from before it, ` +
        'and report this as a fault of Loam',
      cause,
    )
  }

  static stepFailed({ version, why }: FormStep, uid: number, cause: unknown): KeptError {
    const words = cause instanceof Error ? cause.message : String(cause)
    return new KeptError(
      'KEPT_STEP_FAILED',
      `Cannot bring entity ${uid} to the saved form ${version} (${why}): "${words}"; ` +
        'run the Loam that has kept it, and report this as a fault of the newer one',
      cause,
    )
  }
}
