import fc from 'fast-check'
import t from 'tap'
import { decodeMember, encodeMember, type Member } from './member.ts'

const count = fc.maxSafeNat()

const members: fc.Arbitrary<Member> = fc.record({
  name: fc.string(),
  isLeaving: fc.boolean(),
  workers: count,
  sinceMove: count,
  zones: fc.array(
    fc.record({ zone: fc.string(), epoch: count, isPausing: fc.boolean(), load: count }),
  ),
  refused: fc.array(fc.string()),
})

t.test('[M1] what a world process tells of itself is read as it was written', async (t) => {
  fc.assert(fc.property(members, (member) => t.same(decodeMember(encodeMember(member)), member)))
})

t.test('[M1] what is cut short, or of another version, is refused', async (t) => {
  const zones = [{ zone: 'vale', epoch: 3, isPausing: false, load: 12 }]
  const member = { name: 'a', isLeaving: false, workers: 1, sinceMove: 0, zones, refused: [] }
  const bytes = encodeMember(member)
  for (let length = 0; length < bytes.length; length++) {
    t.throws(() => decodeMember(bytes.subarray(0, length)), { code: 'PROTOCOL_INVALID' })
  }
  t.throws(() => decodeMember(Uint8Array.of(2)), {
    message: 'Cannot read a member of version 2',
  })
})
