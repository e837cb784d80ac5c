import { writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { connect as connectTls } from 'node:tls'
import t from 'tap'
import { selfSigned } from '#edges/telnet/selfSigned.fixture.ts'
import { testFolder } from '#migrations/testing.ts'
import { Client } from './client.ts'
import { enter, openWorld, PASSWORD } from './world.ts'

const folder = testFolder(t)
const { certificate, key } = selfSigned()
const files = { certificate: join(folder, 'cert.pem'), key: join(folder, 'key.pem') }
writeFileSync(files.certificate, certificate)
writeFileSync(files.key, key)
const world = await openWorld(t, {
  LOAM_TLS_CERTIFICATE: files.certificate,
  LOAM_TLS_KEY: files.key,
})
const [host, port] = world.program.addresses.telnetTls?.split(':') ?? []

t.test('A client plays over TLS, in one world with those who do not', async (t) => {
  const bob = await world.newPlayer('bob')
  const socket = connectTls({ host, port: Number(port), ca: certificate, servername: 'localhost' })
  const ada = await enter(world.keep(new Client(socket)), `create ada ${PASSWORD}`)

  t.equal(socket.authorized, true)
  await bob.sees('Ada')
  t.same(await ada.ask('say safe and sound'), ['You say, "safe and sound"'])
  await bob.sees('Ada says, "safe and sound"')
  t.same((await ada.ask('north'))[0], 'You go north.')
  ada.send('quit')
  t.equal((await ada.closes()).at(-1), 'Until next time.')
})

t.test('Plain telnet on the port for TLS is hung up on, and nothing else', async (t) => {
  const lost = world.keep(new Client(connect(Number(port), host)))
  lost.send('hello?')

  await lost.closes()
  t.equal((await world.get('/readyz')).status, 200)
})
