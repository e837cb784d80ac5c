import type { Source } from '#components/definition.ts'

/** One fault in a builder's files. `code` never changes; the message is one sentence. */
export class AreaError extends Error {
  readonly code: string
  readonly source: Source

  constructor(code: string, sentence: string, source: Source) {
    super(sentence)
    this.name = 'AreaError'
    this.code = code
    this.source = source
  }

  /** As editors and terminals make it clickable: `crypt/rooms.yaml:41: CODE sentence`. */
  get line(): string {
    return `${this.source.file}:${this.source.line}: ${this.code} ${this.message}`
  }
}

/** Every fault of one loading, so that a builder mends them in one go. */
export class AreaErrors extends AggregateError {
  override readonly errors: AreaError[]
  readonly code = 'AREA_ERRORS'

  constructor(errors: readonly AreaError[]) {
    const count = errors.length === 1 ? '1 error' : `${errors.length} errors`
    super(errors, [`Cannot load areas: ${count}`, ...errors.map((each) => each.line)].join('\n'))
    this.name = 'AreaErrors'
    this.errors = [...errors]
  }
}

/** Orders by file, then line, so that reports read like the files. */
export function bySource(a: AreaError, b: AreaError): number {
  const byFile = a.source.file.localeCompare(b.source.file, 'en')
  return byFile !== 0 ? byFile : a.source.line - b.source.line
}
