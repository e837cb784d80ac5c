import type { ItemDefinition, ItemKind } from './definition.ts'

/** What a thing is sorted under: as its definition says, or as what it is made for suggests. */
export function kindOf(item: ItemDefinition): ItemKind {
  if (item.kind !== undefined) return item.kind
  if (item.weapon !== undefined) return 'weapon'
  if (item.armour !== undefined) return 'armour'
  if (item.light) return 'light'
  if (item.container !== undefined) return 'container'
  if (item.use !== undefined) return item.text === undefined ? 'potion' : 'scroll'
  if (item.wear !== undefined) return 'clothing'
  if (item.text !== undefined) return 'book'
  return 'oddment'
}
