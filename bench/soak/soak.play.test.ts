import t from 'tap'
import { canWatch } from '#bench/telnet/processes.ts'
import { soak } from './soak.ts'

const options = canWatch ? {} : { skip: 'only Linux tells what a process holds' }

t.test('a soak tells what the program held while many played', options, async (t) => {
  const report = await soak({ players: 4, lastsMs: 6_500 })
  t.ok(report.lines >= 20, `${report.lines} lines`)
  t.ok(report.returns >= 4, `${report.returns} came back`)
  t.equal(report.unanswered, 0)
  t.ok(report.residentMb.first > 50, `${report.residentMb.first} MB`)
  t.ok(report.residentMb.last > 50)
  t.type(report.mbPerTenMinutes, 'number')
  t.ok(report.files.before > 10)
})
