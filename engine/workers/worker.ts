import assert from 'node:assert'
import { parentPort } from 'node:worker_threads'
import { threadTimer } from '#engine/timer.ts'
import { ZoneHost } from './zoneHost.ts'

assert(parentPort, 'This file runs as a worker of the pool')
new ZoneHost(parentPort, threadTimer)
