/** A small sound area, which tests load as it is or with one thing put wrong. */
export const SAMPLE: Readonly<Record<string, string>> = {
  'area.yaml': `\
name: The Quay
zone: coast
reset: 10 min
start: quay
`,
  'rooms.yaml': `\
quay:
  name: The Quay
  at: [0, 0, 0]
  environment: city
  description: A stone quay with iron rings let into it, and no boats to speak of today.
  exits:
    north: shed
    down: { to: cellar }
  details:
    rings, iron: Worn bright on the seaward side.
shed:
  name: The Net Shed
  at: [0, 1, 0]
  description: Nets hang from every beam, so that the far wall has to be taken on trust.
  exits:
    south: quay
    east:
      to: vault
      door: { name: an iron gate, locked: true, key: gate-key }
vault:
  name: The Vault
  at: [1, 1, 0]
  number: 77
  description: Shelves to the ceiling, and on every shelf a row of identical blue jars.
  exits:
    west: shed
cellar:
  name: The Ice Cellar
  at: [0, 0, -1]
  dark: true
  description: Sawdust and cold. Something drips at long intervals into something deep.
  exits:
    up: quay
`,
  'items.yaml': `\
lamp:
  name: a ship's lamp
  also: light
  weight: 1.2 kg
  wear: light
  light: true
  description: Brass, with a green glass to port and no glass to starboard.
sea-chest:
  name: a sea-chest
  description: Camphor wood with rope handles, and a lock that means it.
  fixed: true
  container: { capacity: 20 kg, locked: true, key: chest-key }
chest-key:
  name: a small key
  weight: 20 g
  description: A small key on a bit of tarred string, bent and straightened.
gate-key:
  name: a long key
  description: A long key with a square bow and a single square tooth.
hat:
  name: the pilot's hat
  wear: head
  description: Black oilskin, with a brim as long behind as a duck's tail.
`,
  'mobiles.yaml': `\
pilot:
  name: Old Marrable
  words: [pilot, marrable]
  here: Old Marrable looks at the water.
  description: A pilot without a ship, and in two minds whether to mind.
  wanders: 1 min
  lines:
    - Tide's late.
    - ":spits, and watches where it goes."
  fight: { level: 1 }
`,
  'resets.yaml': `\
quay:
  - lamp
  - mobile: pilot
    wears: [hat]
    carries: [chest-key]
shed:
  - item: sea-chest
    contains: [gate-key]
`,
}

/**
 * `sample` with `from` written as `to` in one file.
 *
 * @throws {RangeError} if the file does not hold `from` exactly once
 */
export function spoiled(
  file: string,
  from: string,
  to: string,
  sample = SAMPLE,
): Record<string, string> {
  const parts = (sample[file] ?? '').split(from)
  if (parts.length !== 2) {
    throw new RangeError(`"${file}" holds "${from}" ${parts.length - 1} times`)
  }
  return { ...sample, [file]: parts.join(to) }
}
