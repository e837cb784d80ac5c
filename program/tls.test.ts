import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { selfSigned } from '#edges/telnet/selfSigned.fixture.ts'
import { testFolder } from '#migrations/testing.ts'
import { readConfig } from './config.ts'
import { readTls } from './tls.ts'

const folder = testFolder(t)

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

const mine = selfSigned()
const certificate = file('cert.pem', mine.certificate)
const key = file('key.pem', mine.key)
const otherKey = file('other.pem', selfSigned().key)
const noPem = file('notes.txt', 'milk, eggs, a hat\n')

function reading(certificateFile: string, keyFile: string) {
  return readTls(readConfig({ LOAM_TLS_CERTIFICATE: certificateFile, LOAM_TLS_KEY: keyFile }))
}

t.test('readTls() reads a certificate and its key', async (t) => {
  t.same(await reading(certificate, key), { port: 4443, ...mine })
  t.equal(await readTls(readConfig({})), undefined)
})

t.test('readTls() names the file that will not do', async (t) => {
  const none = join(folder, 'none.pem')
  await t.rejects(reading(none, key), {
    code: 'TLS_FILE_UNREADABLE',
    message: `Cannot read "${none}" of LOAM_TLS_CERTIFICATE: there is no such file or folder`,
  })
  await t.rejects(reading(certificate, folder), {
    message: `Cannot read "${folder}" of LOAM_TLS_KEY: it is a folder`,
  })
  await t.rejects(reading(noPem, key), {
    code: 'TLS_FILE_UNUSABLE',
    message: `Cannot serve TLS with "${noPem}": it does not hold a certificate in PEM form`,
  })
  await t.rejects(reading(certificate, noPem), {
    message:
      `Cannot serve TLS with "${noPem}": ` +
      'it does not hold a private key without a passphrase in PEM form',
  })
  await t.rejects(reading(certificate, otherKey), {
    message:
      `Cannot serve TLS: the key in "${otherKey}" is not that of the certificate in ` +
      `"${certificate}"`,
  })
})
