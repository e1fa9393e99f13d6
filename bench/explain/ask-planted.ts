import { performance } from 'node:perf_hooks';
import type { StoredEvent } from '../../lib/events/read-event';
import { PLANTED_WORLDS, type PlantedQuestion } from '../../lib/testing/planted/planted-questions';
import type { PlantKind } from '../../lib/testing/planted/plant';
import { BASELINES } from './baselines';
import { explainInMemory, RULE_NAMES } from './explain-in-memory';
import { MAX_ANSWERS, rankOf } from './score';
import { storedQuestions } from './stored-questions';

/** The rank of the planted cause in the answer of each way to explain; `undefined` when the answer lacks it. */
export interface AskedCause {
  readonly question: PlantedQuestion;
  readonly ranks: ReadonlyMap<string, number | undefined>;
  /** How long our explanation took, ms. */
  readonly ms: number;
}

export const OURS = 'causeway';

/** The name of our explanation without a rule. */
export const nameWithout = (rule: string): string => `without ${rule}`;

export interface AskOptions {
  /** The folder for runs and questions; those that are there already are used again. */
  readonly root: string;
  /** By name. */
  readonly worlds: readonly string[];
  readonly seeds: readonly number[];
  readonly kinds: readonly PlantKind[];
  /** Whether to leave out each rule in turn. */
  readonly ablation: boolean;
  /** Whether runs tell what they know: see `readStatedHints`. */
  readonly hints: boolean;
}

const HINTS = ['observed', 'expected', 'fallback_differs', 'magnitude'];

/** Asks our explanation and all baselines about planted causes, in memory. */
export async function askPlanted(options: AskOptions): Promise<readonly AskedCause[]> {
  const { root, seeds, kinds, ablation, hints } = options;
  const worlds = PLANTED_WORLDS.filter(({ name }) => options.worlds.includes(name));
  const asked: AskedCause[] = [];
  for await (const each of storedQuestions({ root, worlds, seeds, kinds })) {
    const { question } = each;
    const events = hints ? each.events : each.events.map(withoutHints);
    const { eventId, truth } = question;
    const ranks = new Map<string, number | undefined>();
    const startMs = performance.now();
    const ours = await explainInMemory(events, eventId, { limit: MAX_ANSWERS });
    const ms = performance.now() - startMs;
    ranks.set(OURS, rankOf(ours, truth));
    for (const { name, rank } of BASELINES) ranks.set(name, rankOf(rank(events, eventId), truth));
    for (const rule of ablation ? RULE_NAMES : []) {
      const answers = await explainInMemory(events, eventId, { limit: MAX_ANSWERS, without: rule });
      ranks.set(nameWithout(rule), rankOf(answers, truth));
    }
    asked.push({ question, ranks, ms });
  }
  return asked;
}

function withoutHints(event: StoredEvent): StoredEvent {
  if (event.details === null) return event;
  const kept = Object.entries(event.details).filter(([name]) => !HINTS.includes(name));
  return { ...event, details: Object.fromEntries(kept) };
}
