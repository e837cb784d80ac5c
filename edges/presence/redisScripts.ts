import { createHash } from 'node:crypto'

/** A script that Redis runs as one step, known to it by its sum once it was sent. */
export interface RedisScript {
  text: string
  sum: string
}

function script(text: string): RedisScript {
  return { text, sum: createHash('sha1').update(text).digest('hex') }
}

const NOW = `local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
`

/** See `MemoryPresence.take`. KEYS: what is taken; ARGV: most at once, milliseconds for so many. */
export const TAKE = script(`${NOW}
local max, per = tonumber(ARGV[1]), tonumber(ARGV[2])
local full = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now) + per / max
local wait = full - (now + per)
if wait > 0 then return math.ceil(wait) end
redis.call('SET', KEYS[1], string.format('%.3f', full), 'PX', math.ceil(full - now))
return 0
`)

/** See `MemoryPresence.tries`. KEYS: what is tried; ARGV: the step, and the rule in its order. */
export const TRIES = script(`${NOW}
local step = ARGV[1]
local free, first, longest, forget =
  tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local count = tonumber(redis.call('HGET', KEYS[1], 'count') or '0')
local last = tonumber(redis.call('HGET', KEYS[1], 'last') or '0')
local wait = 0
if count >= free and count > 0 then
  wait = math.max(0, last + math.min(first * 2 ^ (count - free), longest) - now)
end
if step == 'count' or (step == 'try' and wait == 0) then
  redis.call('HSET', KEYS[1], 'count', count + 1, 'last', string.format('%.0f', now))
  redis.call('PEXPIRE', KEYS[1], forget)
elseif step == 'forget' or (step == 'uncount' and count <= 1) then
  redis.call('DEL', KEYS[1])
elseif step == 'uncount' then
  redis.call('HSET', KEYS[1], 'count', count - 1)
end
return math.ceil(wait)
`)
