import { RedisPresence } from './redisPresence.ts'

/* An edge's process of its own, which a test can kill: Eve plays there. */

const [url = '', world = ''] = process.argv.slice(2)
const presence = new RedisPresence({ url, world, lifeMs: 1000, onTrouble: () => {} })
presence.arrive({ uid: 5, name: 'Eve', edge: 'telnet-peer', since: 5 })
setInterval(() => {}, 1000)
