import type { PlantedTurn } from './planted-turn';
import {
  clamp,
  propose,
  review,
  type PlantedWorld,
  type Sight,
  type WorldAgent,
} from './planted-world';

const BANKS = ['east_bank', 'west_bank'];
const DEPOSITORS = ['ada', 'bo', 'cleo', 'dan', 'eve', 'finn', 'gus', 'hal'];
const REGULATOR = 'regulator';

const [SHARE, LENDING, RATIO, LIMIT] = [0.7, 0.65, 0.35, 0.4];
/** The share of loans that is repaid in a turn. */
const REPAID = 0.04;

const bankOf = (depositor: string): string =>
  BANKS[DEPOSITORS.indexOf(depositor) % BANKS.length] ?? '';

const AGENTS: readonly WorldAgent[] = [
  ...BANKS.map((name) => ({
    name,
    setting: 'lending',
    isModelAsked: true,
    most: 0.95,
    senses: ['ratio', 'deposits', 'loans'],
  })),
  ...DEPOSITORS.map((name, i) => ({
    name,
    setting: 'share',
    isModelAsked: i < 4,
    most: 0.95,
    senses: [`${bankOf(name)}.ratio`, 'trust', 'cash', 'deposit'],
  })),
  { name: REGULATOR, setting: 'limit', isModelAsked: false, most: 1, senses: ['east_bank.ratio'] },
];

/**
 * Depositors keep a share of their money in two banks, by their trust; banks lend; a regulator limits withdrawals. A rumour is an
 * event of its own type.
 */
export const BANK_WORLD: PlantedWorld = {
  name: 'bank',
  turns: 36,
  agents: AGENTS,
  policyAgent: REGULATOR,
  shockTarget: { name: 'mood', form: 'event', title: 'rumour' },
  actions: ['deposit', 'withdraw', 'lend'],

  begin: () => ({
    global_state: { season: 1, mood: 1, limit: LIMIT },
    agents: Object.fromEntries([
      ...BANKS.map((name) => [
        name,
        { lending: LENDING, reserves: 1400, loans: 2600, deposits: 4000, ratio: RATIO, favours: 0 },
      ]),
      ...DEPOSITORS.map((name, i) => [
        name,
        { share: SHARE, cash: 400 + 10 * i, deposit: 1000, trust: 1, favours: 0 },
      ]),
      [REGULATOR, { favours: 0 }],
    ]),
  }),

  choose(agent, seen) {
    if (agent.name === REGULATOR) return keepLimit(seen);
    const current = seen.number(agent.setting);
    const isDue = (seen.turn + AGENTS.indexOf(agent)) % 6 === 0;
    if (agent.setting === 'lending') {
      const wanted = clamp(LENDING * (seen.number('ratio') / RATIO) ** 0.8, 0.2, 0.9);
      return review(current, wanted, { isDue, alarm: 0.4 });
    }
    const safety = (seen.number(`${bankOf(agent.name)}.ratio`) / RATIO) ** 0.5;
    // A client whom the counter sends away fears for the money.
    const fear = seen.isRefused ? 0.4 : 1;
    const wanted = clamp(SHARE * clamp(safety, 0.3, 1.3) * seen.number('trust') * fear, 0.05, 0.95);
    return review(current, wanted, { isDue, alarm: 0.3 });
  },

  act(agent, seen, setting) {
    if (agent.setting === 'limit') return [];
    if (agent.setting === 'lending') {
      const loans = seen.number('loans');
      // What will be repaid this turn is lent again.
      const change = (setting * seen.number('deposits') - loans) * 0.4 + REPAID * loans;
      return Math.abs(change) < 5 ? [] : [propose('lend', change)];
    }
    const wealth = seen.number('cash') + seen.number('deposit');
    const change = (setting * wealth - seen.number('deposit')) * 0.6;
    if (Math.abs(change) < 5) return [];
    return [propose(change > 0 ? 'deposit' : 'withdraw', Math.abs(change))];
  },

  advance(turn) {
    DEPOSITORS.forEach((name) => {
      live(turn, name);
    });
    serve(turn);
    BANKS.forEach((name) => {
      lend(turn, name);
    });
    DEPOSITORS.forEach((name) => {
      trust(turn, name);
    });
  },
};

