type Code = 'BENCH_OPTION' | 'BENCH_FILE' | 'BENCH_CHECKSUM' | 'BENCH_FAILED' | 'BENCH_SERVER'

/** Why benchmarks could not be run, in one plain sentence. */
export class BenchError extends Error {
  readonly code: Code

  constructor(code: Code, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
