/** Files may hold anything; a terminal should show only what prints, and not for pages. */
export function shortened(text: string): string {
  const printable = text.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, '?')
  return printable.length > 40 ? `${printable.slice(0, 40)}…` : printable
}
