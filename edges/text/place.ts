/** Somebody in sight, and how healthy. */
export interface Being {
  name: string
  hp: number
  hpMax: number
}

/** The place where a player is, as far as it can be seen. */
export interface Place {
  /** `''` in the dark. */
  readonly name: string
  /** `''` where there is no sky. */
  readonly daytime: string
  /** Directions, in the order of the compass. */
  readonly exits: readonly string[]
  being(uid: number): Readonly<Being> | undefined
}

export const NOWHERE: Place = { name: '', daytime: '', exits: [], being: () => undefined }

/** Hundredths of its health that `being` has left: 0 only of one who has none. */
export function shareLeft({ hp, hpMax }: Readonly<Being>): number {
  return hpMax === 0 ? 0 : Math.min(100, Math.ceil((hp * 100) / hpMax))
}
