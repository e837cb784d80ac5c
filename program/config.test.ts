import t from 'tap'
import { helpText, readArguments, readConfig } from './config.ts'

t.test(
  'readConfig() has a default for every setting, and takes an empty one for none',
  async (t) => {
    const config = {
      host: '127.0.0.1',
      telnetPort: 4000,
      tls: undefined,
      httpPort: 8080,
      websocketPort: 8081,
      origins: [],
      dataDir: './data',
      databaseUrl: undefined,
      cluster: undefined,
      trustedAddresses: ['127.0.0.1', '::1'],
      areas: undefined,
      texts: undefined,
      workers: 1,
      acceptLoss: [],
      historyHours: 24,
      name: 'Loam',
      recordings: undefined,
      logLevel: undefined,
    }
    t.same(readConfig({}), config)
    t.same(readConfig({ LOAM_HOST: '', LOAM_TELNET_PORT: '', DATABASE_URL: '' }), config)
  },
)

t.test('readConfig() reads what is set', async (t) => {
  const config = readConfig({
    LOAM_TLS_PORT: '0',
    LOAM_TLS_CERTIFICATE: 'cert.pem',
    LOAM_TLS_KEY: 'key.pem',
    LOAM_TRUSTED_ADDRESSES: ' 10.0.0.1 ,, ::1',
    LOAM_WORKERS: '64',
    LOAM_HISTORY_HOURS: '0',
    LOAM_ACCEPT_LOSS: 'vale, moor',
  })
  t.match(config, {
    tls: { port: 0, certificateFile: 'cert.pem', keyFile: 'key.pem' },
    trustedAddresses: ['10.0.0.1', '::1'],
    workers: 64,
    historyHours: 0,
    acceptLoss: ['vale', 'moor'],
  })
  t.same(readConfig({ LOAM_TRUSTED_ADDRESSES: ',' }).trustedAddresses, [])
})

t.test('readConfig() says of each value that will not do what would', async (t) => {
  const port = 'it must be a whole number from 0 to 65535'
  const workers = 'it must be a whole number from 1 to 64'
  const rows: [name: string, value: string, reason: string][] = [
    ['LOAM_TELNET_PORT', 'abc', port],
    ['LOAM_TELNET_PORT', '-1', port],
    ['LOAM_TELNET_PORT', '40.5', port],
    ['LOAM_TELNET_PORT', '0x10', port],
    ['LOAM_TELNET_PORT', ' ', port],
    ['LOAM_HTTP_PORT', '65536', port],
    ['LOAM_WORKERS', '0', workers],
    ['LOAM_WORKERS', '65', workers],
    ['LOAM_HISTORY_HOURS', '9000', 'it must be a whole number from 0 to 8760'],
    ['LOAM_NAME', 'x'.repeat(61), 'it must be a text of 60 characters at most'],
    ['LOAM_LOG_LEVEL', 'loud', 'it must be debug, info, warn or error'],
    ['LOAM_TRUSTED_ADDRESSES', 'home', 'it must be IP addresses parted by commas'],
  ]
  for (const [name, value, reason] of rows) {
    const message = `Cannot use ${name}=${JSON.stringify(value.slice(0, 60))}: ${reason}`
    t.throws(() => readConfig({ [name]: value }), { code: 'CONFIG_INVALID', message }, message)
  }
})

t.test('readConfig() refuses one port for two things, and half of TLS', async (t) => {
  t.throws(() => readConfig({ LOAM_HTTP_PORT: '4000' }), {
    message: 'Cannot use port 4000 for both LOAM_TELNET_PORT and LOAM_HTTP_PORT: change one',
  })
  t.doesNotThrow(() => readConfig({ LOAM_HTTP_PORT: '0', LOAM_TELNET_PORT: '0' }))
  t.doesNotThrow(() => readConfig({ LOAM_HTTP_PORT: '4443' }), 'no TLS, no port for it')
  t.throws(() => readConfig({ LOAM_TLS_KEY: 'key.pem' }), {
    message: 'Cannot serve TLS: LOAM_TLS_CERTIFICATE and LOAM_TLS_KEY must be given together',
  })
})

t.test('readArguments() knows help and version, and nothing else', async (t) => {
  t.same(readArguments([]), { does: 'start', roles: [] })
  t.match(readArguments(['--help']), { does: 'help' })
  t.match(readArguments(['-v']), { does: 'version' })
  for (const arg of ['--foo', 'start', '']) {
    t.throws(() => readArguments(['--help', arg]), {
      code: 'CONFIG_INVALID',
      message: `Cannot start: there is no option "${arg}"; try "npm start -- --help"`,
    })
  }
})

t.test('zones are recorded where the command line or the environment says', async (t) => {
  const folder = (args: string[], environment = {}) =>
    readConfig({ LOAM_DATA_DIR: '/d', ...environment }, readArguments(args).record).recordings
  t.equal(folder([]), undefined)
  t.equal(folder(['--record']), '/d/recordings')
  t.equal(folder(['--record', 'tapes']), 'tapes')
  t.equal(folder([], { LOAM_RECORD: 'kept' }), 'kept')
  t.equal(folder(['--record'], { LOAM_RECORD: 'kept' }), 'kept')
  t.equal(folder(['--record', 'tapes'], { LOAM_RECORD: 'kept' }), 'tapes')
  t.match(readArguments(['--record', '--version']), { does: 'version', record: true })
  t.throws(() => readArguments(['--record', 'tapes', 'more']), {
    message: 'Cannot start: there is no option "more"; try "npm start -- --help"',
  })
})

t.test('helpText() has a short line for each setting', async (t) => {
  const lines = helpText().split('\n')
  t.equal(lines.filter((line) => /^ {2}[A-Z]+_[A-Z_]+ +\S/.test(line)).length, 22)
  t.ok(lines.every((line) => line.length <= 100))
})
