import { createRuleAgent } from '../lib/simulation/agents/rule-agent';
import { TEMPERAMENTS, type Temperament } from '../lib/simulation/agents/temperaments';
import type { SimulationConfig } from '../lib/simulation/config/simulation-config';
import { numberIn } from '../lib/simulation/market/market-numbers';
import { ModelError, type LanguageModel } from '../lib/simulation/model/language-model';
import { createSeededRandom, type SeededRandom } from '../lib/simulation/seeded-random';
import type {
  AgentDecision,
  Observation,
  ProposedAction,
  SimulationAgent,
} from '../lib/simulation/simulation-parts';
import type { MovingClock } from '../lib/simulation/moving-clock';

/** The rules behind each agent's answers. */
const CHARACTERS: Readonly<Record<string, Temperament>> = {
  oslo_grain: TEMPERAMENTS.cautious,
  // Its imports come from the script.
  juno_trader: { ...TEMPERAMENTS.speculator, reviewEvery: undefined },
  tarn_mill: { ...TEMPERAMENTS.simple, reviewEvery: undefined },
  vale_council: TEMPERAMENTS.guardian,
};

/** juno_trader's wishes for imports, in tonnes per turn, by the turn of the decision. */
const IMPORTS: ReadonlyMap<number, { readonly amount: number; readonly why: string }> = new Map([
  [7, { amount: 56, why: 'Farms deliver less from week to week; ships have to be ordered ahead.' }],
  [32, { amount: 70, why: 'Somebody looked at the plan of turn 10, which nobody had signed.' }],
]);

/** The request without an answer. */
const SILENCE = { agent: 'juno_trader', turn: 10 };

/**
 * Stands in for a language model in the demo. It answers like one: in JSON, slowly, and sometimes not at all or in a wrong
 * form. The same seed gives the same answers.
 */
export function createDemoModel(
  { sections }: SimulationConfig,
  clock: MovingClock,
  seed: number,
): LanguageModel {
  const random = createSeededRandom(seed);
  const agents = new Map(
    sections.agents.map((config) => {
      const temperament = CHARACTERS[config.name] ?? TEMPERAMENTS.simple;
      const makeFallback = (): never => {
        throw new RangeError('rules fall back on nothing');
      };
      const options = { config, engine: sections.engine, llm: sections.llm, makeFallback };
      return [config.name, createRuleAgent(temperament, options)] as const;
    }),
  );
  const timeoutMs = (sections.llm?.timeout ?? 5) * 1000;

  return {
    name: sections.llm?.model ?? 'demo',
    host: sections.llm?.host ?? '',
    check: () => Promise.resolve(),
    complete({ agent, observation, prompt }) {
      const character = agents.get(agent);
      if (character === undefined || observation === undefined) {
        throw new RangeError(`${agent} is not in the story`);
      }
      const isSilent = agent === SILENCE.agent && observation.turn === SILENCE.turn;
      if (isSilent || random.chance(0.03)) {
        clock.advance(timeoutMs);
        throw new ModelError('llm_timeout', 'no answer in time');
      }
      clock.advance(random.int(240, 1_900));
      const decisions = decide(character, observation, random);
      const text = random.chance(0.015)
        ? 'Let me think about what would be best for the city.'
        : JSON.stringify(answerOf(decisions, observation));
      const tokens = {
        prompt_tokens: Math.ceil(prompt.length / 4),
        completion_tokens: Math.ceil(text.length / 4),
      };
      return Promise.resolve({ text, ...tokens });
    },
  };
}

function decide(
  agent: SimulationAgent,
  observation: Observation,
  random: SeededRandom,
): readonly AgentDecision[] {
  const decisions = agent.decide(observation, {
    random,
    signal: new AbortController().signal,
    explain: () => undefined,
    emit: () => [],
    ask: () => Promise.reject(new RangeError('rules ask nobody')),
  });
  if (decisions instanceof Promise) throw new RangeError('rules decide at once');
  return [...[decisions].flat(), ...planImports(observation)];
}

function planImports({ agent, turn, self }: Observation): readonly AgentDecision[] {
  const plan = IMPORTS.get(turn);
  if (agent !== SILENCE.agent || plan === undefined) return [];
  const { amount, why } = plan;
  const before = String(numberIn(self, 'grain_output'));
  return [
    {
      decision_type: 'plan_imports',
      description: `Order ships for ${String(amount)} t of grain a turn, ${before} t before`,
      reasoning: why,
      based_on: ['grain_output', 'grain_price', 'grain_stock'],
      actions: [
        {
          action_type: 'plan_output',
          action_payload: { good: 'grain', amount },
          description: `juno_trader orders ships for ${String(amount)} t a turn, ${before} t before`,
        },
      ],
    },
  ];
}

/** One answer for all decisions; the last is the most important. */
function answerOf(decisions: readonly AgentDecision[], { agent }: Observation): object {
  const last = decisions.at(-1);
  const reasons = decisions.flatMap(({ reasoning }) => reasoning ?? []);
  const actions: readonly ProposedAction[] = decisions.flatMap((each) => each.actions ?? []);
  return {
    reasoning: [...new Set(reasons)].join(' ') || `Nothing calls for ${agent} to act.`,
    decision_type: last?.decision_type ?? 'wait',
    description: decisions.map(({ description }) => description).join('; '),
    based_on: [...new Set(decisions.flatMap(({ based_on }) => based_on ?? []))],
    actions,
  };
}
