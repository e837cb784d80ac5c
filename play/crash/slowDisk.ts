/**
 * A slow disk, for the crash harness: each record reaches the journal later, in its order, so that
 * more kills find something that is under way.
 *
 * `node --import` runs this first in each thread of the program.
 */
import { JournalWriter } from '#engine/persistence/groupCommit.ts'

const SLOWER_MS = 40

const { submit } = JournalWriter.prototype
JournalWriter.prototype.submit = function submitLater(this: JournalWriter, record): void {
  setTimeout(() => submit.call(this, record), SLOWER_MS)
}
