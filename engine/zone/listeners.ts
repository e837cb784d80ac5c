import type { ChangeListener } from './collector.ts'

/** Tells `first` and then `second` of all that is found; `onChange` of each change of a value. */
export function tellBoth(
  first: ChangeListener,
  second: ChangeListener,
  onChange: () => void,
): ChangeListener {
  return {
    appeared(entity, place) {
      first.appeared(entity, place)
      second.appeared(entity, place)
    },
    vanished(entity, uid, place) {
      first.vanished(entity, uid, place)
      second.vanished(entity, uid, place)
    },
    changed(entity, component, mask) {
      onChange()
      first.changed(entity, component, mask)
      second.changed(entity, component, mask)
    },
    attached(entity, component) {
      onChange()
      first.attached(entity, component)
      second.attached(entity, component)
    },
    detached(entity, component) {
      onChange()
      first.detached(entity, component)
      second.detached(entity, component)
    },
  }
}

/** Whoever is found out about, nobody hears of it. */
export const NOBODY: ChangeListener = {
  appeared() {},
  vanished() {},
  changed() {},
  attached() {},
  detached() {},
}
