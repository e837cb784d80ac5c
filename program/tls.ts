import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Config } from './config.ts'
import { fileFault, StartError } from './startError.ts'

/** What telnet over TLS is served with: PEM texts. */
export interface TlsMaterial {
  port: number
  certificate: string
  key: string
}

/**
 * Reads the certificate and the key, and sees to it that they belong together.
 *
 * @throws {StartError} naming the file that will not do
 */
export async function readTls({ tls }: Config): Promise<TlsMaterial | undefined> {
  if (tls === undefined) return undefined
  const { port, certificateFile, keyFile } = tls
  const certificate = await readPem(certificateFile, 'LOAM_TLS_CERTIFICATE')
  const key = await readPem(keyFile, 'LOAM_TLS_KEY')
  const holder = parse(certificateFile, 'a certificate', () => new X509Certificate(certificate))
  const secret = parse(keyFile, 'a private key without a passphrase', () => createPrivateKey(key))
  refuseStrangeKey(holder, secret, tls)
  return { port, certificate, key }
}

async function readPem(file: string, setting: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    const sentence = `Cannot read "${file}" of ${setting}: ${fileFault(cause)}`
    throw new StartError('TLS_FILE_UNREADABLE', sentence, cause)
  }
}

function parse<T>(file: string, what: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    const sentence = `Cannot serve TLS with "${file}": it does not hold ${what} in PEM form`
    throw new StartError('TLS_FILE_UNUSABLE', sentence, cause)
  }
}

function refuseStrangeKey(
  certificate: X509Certificate,
  key: KeyObject,
  { certificateFile, keyFile }: { certificateFile: string; keyFile: string },
): void {
  if (certificate.checkPrivateKey(key)) return
  throw new StartError(
    'TLS_FILE_UNUSABLE',
    `Cannot serve TLS: the key in "${keyFile}" is not that of the certificate in ` +
      `"${certificateFile}"`,
  )
}
