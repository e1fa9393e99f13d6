import type { EventFilter, EventPaging } from './event-filter';
import type { ExportFormat } from './export-query';
import type { Conditions } from './read-conditions';

/** More names are counted instead. */
const MOST_NAMED = 3;
/** Of what is said of the filter; file systems allow 255 bytes a name. */
const MOST_CHARACTERS = 100;

/** A file's name that says which events of which simulation it holds: `run_turns-10-20_decision.csv`. */
export function exportFileName(
  simulationId: string,
  filter: EventFilter,
  format: ExportFormat,
): string {
  const facts = filterWords(filter).join('_').slice(0, MOST_CHARACTERS);
  return `${[simulationId, ...(facts === '' ? [] : [facts])].join('_')}.${format}`;
}

/** A file's name, without its ending, that says the causes and effects of which event of which simulation it draws. */
export function graphFileName(simulationId: string, eventId: string): string {
  return [simulationId, 'causality', eventId]
    .map((word) => safe(word.slice(0, MOST_CHARACTERS)))
    .filter((word) => word !== '')
    .join('_');
}

function filterWords(filter: EventFilter): readonly string[] {
  const { turn_start, turn_end, start_timestamp, end_timestamp, q, order, limit, offset } = filter;
  const lowerCase = (type: string): string => type.toLowerCase();
  const words: Readonly<Record<keyof Conditions | keyof EventPaging, string | readonly string[]>> =
    {
      turn: rangeWord('turn', turn_start, turn_end),
      time: rangeWord('time', start_timestamp, end_timestamp),
      type: [
        namesWord('', filter.event_types?.map(lowerCase)),
        namesWord('not-', filter.exclude_event_types?.map(lowerCase)),
      ],
      kind: [namesWord('kind-', filter.kinds), namesWord('not-kind-', filter.exclude_kinds)],
      agent: [
        namesWord('agent-', filter.agent_ids),
        namesWord('not-agent-', filter.exclude_agent_ids),
      ],
      text: q === undefined ? '' : `text-${q}`,
      order: order === 'desc' ? 'newest-first' : '',
      limit: limit === undefined ? '' : `${limit}-events`,
      offset: offset === undefined || offset === 0 ? '' : `after-${offset}`,
    };
  return Object.values(words)
    .flat()
    .map(safe)
    .filter((word) => word !== '');
}

function rangeWord(
  noun: string,
  from: number | string | undefined,
  to: number | string | undefined,
): string {
  if (from === undefined) return to === undefined ? '' : `${noun}-to-${to}`;
  if (to === undefined) return `${noun}-from-${from}`;
  return from === to ? `${noun}-${from}` : `${noun}s-${from}-${to}`;
}

function namesWord(before: string, names: readonly string[] | undefined): string {
  if (names === undefined) return '';
  if (names.length > MOST_NAMED) return `${before}${names.length}-names`;
  return `${before}${names.map((name) => (name === '' ? 'none' : name)).join('-')}`;
}

/** Letters and digits of any script, dots and dashes: no file system and no shell reads more into them. */
function safe(text: string): string {
  return text
    .replaceAll(/[^\p{L}\p{M}\p{N}.-]+/gu, '-')
    .replaceAll(/-{2,}/g, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '');
}
