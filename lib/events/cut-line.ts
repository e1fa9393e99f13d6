import { addressOf } from './event-address';
import { KIND_FIELDS } from './event-kind';
import { findMembers } from '../json/long-json';
import { memberText } from '../json/member-text';
import { readCauses, type LineCut } from './read-event';

/** Longer texts are cut and end in `…`. */
const MAX_TEXT = 500;
const MAX_CAUSES = 100;

/** Members that are kept unchanged. */
const FIELDS = ['timestamp', 'turn_number', 'event_type'] as const;
const TEXTS = ['simulation_id', 'agent_id', 'description'] as const;
const DETAILS = [...KIND_FIELDS, 'old_value', 'new_value'] as const;

/** Matches lines that may have a member `line_cut`. */
const PERHAPS_CUT = /line_cut|\\u/;

/**
 * Shortens the line of a long event. A line of at most `maxBytes` in UTF-8 is returned unchanged, unless it has a
 * `line_cut` of its own, which readers would mistake for this function's. The shortened event has its address, time,
 * turn and type, its first 100 causes, the first 500 characters of its texts, the kind and the old and new value from
 * its details where they are short, and `line_cut`, a {@link LineCut}.
 * @param line valid JSON, an object
 * @param breathe called now and then, to let other work run
 */
export async function cutLine(
  line: string,
  maxBytes: number,
  breathe: () => Promise<void>,
): Promise<string> {
  const hasOwn = (): boolean =>
    PERHAPS_CUT.test(line) && memberText(line, 'line_cut') !== undefined;
  if (line.length * 3 <= maxBytes && !hasOwn()) return line;
  const bytes = new TextEncoder().encode(line).length;
  if (bytes <= maxBytes && !hasOwn()) return line;
  const names = ['event_id', ...FIELDS, ...TEXTS, 'caused_by', 'details'];
  const members = await findMembers(line, names, breathe);
  const causes = readCauses(JSON.parse(members.get('caused_by') ?? 'null'));
  const details = members.get('details');
  const kept =
    details?.startsWith('{') === true ? await findMembers(details, DETAILS, breathe) : undefined;
  const cut: LineCut = { line_bytes: bytes, cause_count: causes.length };
  return objectText([
    ['event_id', addressText(members.get('event_id'))],
    ...FIELDS.map((name) => [name, members.get(name)] as const),
    ...TEXTS.map((name) => [name, shortText(members.get(name))] as const),
    ['caused_by', JSON.stringify(causes.slice(0, MAX_CAUSES))],
    ['details', kept && objectText(DETAILS.map((name) => [name, shortText(kept.get(name))]))],
    ['line_cut', JSON.stringify(cut)],
  ]);
}

/** The address of an id; parameter and result are JSON. An id may be as long as a line. */
function addressText(json: string | undefined): string | undefined {
  const id: unknown = JSON.parse(json ?? 'null');
  return typeof id === 'string' ? JSON.stringify(addressOf(id)) : json;
}

/** A short value, or the beginning of a string. `undefined` for other long values. */
function shortText(json: string | undefined): string | undefined {
  if (json === undefined || json.length <= MAX_TEXT) return json;
  const value: unknown = json.startsWith('"') ? JSON.parse(json) : undefined;
  if (typeof value !== 'string') return undefined;
  return JSON.stringify(value.length <= MAX_TEXT ? value : `${value.slice(0, MAX_TEXT)}…`);
}

function objectText(members: readonly (readonly [name: string, json: string | undefined])[]) {
  const texts = members.flatMap(([name, json]) => (json === undefined ? [] : `"${name}":${json}`));
  return `{${texts.join(',')}}`;
}
