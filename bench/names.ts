/** A name for player `i`: names are of letters only. */
export function nameOf(i: number): string {
  const letters = [i / 676, i / 26, i].map((n) => String.fromCharCode(97 + (Math.floor(n) % 26)))
  return `Botte${letters.join('')}`
}
