import type { Good } from '../market/market-config';
import { round, show } from '../market/market-numbers';
import type { AgentDecision } from '../simulation-parts';
import { costOf, needOf } from './needs';
import type { Outlook } from './outlook';

/** Smaller amounts are not worth a trip to the market. */
const LEAST_AMOUNT = 0.5;
/** No agent sells for less than this share of the usual price. */
const FLOOR = 0.6;
/** No agent pays more than this multiple of the usual price. */
const CEILING = 4;

/** Decides about a good: buy a shortage, sell a surplus, or keep it. */
export function decideTrade(outlook: Outlook, good: Good): readonly AgentDecision[] {
  const { trader, temperament, own, global, globalBefore, context } = outlook;
  const { name } = good;
  const needed = needOf(outlook, name);
  const stock = own(`${name}_stock`);
  const price = global(`${name}_price`);
  if (needed === 0 && stock < LEAST_AMOUNT) return [];
  const before = globalBefore(`${name}_price`, 3);
  const rise = before === 0 ? 0 : price / before - 1;
  const wanted = needed * temperament.stockTurns;
  const based_on = [`${name}_price`, `${name}_stock`];
  context.explain({
    calculation_type: 'outlook',
    intermediate_values: { good: name, stock, needed, wanted, price, rise: round(rise) },
    description: `${trader.name} has ${show(stock)} of ${name} and uses ${show(needed)} a turn; the price is ${show(price)}, ${show(rise * 100)} % on three turns ago`,
    based_on,
  });

  if (stock < wanted) return decideToBuy(outlook, good, wanted - stock, based_on);
  const spare = Math.floor((stock - wanted) * temperament.offers * 100) / 100;
  if (spare < LEAST_AMOUNT) return [];
  if (rise >= temperament.holdsAtRise) {
    return [
      {
        decision_type: 'hold',
        description: `Keep ${show(stock)} of ${name} off the market: at ${show(price)} it is up ${show(rise * 100)} % in three turns`,
        reasoning: 'Who sells today sells too cheaply.',
        new_value: stock,
        based_on,
        actions: [
          {
            action_type: 'hold',
            action_payload: { good: name },
            description: `${trader.name} holds back ${show(stock)} of ${name}`,
          },
        ],
      },
    ];
  }
  if (price < good.price * temperament.sellsAbove) return [];
  const cost = trader.produces[name]?.cost ?? 0;
  const asked = temperament.sellsAbove > 0 ? Math.min(price, good.price) : price;
  const least = round(Math.max(cost * 1.1, good.price * FLOOR, asked * (1 - temperament.yielding)));
  return [
    {
      decision_type: 'sell',
      description: `Sell ${show(spare)} of ${name} at ${show(least)} or more`,
      reasoning:
        temperament.sellsAbove > 0
          ? `At ${show(price)} people cannot pay for ${name} any more; this is what the reserve is for.`
          : `${show(stock)} of ${name} is more than ${show(wanted)}, which is wanted in stock.`,
      new_value: spare,
      based_on,
      actions: [
        {
          action_type: 'sell',
          action_payload: { good: name, amount: spare, price: least },
          description: `${trader.name} offers ${show(spare)} of ${name} from ${show(least)}`,
        },
      ],
    },
  ];
}

function decideToBuy(
  outlook: Outlook,
  { name, price: usual }: Good,
  lacking: number,
  based_on: readonly string[],
): readonly AgentDecision[] {
  const { trader, temperament, own, global, observation, market } = outlook;
  const price = global(`${name}_price`);
  const stock = own(`${name}_stock`);
  const needed = lacking + stock === 0 ? 0 : 1 - stock / (lacking + stock);
  // The emptier the stock, the higher the price it accepts.
  const most = round(Math.min(usual * CEILING, price * (1 + temperament.yielding * needed * 2)));
  const cash = Math.max(0, own('cash') - costOf(outlook));
  // The remaining money must last for the other goods too.
  const isLast = market.goods.at(-1)?.name === name;
  const means = most === 0 ? lacking : (cash * (isLast ? 1 : 0.7)) / most;
  const amount = Math.floor(Math.min(lacking, means) * 100) / 100;
  if (amount < LEAST_AMOUNT) {
    const isPoor = means < lacking;
    return isPoor
      ? [
          {
            decision_type: 'go_without',
            description: `Go without ${name}: ${show(own('cash'))} in cash buys nothing at ${show(price)}`,
            based_on: [...based_on, 'cash'],
          },
        ]
      : [];
  }
  return [
    {
      decision_type: 'buy',
      description: `Buy ${show(amount)} of ${name} at ${show(most)} or less; the stock is ${show(stock)}`,
      reasoning:
        amount < lacking
          ? `${show(lacking)} is lacking, but cash buys no more.`
          : `${show(lacking)} is lacking in turn ${String(observation.turn)}.`,
      new_value: amount,
      based_on: [...based_on, 'cash'],
      actions: [
        {
          action_type: 'buy',
          action_payload: { good: name, amount, price: most },
          description: `${trader.name} asks for ${show(amount)} of ${name} at up to ${show(most)}`,
        },
      ],
    },
  ];
}
