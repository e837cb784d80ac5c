/** Where sessions write down what operators should know; a pino logger is one. */
export interface Log {
  warn(details: object, message: string): void
  error(details: object, message: string): void
}
