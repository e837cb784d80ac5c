import t from 'tap'
import { openPorts } from './startError.ts'

const wanted = { what: 'telnet', port: 4000, setting: 'LOAM_TELNET_PORT' }
const secure = { what: 'telnet over TLS', port: 4443, setting: 'LOAM_TLS_PORT' }

function failure(code: string, port?: number): () => Promise<never> {
  const error = new Error(`listen ${code}`)
  return () => Promise.reject(Object.assign(error, { code }, port === undefined ? {} : { port }))
}

t.test('openPorts() passes on what was opened', async (t) => {
  t.equal(await openPorts('localhost', [wanted], async () => 7), 7)
})

t.test('openPorts() names the port that failed and its setting', async (t) => {
  await t.rejects(openPorts('localhost', [wanted, secure], failure('EADDRINUSE', 4443)), {
    code: 'PORT_UNAVAILABLE',
    message:
      'Cannot open port 4443 for telnet over TLS: another program uses it; ' +
      'choose another with LOAM_TLS_PORT',
  })
  await t.rejects(openPorts('localhost', [wanted, secure], failure('EACCES', 4000)), {
    message:
      'Cannot open port 4000 for telnet: this user may not open it; ' +
      'choose another with LOAM_TELNET_PORT',
  })
  await t.rejects(openPorts('localhost', [wanted], failure('EOTHER')), {
    message:
      'Cannot open port 4000 for telnet: listen EOTHER; choose another with LOAM_TELNET_PORT',
  })
})

t.test('openPorts() blames the address where that is at fault', async (t) => {
  await t.rejects(openPorts('nowhere.invalid', [wanted], failure('ENOTFOUND')), {
    code: 'HOST_UNAVAILABLE',
    message:
      'Cannot listen on "nowhere.invalid": that name is not known; choose another with LOAM_HOST',
  })
  await t.rejects(openPorts('nowhere.invalid', [wanted], failure('EAI_AGAIN')), {
    message: /that name cannot be looked up just now; choose another with LOAM_HOST$/,
  })
})
