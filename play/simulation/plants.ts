import { Characters } from '#engine/zone/characters.ts'
import { Ledger } from '#engine/zone/ledger.ts'
import { Outbox } from '#engine/zone/outbox.ts'
import { ROOM_UIDS } from '#play/crash/doing.ts'
import type { Plant } from './simulation.ts'

/** Faults for the simulation to find: each changes the program, or its store, from outside. */
export const PLANTS = {
  /** What a turn has changed is told before it is kept. */
  toldBeforeKept: {
    code() {
      const { publish } = Outbox.prototype
      Outbox.prototype.publish = function publishAtOnce(this: Outbox): void {
        publish.call(this)
      }
      return () => {
        Outbox.prototype.publish = publish
      }
    },
  },
  /** Who goes over to another zone stays in the records of the old one, with all it carries. */
  leftBehind: {
    code() {
      const { vanished } = Ledger.prototype
      Ledger.prototype.vanished = function keepPlayers(this: Ledger, entity, uid, place): void {
        if (uid >= ROOM_UIDS) vanished.call(this, entity, uid, place)
      }
      return () => {
        Ledger.prototype.vanished = vanished
      }
    },
  },
  /** What was done before a crash is done again: nothing is kept of which intent it was. */
  doneTwice: {
    code() {
      const { does } = Characters.prototype
      Characters.prototype.does = () => {}
      return () => {
        Characters.prototype.does = does
      }
    },
  },
  /** A zone takes in whoever comes, however long ago what it brings was read. */
  takenInTwice: {
    code() {
      const { embody } = Characters.prototype
      let revision = 2 ** 20
      Characters.prototype.embody = function takeAnybody(this: Characters, entry) {
        return embody.call(this, { ...entry, isInWorld: false, revision: ++revision })
      }
      return () => {
        Characters.prototype.embody = embody
      }
    },
  },
  /** Whoever had a zone before may still write its journal. */
  unfenced: {
    store(store) {
      store.isFencing = false
    },
  },
} as const satisfies Record<string, Plant>
