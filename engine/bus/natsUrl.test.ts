import t from 'tap'
import { NatsUrlError, readNatsUrl } from './natsUrl.ts'

t.test('an address says where NATS is, and who we are', async (t) => {
  t.same(readNatsUrl('nats://localhost'), {
    servers: ['localhost:4222'],
    credentials: undefined,
    tls: false,
  })
  t.same(readNatsUrl('nats://ada:p%40ss@[::1]:4300'), {
    servers: ['[::1]:4300'],
    credentials: { user: 'ada', pass: 'p@ss' },
    tls: false,
  })
  t.same(readNatsUrl('nats://one, tls://s3cret@two:1').credentials, { token: 's3cret' })
  t.same(readNatsUrl('nats://one, tls://s3cret@two:1').servers, ['one:4222', 'two:1'])
  t.equal(readNatsUrl('tls://one').tls, true)
})

t.test('what is none is refused, without telling a password', async (t) => {
  for (const text of ['', 'localhost:4222', 'http://s3cret@host', 'nats://', 'nats://a:s3cret@']) {
    try {
      readNatsUrl(text)
      t.fail(`"${text}" was taken`)
    } catch (error) {
      t.ok(error instanceof NatsUrlError)
      t.notMatch((error as Error).message, /s3cret/)
    }
  }
})
