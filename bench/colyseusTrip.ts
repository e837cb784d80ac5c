import { Decoder, Encoder, schema, t } from '@colyseus/schema'
import type { ComponentChange } from '#protocol/record.ts'
import type { RoundTrip } from './roundTrip.ts'

// Room for the changes of thousands: it would say that it had to grow.
Encoder.BUFFER_SIZE = 256 * 1024

/** A creature as a room of Colyseus keeps it in its state. */
const Creature = schema({ hp: t.uint16(), holder: t.number() })
const RoomState = schema({ creatures: t.map(Creature) })

function keyOf(change: ComponentChange): string {
  return String(change.uid)
}

/**
 * The same changes as a patch of Colyseus' schema: what is sent to each client of a room.
 *
 * A patch tells only of what differs, so each encoding sets values that were not there before:
 * those of `changes`, and one less, in turn.
 */
export function colyseusChanges(changes: readonly ComponentChange[]): RoundTrip {
  const state = new RoomState()
  const encoder = new Encoder(state)
  for (const change of changes) {
    const creature = new Creature()
    creature.hp = 0
    creature.holder = 0
    state.creatures.set(keyOf(change), creature)
  }
  const decoder = new Decoder(new RoomState())
  decoder.decode(encoder.encodeAll())
  encoder.discardChanges()
  const seen = changes.map((change) => decoder.state.creatures.get(keyOf(change))!)
  const creatures = changes.map((change) => state.creatures.get(keyOf(change))!)
  let isOdd = 0
  return {
    encode() {
      isOdd ^= 1
      changes.forEach(({ values }, i) => {
        const creature = creatures[i]!
        if (values['hp'] !== undefined) creature.hp = Math.max(1, Number(values['hp'])) - isOdd
        else creature.holder = Number(values['holder']) - isOdd
      })
      const patch = encoder.encode().slice()
      encoder.discardChanges()
      return patch
    },
    decode(bytes) {
      decoder.decode(bytes)
      return changes.reduce((sum, { uid, values }, i) => {
        const { hp, holder } = seen[i]!
        return sum + uid + (values['hp'] === undefined ? holder : hp)
      }, 0)
    },
  }
}
