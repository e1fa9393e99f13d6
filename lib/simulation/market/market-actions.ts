import { z } from 'zod';
import type { ActionType, ProposedAction } from '../simulation-parts';
import type { WorldView } from '../world';
import { numberIn } from './market-numbers';

const amount = z.number().positive().max(1e12);
const good = z.string().min(1);

export const orderSchema = z.object({ good, amount, price: z.number().min(0).max(1e12) });
export const holdSchema = z.object({ good });
export const planSchema = z.object({ good, amount: z.number().min(0).max(1e12) });
export const sumSchema = z.object({ amount });
export const rateSchema = z.object({ rate: z.number().min(0).max(1) });
export const limitSchema = z.object({ share: z.number().min(0).max(1) });

/** The types of action in a market. */
export const MARKET_ACTIONS: readonly ActionType[] = [
  {
    action_type: 'sell',
    description: 'Offer an amount of a good at no less than a price.',
    domain: 'trade',
    payload: orderSchema,
  },
  {
    action_type: 'buy',
    description: 'Ask for an amount of a good at no more than a price.',
    domain: 'trade',
    payload: orderSchema,
  },
  {
    action_type: 'hold',
    description: 'Keep the stock of a good off the market.',
    domain: 'trade',
    payload: holdSchema,
  },
  {
    action_type: 'plan_output',
    description: 'Produce this amount of a good a turn from now on.',
    domain: 'trade',
    payload: planSchema,
  },
  {
    action_type: 'deposit',
    description: 'Bring cash to the bank.',
    domain: 'bank',
    payload: sumSchema,
  },
  {
    action_type: 'withdraw',
    description: 'Take cash from a deposit.',
    domain: 'bank',
    payload: sumSchema,
  },
  { action_type: 'borrow', description: 'Borrow cash.', domain: 'bank', payload: sumSchema },
  { action_type: 'repay', description: 'Pay back debt.', domain: 'bank', payload: sumSchema },
  {
    action_type: 'set_rate',
    description: 'Set the interest rate a turn; for the bank alone.',
    domain: 'bank',
    payload: rateSchema,
  },
  {
    action_type: 'limit_withdrawals',
    description: 'Pay out at most this share of a deposit a turn; for the bank alone.',
    domain: 'bank',
    payload: limitSchema,
  },
];

const BANKERS_ONLY: readonly string[] = ['set_rate', 'limit_withdrawals'];
const BANKING: readonly string[] = ['deposit', 'withdraw', 'borrow', 'repay', ...BANKERS_ONLY];

/** The reason why an action makes no sense. Amounts that are too large are reduced instead. */
export function refuseInMarket(
  { agent, action_type, action_payload }: ProposedAction & { readonly agent: string },
  world: WorldView,
  bank: string | undefined,
): string | undefined {
  if (BANKING.includes(action_type) && bank === undefined) return 'there is no bank';
  if (BANKERS_ONLY.includes(action_type) && agent !== bank) return 'only the bank may';
  const { data: order } = orderSchema.safeParse(action_payload);
  const { data: named } = holdSchema.safeParse(action_payload);
  if (named !== undefined && world.value(`${named.good}_price`) === undefined) {
    return `there is no ${named.good} in this market`;
  }
  const { data: sum } = sumSchema.safeParse(action_payload);
  const owned = (name: string): number => numberIn(world.variablesOf(agent), name);
  switch (action_type) {
    case 'sell':
      return order !== undefined && owned(`${order.good}_stock`) < order.amount
        ? `it has ${String(owned(`${order.good}_stock`))} of ${order.good}, not ${String(order.amount)}`
        : undefined;
    case 'buy':
      return order !== undefined && owned('cash') < order.amount * order.price
        ? `it has ${String(owned('cash'))} in cash, not ${String(order.amount * order.price)}`
        : undefined;
    case 'plan_output':
      return named !== undefined && world.value(`${named.good}_output`, agent) === undefined
        ? `it produces no ${named.good}`
        : undefined;
    case 'deposit':
    case 'repay':
      return sum !== undefined && owned('cash') < sum.amount
        ? `it has ${String(owned('cash'))} in cash, not ${String(sum.amount)}`
        : undefined;
    case 'withdraw':
      return sum !== undefined && owned('deposit') < sum.amount
        ? `its deposit is ${String(owned('deposit'))}, not ${String(sum.amount)}`
        : undefined;
    default:
      return undefined;
  }
}
