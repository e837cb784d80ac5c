import type { Phrases } from './phrase.ts'

/** Coins that change hands, shops, banks, and trades between two. */
export const TRADE: Phrases = {
  getCoins: {
    actor: 'You pocket {coins count}[ from {the container}].',
    other: '{the actor} pockets some coins[ from {the container}].',
  },
  dropCoins: {
    actor: 'You put down {coins count}.',
    other: '{the actor} puts down some coins.',
  },
  putCoins: {
    actor: 'You count {coins count} into {the container}.',
    other: '{the actor} counts some coins into {the container}.',
  },
  giveCoins: {
    actor: 'You give {coins count} to {the target}.',
    target: '{the actor} gives you {coins count}.',
    other: '{the actor} gives some coins to {the target}.',
  },
  shareCoins: {
    actor: 'You share out {coins count}: {coins each} for each of your party.',
    target: '{the actor} gives you your share: {coins count}.',
    other: '',
  },
  buy: {
    actor: 'You buy {things} from {the target} for {coins price}.',
    other: '{the actor} buys {things} from {the target}.',
  },
  sell: {
    actor: 'You sell {the things} to {the target} for {coins price}.',
    other: '{the actor} sells {the things} to {the target}.',
  },
  deposit: {
    actor: '{the target} counts {coins count} into the vault, and writes it down.',
    other: '{the actor} leaves some coins with {the target}.',
  },
  withdraw: {
    actor: '{the target} counts {coins count} into your hand, and writes it down.',
    other: '{the target} counts some coins into the hand of {the actor}.',
  },
  tradeAsk: {
    actor: 'You ask {the target} to trade with you.',
    target: '{the actor} would trade with you. <label>("trade {name actor}" begins it.)</>',
    other: '{the actor} asks {the target} for a trade.',
  },
  tradeBegin: {
    actor:
      'You and {the target} begin to trade. <label>("trade add" and the name of a thing offers ' +
      'it.)</>',
    target:
      'You and {the actor} begin to trade. <label>("trade add" and the name of a thing offers ' +
      'it.)</>',
    other: '{the actor} and {the target} put their heads together over a trade.',
  },
  tradeAccept: {
    actor: 'You agree to the trade with {the target} as it is.',
    target:
      '{the actor} agrees to the trade as it is. <label>("trade" shows it, "trade accept" seals ' +
      'it.)</>',
    other: '',
  },
  tradeCancel: {
    actor: 'You break off your trade with {the target}.',
    target: '{the actor} breaks off the trade with you.',
    other: '',
  },
  tradeLapse: {
    actor: 'Your trade[ with {the target}] has come to nothing.',
    target: '',
    other: '',
  },
  tradeDone: {
    actor: 'You and {the target} shake hands on it.',
    target: 'You and {the actor} shake hands on it.',
    other: '{the actor} and {the target} trade, and shake hands on it.',
  },
}
