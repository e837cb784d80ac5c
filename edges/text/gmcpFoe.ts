import type { GmcpMessage } from './gmcpItem.ts'
import type { OwnSnapshot } from './own.ts'
import { type Place, shareLeft } from './place.ts'
import { sanitizeName } from './sanitize.ts'

/** Whom a player fights, as a panel shows it. */
export interface ShownFoe {
  /** 0: nobody, or one that cannot be seen. */
  uid: number
  name: string
  /** Hundredths of its health that are left. */
  share: number
}

export const NO_FOE: ShownFoe = { uid: 0, name: '', share: 0 }

export function shownFoe({ foe }: OwnSnapshot, place: Place): ShownFoe {
  const being = foe === 0 ? undefined : place.being(foe)
  if (!being) return NO_FOE
  return { uid: foe, name: sanitizeName(being.name), share: shareLeft(being) }
}

/** The foe in a status, and for clients with a gauge for it: what differs from `before`. */
export function gmcpOfFoe(foe: ShownFoe, before: ShownFoe): GmcpMessage[] {
  if (foe.uid === before.uid && foe.share === before.share) return []
  const id = String(foe.uid)
  const info = { id, short_desc: foe.name, hpperc: `${foe.share}%` }
  const told = { name: 'IRE.Target.Info', value: info }
  if (foe.uid === before.uid) return [told]
  return [
    { name: 'Char.Status', value: { foe: foe.name } },
    { name: 'IRE.Target.Set', value: foe.uid === 0 ? '' : id },
    ...(foe.uid === 0 ? [] : [told]),
  ]
}
