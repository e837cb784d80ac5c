import t from 'tap'
import { packKept, unpackKept } from './packedKept.ts'

t.test('a kept zone comes to another thread as it was', async (t) => {
  const kept = {
    snapshot: { sequence: 2 ** 40, tick: 12, payload: Uint8Array.of(1, 2, 3) },
    records: [
      { sequence: 2 ** 40 + 1, tick: 13, payload: Uint8Array.of(4) },
      { sequence: 2 ** 40 + 2, tick: 13, payload: Uint8Array.of(5, 6, 7) },
      { sequence: 2 ** 40 + 3, tick: 2 ** 35, payload: Uint8Array.of(8, 9) },
    ],
    damage: ['a snapshot was passed over'],
  }
  t.strictSame(unpackKept(structuredClone(packKept(kept))), kept)

  const nothing = { snapshot: undefined, records: [], damage: [] }
  t.strictSame(unpackKept(structuredClone(packKept(nothing))), nothing)
})
