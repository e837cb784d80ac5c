/** A value of the environment or an option that cannot be used, in one plain sentence. */
export class ConfigError extends Error {
  readonly code = 'CONFIG_INVALID'
}
