import type { HelpTopic } from '#systems/commands/helpTopics.ts'

/** Pages of help on money and trade. */
export const TRADE_TOPICS: readonly HelpTopic[] = [
  {
    title: 'money',
    words: ['coin', 'coins', 'cash', 'wealth'],
    help: 'Coins: finding, dropping, giving and sharing them.',
    text: `Coins lie about, and what you have killed may have some on it. "get coins" puts them \
into your purse, where they weigh nothing; "worth" tells how many there are.

"drop 10 coins" lays some down, "give 5 coins to Ada" hands them over, "put 5 coins in box" and \
"get 3 coins from box" do what they say. "all coins" means all that you have at hand.

With "toggle autogold" you take the coins of whatever you have killed by yourself, with "toggle \
autoloot" all that it had. With "toggle autosplit" you share what coins you find with your party; \
"split 30" shares some that you have.`,
    seeAlso: ['worth', 'shops', 'bank', 'trading', 'toggle'],
  },
  {
    title: 'shops',
    words: ['shop', 'shopping', 'store', 'merchant', 'keeper'],
    help: 'Buying and selling.',
    text: `Where somebody keeps a shop, "list" shows what there is, with a number and a price. \
"buy lantern" or "buy 2" buys one, "buy 3 loaf" three.

"value sword" asks what you would get for your sword, and "sell sword" sells it. Each shop buys \
only some kinds of things. What you have sold stands on the shelf for a while, and you may buy it \
back, at the shop's price.

Shops have their hours. Before you buy, "appraise" and "compare" tell what a thing is good for. \
What has a level is of no use to you below it.`,
    seeAlso: ['list', 'buy', 'sell', 'value', 'compare', 'money'],
  },
  {
    title: 'bank',
    words: ['banks', 'banker', 'saving', 'savings', 'vault'],
    help: 'Leaving gold with a banker.',
    text: `Where there is a banker, "deposit 50" leaves fifty coins with the bank, "withdraw 20" \
takes twenty out again, and "balance" tells what you have there. "all" does for a number.

It costs nothing, and all bankers keep one and the same book.`,
    seeAlso: ['deposit', 'withdraw', 'balance', 'money'],
  },
  {
    title: 'trading',
    words: ['bartering', 'exchange', 'swap', 'deal'],
    help: 'Trading safely with another player.',
    text: `"trade Ada" asks Ada to trade, and when she types "trade" and your name, it begins. \
"trade add sword" and "trade add 20 coins" say what you offer; she sees it, and offers something \
herself. Nothing has changed hands yet.

"trade accept" agrees to both offers as they are. Once both of you have, all of it changes hands \
in one moment. If either changes anything before that, both must accept anew, so nobody can \
swap something away from under your hands.

"trade cancel", walking away, or two minutes of silence end it, and nothing has happened.`,
    seeAlso: ['trade', 'give', 'money'],
  },
]
