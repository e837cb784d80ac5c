/**
 * Where the database's doings are told: `debug` for its daily life, `warn` for what an operator
 * should see.
 */
export type Log = (level: 'debug' | 'warn', words: string) => void
