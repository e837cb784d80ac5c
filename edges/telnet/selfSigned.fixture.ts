import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'

const SEQUENCE = 0x30
const SET = 0x31
const INTEGER = 0x02
const BIT_STRING = 0x03
const OBJECT_ID = 0x06
const UTF8_STRING = 0x0c
const GENERALIZED_TIME = 0x18
const EXPLICIT_VERSION = 0xa0

const ECDSA_WITH_SHA256 = Buffer.from('2a8648ce3d040302', 'hex') // 1.2.840.10045.4.3.2
const COMMON_NAME = Buffer.from('550403', 'hex') // 2.5.4.3

/** One DER element: tag, length, content. */
function der(tag: number, ...content: Uint8Array[]): Buffer {
  const body = Buffer.concat(content)
  const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}

/**
 * A fresh P-256 key and a certificate (X.509 v3, RFC 5280) for `localhost` signed with it, as PEM.
 */
export function selfSigned(): { certificate: string; key: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = der(SEQUENCE, der(OBJECT_ID, ECDSA_WITH_SHA256))
  const commonName = der(UTF8_STRING, Buffer.from('localhost'))
  const name = der(SEQUENCE, der(SET, der(SEQUENCE, der(OBJECT_ID, COMMON_NAME), commonName)))
  const time = (text: string) => der(GENERALIZED_TIME, Buffer.from(text))
  const toBeSigned = der(
    SEQUENCE,
    der(EXPLICIT_VERSION, der(INTEGER, Uint8Array.of(2))),
    der(INTEGER, Uint8Array.of(1), randomBytes(8)),
    algorithm,
    name,
    der(SEQUENCE, time('20200101000000Z'), time('21200101000000Z')),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  )
  const signature = sign('sha256', toBeSigned, privateKey)
  const whole = der(SEQUENCE, toBeSigned, algorithm, der(BIT_STRING, Uint8Array.of(0), signature))
  const base64 = whole.toString('base64').replace(/.{64}/g, '$&\n').trimEnd()
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}
