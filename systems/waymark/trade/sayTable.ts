/** What shopkeepers and bankers say when they will not do it: a table to change at will. */
export const SAYS = {
  closed: 'We are closed. Come back at {from}.',
  poor: 'That will be {price}, and I do not give credit.',
  lastOnes: 'I have only {count} of those.',
  worthless: 'There is no call for that. I would not know what to ask for it.',
  notBought: 'I do not deal in {kind}. I buy {kinds}.',
  buysNothing: 'I sell. I do not buy.',
  key: 'I buy no keys. Somebody will want that back.',
  wanted: 'Somebody is waiting for that. Take it where it belongs.',
  full: 'Empty it first. I buy things, not surprises.',
  noSuchWare: 'I have no {wanted}. My list is there for the asking.',
} as const

export type Saying = keyof typeof SAYS
