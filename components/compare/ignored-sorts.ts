import { VOLATILE_FIELDS } from '@/lib/events/volatile-fields';

const NAMES: Readonly<Record<keyof typeof VOLATILE_FIELDS, string>> = {
  ids: 'ids',
  times: 'times',
  durations: 'durations and latencies',
  tokens: 'token counts',
  machine: 'host',
};

/** The fields that are always ignored, by sort. */
export const IGNORED_SORTS: readonly {
  readonly name: string;
  readonly fields: readonly string[];
}[] = [
  { name: NAMES.ids, fields: VOLATILE_FIELDS.ids },
  { name: NAMES.times, fields: VOLATILE_FIELDS.times },
  { name: NAMES.durations, fields: VOLATILE_FIELDS.durations },
  { name: NAMES.tokens, fields: VOLATILE_FIELDS.tokens },
  { name: NAMES.machine, fields: VOLATILE_FIELDS.machine },
];
