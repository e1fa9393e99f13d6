import type { StoredEvent } from '../../events/read-event';
import type { Observation } from '../../simulation/simulation-parts';
import type { Plant, PlantKind, PlantSite } from './plant';
import { distort, farFactor, inTurnsOf } from './plant-kinds';
import { seeNumbers } from './planted-world';
import { createLuck } from './luck';

// Kinds of plants by another mind than `plant-kinds.ts`: smaller, and with fewer signs. They were written without a look at the
// rules of the explanation, and no explanation is tuned by them.

/** The model answers in time and in form, but with a wrong number. */
const HALLUCINATION: PlantKind = {
  name: 'hallucination',
  plant: (site) => wrongAnswer(site, 1.5, 2.5),
};

/** An agent reads one variable in another unit: pounds for kilograms, dozens for pieces. */
const UNIT: PlantKind = {
  name: 'unit',
  plant: ({ turns, random, agents, sensesOf }) => {
    const agent = random.pick(agents);
    const sense = random.pick(sensesOf(agent));
    const factor = random.pick([2.2, 1 / 2.2, 12, 1 / 12]);
    return {
      observe: (truth) =>
        truth.agent === agent && turns.includes(truth.turn)
          ? distort(truth, sense, (value) => value * factor)
          : truth,
      isPlanted: inTurnsOf(agent, turns),
    };
  },
};

/** An agent sees the values that its rule reads as they were 3 to 6 turns before its first planted turn. */
const STALE: PlantKind = {
  name: 'stale',
  plant: ({ turns, random, agents, sensesOf }) => {
    const agent = random.pick(agents);
    const [first = 0] = turns;
    const source = first - random.int(3, 6);
    let old: Observation | undefined;
    return {
      observe: (truth) => {
        if (truth.agent !== agent) return truth;
        if (truth.turn === source) old = truth;
        if (old === undefined || !turns.includes(truth.turn)) return truth;
        const sight = seeNumbers(old, createLuck(0));
        return sensesOf(agent).reduce(
          (seen, sense) => distort(seen, sense, () => sight.number(sense)),
          truth,
        );
      },
      isPlanted: inTurnsOf(agent, turns),
    };
  },
};

/** The model does not answer, and the agent sets a default: 0, or the mean of all agents with the same setting. */
const DEFAULT: PlantKind = {
  name: 'default',
  plant: ({ turns, random, modelAgents, agents, settingOf }) => {
    const agent = random.pick(modelAgents);
    const setting = settingOf(agent);
    const peers = agents.filter((name) => name !== agent && settingOf(name) === setting);
    const isZero = random.chance(0.5);
    let mean = 0;
    const isHere = (name: string, turn: number): boolean => name === agent && turns.includes(turn);
    return {
      observe: (truth) => {
        if (truth.agent !== agent) return truth;
        const sight = seeNumbers(truth, createLuck(0));
        const settings = [setting, ...peers.map((peer) => `${peer}.${setting}`)];
        mean = settings.reduce((sum, each) => sum + sight.number(each), 0) / settings.length;
        return truth;
      },
      silences: isHere,
      fallBack: (name, turn, usual) => (isHere(name, turn) ? (isZero ? 0 : mean) : usual),
      isPlanted: inTurnsOf(agent, turns),
    };
  },
};

/** The policy is moved, held for 2 to 4 turns and moved back. Only the way there is planted, not the way back. */
const EXCURSION: PlantKind = {
  name: 'excursion',
  plant: (site) => {
    const { turns, random } = site;
    const factor = farFactor(random, 1.5, 2);
    const back = (turns.at(-1) ?? 0) + random.int(2, 4);
    const { setPolicy, isPlanted } = movedPolicy(site, factor);
    return {
      setPolicy: (turn, usual) => (turn === back ? usual / factor : setPolicy(turn, usual)),
      isPlanted,
    };
  },
};

/** The policy is moved a little, and stays there. */
const NUDGE: PlantKind = {
  name: 'nudge',
  plant: (site) => movedPolicy(site, farFactor(site.random, 1.3, 1.6)),
};