function keepLimit({ turn, luck, number }: Sight): number {
  const random = luck('limit', turn);
  return random.chance(0.05) ? number('limit') * random.pick([0.92, 1.08]) : number('limit');
}

/** Wages and expenses. */
function live(turn: PlantedTurn, name: string): void {
  const earned =
    86 * turn.number('season') * turn.luck(`wage of ${name}`, turn.turn).normal(1, 0.15);
  const spent = 0.06 * (turn.number('cash', name) + turn.number('deposit', name));
  const household = turn.explain(
    'household',
    name,
    { earned: Math.round(earned), spent: Math.round(spent) },
    [turn.start, turn.setBy('season'), turn.setBy('cash', name), turn.setBy('deposit', name)],
  );
  turn.add('cash', name, Math.max(earned - spent, -turn.number('cash', name)), [household]);
}

/** The banks take deposits, and pay out up to the limit and their reserves. */
function serve(turn: PlantedTurn): void {
  for (const { agent, amount, trace } of turn.actions('deposit')) {
    pay(turn, agent, Math.min(amount, turn.number('cash', agent)), [trace]);
  }
  for (const { agent, amount, trace } of turn.actions('withdraw')) {
    const bank = bankOf(agent);
    const most = Math.min(
      turn.number('limit') * turn.number('deposit', agent),
      turn.number('reserves', bank) * 0.8,
    );
    const served = turn.explain(
      'counter',
      agent,
      { asked: amount, paid: Math.round(Math.min(amount, most)) },
      [trace, turn.setBy('limit'), turn.setBy('reserves', bank)],
    );
    pay(turn, agent, -Math.min(amount, most), [served, trace]);
  }
}

function pay(
  turn: PlantedTurn,
  agent: string,
  amount: number,
  causes: Parameters<PlantedTurn['add']>[3],
): void {
  turn.add('cash', agent, -amount, causes);
  turn.add('deposit', agent, amount, causes);
  turn.add('reserves', bankOf(agent), amount, causes);
}

/** A bank lends, and a part of its loans comes back. */
function lend(turn: PlantedTurn, bank: string): void {
  for (const { agent, amount, trace } of turn.actions('lend')) {
    if (agent !== bank) continue;
    const lent = clamp(amount, -turn.number('loans', bank), turn.number('reserves', bank) * 0.7);
    turn.add('reserves', bank, -lent, [trace, turn.setBy('reserves', bank)], -amount);
    turn.add('loans', bank, lent, [trace]);
  }
  const share = REPAID * turn.luck(`repayment to ${bank}`, turn.turn).normal(1, 0.2);
  const repaid = turn.number('loans', bank) * share;
  const repayment = turn.explain('repayment', bank, { repaid: Math.round(repaid) }, [
    turn.start,
    turn.setBy('loans', bank),
  ]);
  turn.add('loans', bank, -repaid, [repayment]);
  turn.add('reserves', bank, repaid, [repayment]);

  const clients = DEPOSITORS.filter((name) => bankOf(name) === bank);
  const deposits = clients.reduce((sum, name) => sum + turn.number('deposit', name), 0);
  const ratio = turn.number('reserves', bank) / Math.max(deposits, 1);
  const counted = turn.explain('ratio', bank, { deposits: Math.round(deposits) }, [
    turn.setBy('reserves', bank),
    ...clients.map((name) => turn.setBy('deposit', name)),
  ]);
  turn.set('deposits', bank, deposits, [counted]);
  turn.set('ratio', bank, clamp(ratio, 0, 2), [counted]);
}

/** Trust follows the bank's ratio and the mood, and falls where one may not withdraw. */
function trust(turn: PlantedTurn, name: string): void {
  const bank = bankOf(name);
  const free = clamp(turn.number('limit') / LIMIT, 0.2, 2) ** 0.25;
  const safe = clamp(turn.number('ratio', bank) / RATIO, 0.2, 1.5) ** 0.4;
  const target = clamp(turn.number('mood') * free * safe, 0.1, 1.4);
  const noise = turn.luck(`trust of ${name}`, turn.turn).normal(0, 0.02);
  const before = turn.number('trust', name);
  turn.set('trust', name, clamp(before + (target - before) * 0.4 + noise, 0.05, 1.5), [
    turn.start,
    turn.setBy('mood'),
    turn.setBy('limit'),
    turn.setBy('ratio', bank),
  ]);
}
