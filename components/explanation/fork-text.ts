import { formatCount } from '@/components/ui/format-count';
import { shownName } from '@/components/ui/shown-text';
import type { ExplainedDeed } from '@/lib/api/client';
import { eventKind } from '@/lib/events/event-kind';
import type { StoredEvent } from '@/lib/events/read-event';

type Fork = ExplainedDeed['forks'][number];

/**
 * How many causes an event has, and why a story came by one of them: `fork: 4 causes, withhold stands out most`.
 * @param taken the cause by which the story came
 */
export function forkText({ causes, from_deed, reason }: Fork, taken: StoredEvent): string {
  const name = shownName(eventKind(taken) ?? taken.event_type);
  const count = `fork: ${formatCount(causes)} causes`;
  if (reason === 'only_way') return `${count}, only ${name} comes of the likely cause`;
  const rivals = from_deed === causes ? '' : `, ${formatCount(from_deed)} of the likely cause`;
  return `${count}${rivals}, ${name} ${REASONS[reason]}`;
}

const REASONS: Readonly<Record<Exclude<Fork['reason'], 'only_way'>, string>> = {
  same_variable: 'is its own value before',
  stands_out: 'stands out most',
  same_agent: 'is of the same agent',
  quickest: 'is the shortest way',
};