/** A moderate shock, up or down, whose event tells no magnitude. */
const QUIET_SHOCK: PlantKind = {
  name: 'quiet-shock',
  plant: (site) => ({ ...shock(site, 1.3, 1.6), hidesMagnitude: true }),
};

/** One agent may do no action larger than 0.6 to 0.85 of its mean so far, by type. Settings are free. */
const STRICT_RULE: PlantKind = {
  name: 'strict-rule',
  plant: ({ turns, random, agents }) => {
    const agent = random.pick(agents);
    const share = 0.6 + 0.25 * random.next();
    const sums = new Map<string, { readonly count: number; readonly sum: number }>();
    const turnsOfRefusal = new Set<number>();
    return {
      refuses: (name, turn, { type, amount, isMinor }) => {
        if (name !== agent || isMinor || type === 'set') return false;
        const { count, sum } = sums.get(type) ?? { count: 0, sum: 0 };
        sums.set(type, { count: count + 1, sum: sum + Math.abs(amount) });
        const isRefused =
          turns.includes(turn) && count > 0 && Math.abs(amount) > (share * sum) / count;
        if (isRefused) turnsOfRefusal.add(turn);
        return isRefused;
      },
      isPlanted: (event) => turnsOfRefusal.has(event.turn_number) && inTurnsOf(agent, turns)(event),
    };
  },
};

/** Two small causes in the same turns, of a wrong answer, a moved policy and a shock. Both are upstream, and both are true. */
const PAIR: PlantKind = {
  name: 'pair',
  plant: (site) => {
    const { random, turns } = site;
    const parts: readonly Plant[] = [
      wrongAnswer(site, 1.3, 1.6),
      movedPolicy(site, farFactor(random, 1.25, 1.5)),
      shock(site, 1.2, 1.4),
    ];
    const without = random.int(0, parts.length - 1);
    const pair = parts.filter((_, i) => i !== without);
    return {
      // The parts share no hook.
      ...pair.reduce<Plant>((all, part) => ({ ...all, ...part }), { isPlanted: () => false }),
      isPlanted: (event) => pair.some((part) => part.isPlanted(event)),
      isWhole: (truth) =>
        pair.every((part) =>
          turns.every((turn) =>
            truth.some((event) => event.turn_number === turn && part.isPlanted(event)),
          ),
        ),
    };
  },
};

export const SECOND_PLANT_KINDS: readonly PlantKind[] = [
  HALLUCINATION,
  UNIT,
  STALE,
  DEFAULT,
  EXCURSION,
  NUDGE,
  QUIET_SHOCK,
  STRICT_RULE,
  PAIR,
];

/** The model of one agent answers its usual value times a factor, up or down. */
function wrongAnswer(
  { turns, random, modelAgents }: PlantSite,
  least: number,
  most: number,
): Plant {
  const agent = random.pick(modelAgents);
  const factor = farFactor(random, least, most);
  return {
    answer: (name, turn, usual) =>
      name === agent && turns.includes(turn) ? usual * factor : usual,
    isPlanted: inTurnsOf(agent, turns),
  };
}

/** The policy is moved by a factor in all, in equal steps, and stays there. */
function movedPolicy(
  { turns, policyAgent }: PlantSite,
  factor: number,
): Plant & Required<Pick<Plant, 'setPolicy'>> {
  const step = factor ** (1 / turns.length);
  return {
    setPolicy: (turn, usual) => (turns.includes(turn) ? usual * step : usual),
    isPlanted: inTurnsOf(policyAgent, turns),
  };
}

/** A factor on the variable of the shocks in each turn, up or down. */
function shock({ turns, random, shockVariable }: PlantSite, least: number, most: number): Plant {
  const factor = farFactor(random, least, most);
  return {
    shock: (turn) => (turns.includes(turn) ? factor : undefined),
    isPlanted: ({ turn_number, details }: StoredEvent) =>
      turns.includes(turn_number) &&
      (details?.['shock'] !== undefined || details?.['variable_name'] === shockVariable),
  };
}
