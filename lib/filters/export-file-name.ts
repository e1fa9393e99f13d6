import type { EventFilter, EventPaging } from './event-filter';
import type { ExportFormat } from './export-query';
import type { Conditions } from './read-conditions';

/** If there are more names, the file name has their number instead. */
const MOST_NAMED = 3;
/** Maximum length of the part about the filter. File systems allow 255 bytes per name. */
const MOST_CHARACTERS = 100;

/** The name of an export file, from its simulation and filter: `run_turns-10-20_decision.csv`. */
export function exportFileName(
  simulationId: string,
  filter: EventFilter,
  format: ExportFormat,
): string {
  const facts = filterWords(filter).join('_').slice(0, MOST_CHARACTERS);
  return `${[simulationId, ...(facts === '' ? [] : [facts])].join('_')}.${format}`;
}

/** The name, without its ending, of a file with the causes and effects of an event. */
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
      outcome: namesWord('outcome-', filter.outcomes),
      fields: filter.where?.map((condition) => `where-${condition}`) ?? [],
      text: q === undefined ? '' : `text-${q}`,
      sort: '',
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

/** Keeps letters and digits of any script, dots and dashes: no file system or shell gives them a special meaning. */
function safe(text: string): string {
  return text
    .replaceAll(/[^\p{L}\p{M}\p{N}.-]+/gu, '-')
    .replaceAll(/-{2,}/g, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '');
}
