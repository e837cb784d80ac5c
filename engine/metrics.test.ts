import t from 'tap'
import { Metrics } from './metrics.ts'
import { createZoneStats, type ZoneStats } from './zone/stats.ts'

function reportOf(stats: Partial<ZoneStats>, zone = 'vale') {
  const times = { tickMs: [], turnMs: [], lagMs: [] }
  const counted: ReadonlyMap<string, number> = new Map()
  return { zone, stats: { ...createZoneStats(), ...stats }, times, counted }
}

/** The lines of the metrics whose names begin so. */
async function shown(metrics: Metrics, prefix: string): Promise<string[]> {
  const lines = (await metrics.text()).split('\n')
  return lines.filter((line) => line.startsWith(prefix))
}

t.test('a zone’s totals are shown as counters, which only grow', async (t) => {
  const metrics = new Metrics()
  metrics.note(reportOf({ turns: 5, faults: 1 }))
  metrics.note(reportOf({ turns: 8, faults: 1 }))
  metrics.note(reportOf({ turns: 2 }, 'moor'))
  t.same(await shown(metrics, 'loam_zone_turns_total'), [
    'loam_zone_turns_total{zone="vale"} 8',
    'loam_zone_turns_total{zone="moor"} 2',
  ])
  t.same(await shown(metrics, 'loam_zone_faults_total{zone="vale"}'), [
    'loam_zone_faults_total{zone="vale"} 1',
  ])
  metrics.note(reportOf({ turns: 3 }))
  t.same(
    await shown(metrics, 'loam_zone_turns_total{zone="vale"}'),
    ['loam_zone_turns_total{zone="vale"} 11'],
    'a zone that was started again counts from 0',
  )
})

t.test('a zone’s levels are shown as they are now', async (t) => {
  const metrics = new Metrics()
  metrics.note(reportOf({ sessions: 9, inboxDepthMax: 4 }))
  metrics.note(reportOf({ sessions: 3, inboxDepthMax: 4 }))
  t.same(await shown(metrics, 'loam_zone_sessions'), ['loam_zone_sessions{zone="vale"} 3'])
  t.same(await shown(metrics, 'loam_zone_inbox_depth_max'), [
    'loam_zone_inbox_depth_max{zone="vale"} 4',
  ])
})

t.test('what rules count is shown by its name', async (t) => {
  const metrics = new Metrics()
  const counted = (...entries: [string, number][]) => ({ counted: new Map(entries) })
  metrics.note({ ...reportOf({}), ...counted(['gold.minted.loot', 12]) })
  metrics.note({ ...reportOf({}), ...counted(['gold.minted.loot', 15], ['fight.kills', 1]) })
  metrics.note({ ...reportOf({}, 'moor'), ...counted(['fight.kills', 2]) })
  t.same(await shown(metrics, 'loam_rule_total'), [
    'loam_rule_total{zone="vale",name="gold.minted.loot"} 15',
    'loam_rule_total{zone="vale",name="fight.kills"} 1',
    'loam_rule_total{zone="moor",name="fight.kills"} 2',
  ])
  metrics.note({ ...reportOf({}), ...counted(['gold.minted.loot', 4]) })
  t.same(
    (await shown(metrics, 'loam_rule_total'))[0],
    'loam_rule_total{zone="vale",name="gold.minted.loot"} 19',
    'a zone that was started again counts from 0',
  )
})

t.test('times are shown in seconds', async (t) => {
  const metrics = new Metrics()
  const times = { tickMs: [0.1, 30], turnMs: [1.5], lagMs: [] }
  metrics.note({ ...reportOf({}), times })
  t.same(await shown(metrics, 'loam_tick_seconds_count'), [
    'loam_tick_seconds_count{zone="vale"} 2',
  ])
  const bucket = 'loam_tick_seconds_bucket{le="0.05",zone="vale"}'
  t.same(await shown(metrics, bucket), [`${bucket} 2`])
  t.same(await shown(metrics, 'loam_turn_seconds_sum'), [
    'loam_turn_seconds_sum{zone="vale"} 0.0015',
  ])
})

t.test('what others count and measure is read when it is shown', async (t) => {
  const metrics = new Metrics()
  let players = 1
  metrics.addGauge('loam_players', 'Players in the world', () => players)
  metrics.addCounter('loam_edge_framesReceived', 'Frames received', () => players * 10)
  t.same(await shown(metrics, 'loam_players'), ['loam_players 1'])
  players = 3
  t.same(await shown(metrics, 'loam_players'), ['loam_players 3'])
  t.same(await shown(metrics, 'loam_edge'), ['loam_edge_frames_received_total 30'])
})

t.test('the program’s own health is shown, too', async (t) => {
  const lines = await shown(new Metrics(), 'process_resident_memory_bytes')
  t.equal(lines.length, 1)
})
