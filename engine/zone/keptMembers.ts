import { Location } from '#components/location.ts'
import { Membership } from '#components/membership.ts'
import type { KeptZone } from '#engine/persistence/journal.ts'
import { KeptError } from './keptError.ts'
import { KeptModel } from './keptModel.ts'

/** Puts together what was kept of a zone. @throws {KeptError} if it cannot be understood */
export function modelOf({ snapshot, records }: KeptZone): KeptModel {
  const model = new KeptModel()
  for (const { payload } of snapshot ? [snapshot, ...records] : records) model.apply(payload)
  return model
}

/** The uid of what held a character, in a state that was kept of it; undefined: nobody can tell. */
export function holderOf(uid: number, state: Uint8Array): number | undefined {
  const model = new KeptModel()
  try {
    model.apply(state)
    const own = model.records().find((record) => record.uid === uid)
    return own && Number(own.components[Location.schema.name]?.['holder'])
  } catch (error) {
    // Whoever lets the character in says what is the matter.
    if (error instanceof KeptError) return undefined
    throw error
  }
}

/** Uids of the characters that were in the zone's keeping. */
export function membersIn(kept: KeptZone): number[] {
  const records = modelOf(kept).records()
  return records
    .filter(({ components }) => Membership.schema.name in components)
    .map(({ uid }) => uid)
}
