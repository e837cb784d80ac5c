/**
 * Whether a page of `origin` may speak to us. Programs that are no browsers send none.
 *
 * @param host  the host that the request was sent to: its own pages may, on whichever port
 * @param allowed  further origins, as `https://play.example.org`; `*`: all
 */
export function isAllowedOrigin(origin: string, host: string, allowed: readonly string[]): boolean {
  if (origin === '' || allowed.includes('*') || allowed.includes(origin)) return true
  const from = URL.parse(origin)?.hostname
  const here = URL.parse(`http://${host}`)?.hostname
  return from !== undefined && from !== '' && from === here
}
