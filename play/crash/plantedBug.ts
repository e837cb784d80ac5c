/**
 * A fault for the crash harness to find: what a turn has changed is told before it is kept.
 *
 * `node --import` runs this first in each thread of the program.
 */
import { Outbox } from '#engine/zone/outbox.ts'

const { publish } = Outbox.prototype
Outbox.prototype.publish = function publishAtOnce(this: Outbox): void {
  publish.call(this)
}
