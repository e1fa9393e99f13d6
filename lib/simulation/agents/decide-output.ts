import type { Production } from '../market/market-config';
import { round, show } from '../market/market-numbers';
import type { AgentDecision } from '../simulation-parts';
import type { Outlook } from './outlook';

/** The maximum output, as a multiple of the configured output. */
const MOST = 1.6;
const STEP = 0.1;
/** The difference from the usual price that counts as a reason, as a share. */
const CLEARLY = 0.15;

/** Decides at intervals whether to produce more or less. */
export function decideOutput(outlook: Outlook): readonly AgentDecision[] {
  const { trader, temperament, observation } = outlook;
  const { reviewEvery } = temperament;
  if (reviewEvery === undefined || observation.turn % reviewEvery !== 0) return [];
  return Object.entries(trader.produces).flatMap(([good, production]) =>
    review(outlook, good, production),
  );
}

function review(
  { trader, temperament, market, own, global }: Outlook,
  good: string,
  production: Production,
): readonly AgentDecision[] {
  const usual = market.goods.find(({ name }) => name === good)?.price ?? 0;
  const output = own(`${good}_output`);
  const price = global(`${good}_price`);
  const planned = temperament.keepsPlan
    ? production.amount
    : price > usual * (1 + CLEARLY)
      ? Math.min(production.amount * MOST, output * (1 + STEP))
      : price < usual * (1 - CLEARLY)
        ? Math.max(production.amount * 0.4, output * (1 - STEP))
        : output;
  const amount = round(planned);
  if (Math.abs(amount - output) < 0.01) return [];
  return [
    {
      decision_type: temperament.keepsPlan ? 'return_to_plan' : 'plan_output',
      description: temperament.keepsPlan
        ? `Return to the plan it began with: ${show(amount)} of ${good} a turn, not ${show(output)}`
        : `Produce ${show(amount)} of ${good} a turn, ${show(output)} before: the price is ${show(price)}, usually ${show(usual)}`,
      reasoning: temperament.keepsPlan
        ? 'The last plan that was signed off stands.'
        : amount > output
          ? 'What is dear is worth making.'
          : 'What nobody pays for need not be made.',
      old_value: output,
      new_value: amount,
      based_on: [`${good}_price`, `${good}_output`],
      actions: [
        {
          action_type: 'plan_output',
          action_payload: { good, amount },
          description: `${trader.name} plans ${show(amount)} of ${good} a turn, ${show(output)} before`,
        },
      ],
    },
  ];
}
