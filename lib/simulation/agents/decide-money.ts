import { numberIn, round, show } from '../market/market-numbers';
import type { AgentDecision, ProposedAction } from '../simulation-parts';
import { costOf, needOf } from './needs';
import type { Outlook } from './outlook';

/** The rise of the reserves that an agent considers safe, when everybody believes a rumour, percent. */
const RUMOUR_WEIGHT = 30;
/** Their rise when all others withdraw their money, percent. */
const EXAMPLE_WEIGHT = 20;
/** Smaller sums are not worth a trip to the bank. */
const LEAST_SUM = 10;
/** It borrows up to this many turns of its expenses. */
const DEBT_TURNS = 6;

/** Decides whether to deposit, withdraw, borrow or repay money. */
export function decideMoney(outlook: Outlook): readonly AgentDecision[] {
  const { market, temperament, own, global } = outlook;
  if (market.bank === undefined) return [];
  const [cash, deposit, debt] = [own('cash'), own('deposit'), own('debt')];
  const ratio = global('reserve_ratio');
  const leaving = shareThatLeaves(outlook);
  const safe = temperament.fearsBelow + global('rumour') * RUMOUR_WEIGHT + leaving * EXAMPLE_WEIGHT;
  const basis = ['reserve_ratio', 'rumour'];
  if (deposit >= LEAST_SUM && ratio < safe) {
    return decide(outlook, 'withdraw', deposit, {
      description: `Take ${show(deposit)} out of ${market.bank}: its reserves are ${show(ratio)} %, and ${show(safe)} % would be safe`,
      reasoning:
        leaving > 0.3
          ? 'Others queue already. Who comes last finds an empty vault.'
          : 'Money in a bank that runs dry is gone.',
      based_on: [...basis, 'deposit'],
    });
  }
  const needed = round(expensesOf(outlook) * 1.5);
  if (cash < needed) {
    const lacking = round(needed * 2 - cash);
    if (deposit >= LEAST_SUM) {
      return decide(outlook, 'withdraw', Math.min(deposit, lacking), {
        description: `Take ${show(Math.min(deposit, lacking))} out of the bank: a turn costs ${show(needed)}, and cash is ${show(cash)}`,
        based_on: ['cash', 'deposit'],
      });
    }
    if (!temperament.borrows || debt + lacking > needed * DEBT_TURNS || lacking < LEAST_SUM)
      return [];
    return decide(outlook, 'borrow', lacking, {
      description: `Borrow ${show(lacking)} at ${show(global('interest_rate') * 100)} %: only ${show(cash)} are left`,
      based_on: ['cash', 'debt', 'interest_rate'],
    });
  }
  const spare = round(cash - needed * 2);
  if (debt >= LEAST_SUM && spare >= LEAST_SUM) {
    return decide(outlook, 'repay', Math.min(debt, spare), {
      description: `Pay back ${show(Math.min(debt, spare))} of a debt of ${show(debt)}`,
      based_on: ['cash', 'debt'],
    });
  }
  if (spare >= needed && spare >= LEAST_SUM && ratio >= safe + 5) {
    return decide(outlook, 'deposit', spare, {
      description: `Take ${show(spare)} to ${market.bank}, whose reserves are ${show(ratio)} %`,
      based_on: ['cash', ...basis],
    });
  }
  return [];
}

/** The decisions of the bank itself: its interest rate and its limit for withdrawals. */
export function decideBanking({ trader, global, globalBefore }: Outlook): readonly AgentDecision[] {
  const ratio = global('reserve_ratio');
  const rate = global('interest_rate');
  const limit = global('withdrawal_limit');
  const isFalling = ratio < globalBefore('reserve_ratio', 1);
  const actions: ProposedAction[] = [];
  if (ratio < 15 && isFalling && rate < 0.2) {
    const next = Math.round((rate + 0.005) * 10_000) / 10_000;
    actions.push({
      action_type: 'set_rate',
      action_payload: { rate: next },
      description: `${trader.name} raises the rate to ${show(next * 100)} %`,
    });
  }
  const nextLimit = ratio < 8 ? 0.2 : ratio > 20 ? 1 : limit;
  if (nextLimit !== limit) {
    actions.push({
      action_type: 'limit_withdrawals',
      action_payload: { share: nextLimit },
      description:
        nextLimit < 1
          ? `${trader.name} pays out no more than ${show(nextLimit * 100)} % of a deposit`
          : `${trader.name} pays out whatever is asked for again`,
    });
  }
  const isCalm = actions.length === 0;
  return [
    {
      decision_type: isCalm
        ? 'keep_terms'
        : nextLimit < limit
          ? 'limit_withdrawals'
          : 'change_terms',
      description: isCalm
        ? `Keep the terms: reserves are ${show(ratio)} %`
        : `Change the terms: reserves are ${show(ratio)} %${isFalling ? ' and falling' : ''}`,
      reasoning: isCalm
        ? 'Nobody asks for more than there is.'
        : 'What is paid out today is not there tomorrow.',
      based_on: ['reserve_ratio', 'interest_rate', 'withdrawal_limit'],
      actions,
    },
  ];
}

/** The cost of a turn: consumption and production. */
function expensesOf(outlook: Outlook): number {
  const { market, global } = outlook;
  const bought = market.goods.reduce(
    (sum, { name }) => sum + needOf(outlook, name) * global(`${name}_price`),
    0,
  );
  return bought + costOf(outlook);
}

/** The share of the other possible depositors who have no deposit left. */
function shareThatLeaves({ observation, market }: Outlook): number {
  const depositors = Object.entries(observation.others).filter(
    ([name, variables]) => name !== market.bank && 'deposit' in variables,
  );
  if (depositors.length === 0) return 0;
  const gone = depositors.filter(([, variables]) => numberIn(variables, 'deposit') < LEAST_SUM);
  return gone.length / depositors.length;
}

function decide(
  { trader }: Outlook,
  action_type: string,
  amount: number,
  decision: Omit<AgentDecision, 'decision_type' | 'actions'>,
): readonly AgentDecision[] {
  const action = {
    action_type,
    action_payload: { amount },
    description: `${trader.name}: ${action_type} ${show(amount)}`,
  };
  return [{ ...decision, decision_type: action_type, new_value: amount, actions: [action] }];
}
