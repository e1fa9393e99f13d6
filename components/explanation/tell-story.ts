import { describeEvent } from '@/components/event-type/describe-event';
import { countOf } from '@/components/ui/format-count';
import { shownName } from '@/components/ui/shown-text';
import type { EventExplanation, ExplainedDeed } from '@/lib/api/client';
import { CHAIN_END } from '@/lib/causality/explain/explanation-bounds';
import { eventKind } from '@/lib/events/event-kind';
import type { StoredEvent } from '@/lib/events/read-event';
import { variableOf } from '@/lib/replay/variable';
import { forkText } from './fork-text';
import { ruleName } from './rule-names';
import { stepText } from './step-text';

/** A sentence of a story, about one event or several changes of the same variable. */
export interface StoryStep {
  /** The event to show for the step. */
  readonly event: StoredEvent;
  /** All events of the step, in order. */
  readonly eventIds: readonly string[];
  readonly firstTurn: number;
  readonly lastTurn: number;
  /** The agent; empty for the world. */
  readonly agent: string;
  readonly text: string;
  /** How the step before led to it, where that is inferred, or how many events of a long chain are left out between them. */
  readonly link: string | undefined;
  /** Why the event stands out, for the deed that the story is about: `failure: failed: llm_timeout`. */
  readonly reasons: readonly string[];
  /** Why the story came to it by the step before, where it has several causes. */
  readonly fork: string | undefined;
}

/** Fewer changes in a row are told one by one. */
const MIN_FOLDED = 3;

/** Tells the chain between a deed and an event, from cause to effect. */
export function tellStory(
  { events, links }: Pick<EventExplanation, 'events' | 'links'>,
  deed: ExplainedDeed,
): readonly StoryStep[] {
  const eventOf = new Map(events.map((event) => [event.event_id, event]));
  const eventsOf = (ids: readonly string[]): readonly StoredEvent[] =>
    [...new Set(ids)].flatMap((id) => eventOf.get(id) ?? []);
  const isCut = deed.left_out > 0;
  const ends = isCut ? [deed.path.slice(0, CHAIN_END), deed.path.slice(CHAIN_END)] : [deed.path];
  const afterGap = isCut ? deed.path[CHAIN_END] : undefined;
  const linkOf = new Map(links.map((link) => [`${link.cause} ${link.effect}`, link]));
  const forkOf = new Map(deed.forks.map((fork) => [fork.event_id, fork]));
  const steps: StoryStep[] = [];
  for (const run of ends.flatMap((ids) => runsOf(eventsOf(ids)))) {
    const [first] = run;
    const last = run.at(-1);
    if (first === undefined || last === undefined) continue;
    const before = steps.at(-1)?.eventIds.at(-1);
    const link = before === undefined ? undefined : linkOf.get(`${before} ${first.event_id}`);
    const fork = forkOf.get(first.event_id);
    const taken = eventOf.get(deed.path[deed.path.indexOf(first.event_id) - 1] ?? '');
    steps.push({
      event: last,
      eventIds: run.map(({ event_id }) => event_id),
      firstTurn: first.turn_number,
      lastTurn: last.turn_number,
      agent: last.agent_id === null ? '' : shownName(last.agent_id),
      text: run.length === 1 ? describeEvent(last) : describeRun(run),
      link:
        first.event_id === afterGap
          ? `after ${countOf(deed.left_out, 'event')} left out here`
          : stepText(link),
      reasons: deed.reasons.flatMap((reason) =>
        run.some((event) => event.event_id === reason.event_id)
          ? `${ruleName(reason)}: ${reason.text}`
          : [],
      ),
      fork: fork === undefined || taken === undefined ? undefined : forkText(fork, taken),
    });
  }
  return steps;
}

/** Splits a chain where the variable changes; other events are alone. */
function runsOf(chain: readonly StoredEvent[]): readonly (readonly StoredEvent[])[] {
  const runs: StoredEvent[][] = [];
  for (const event of chain) {
    const run = runs.at(-1);
    const key = variableKey(event);
    if (run?.[0] !== undefined && key !== undefined && key === variableKey(run[0])) run.push(event);
    else runs.push([event]);
  }
  return runs.flatMap((run) => (run.length < MIN_FOLDED ? run.map((event) => [event]) : [run]));
}

function variableKey(event: StoredEvent): string | undefined {
  const variable = variableOf(event);
  return variable === null ? undefined : JSON.stringify(Object.values(variable));
}

/** For example `grain_price changes 10 times, from 210.6 to 212.39`. */
function describeRun(run: readonly StoredEvent[]): string {
  const [first, last] = [run[0], run.at(-1)];
  const name = first === undefined ? '' : (eventKind(first) ?? '');
  const from = textOf(first?.details?.['old_value'] ?? first?.details?.['new_value']);
  const to = textOf(last?.details?.['new_value']);
  return shownName(`${name} changes ${String(run.length)} times, from ${from} to ${to}`, 300);
}

const FORMAT = new Intl.NumberFormat('en', { maximumFractionDigits: 4 });

function textOf(value: unknown): string {
  if (typeof value === 'number') return FORMAT.format(value);
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}
