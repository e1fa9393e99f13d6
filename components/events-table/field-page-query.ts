import { queryOptions } from '@tanstack/react-query';
import { api } from '@/components/api';
import { madeOf, untilWhole } from '@/components/server-data';
import { runKey } from '@/components/run-key';
import {
  itemsOf,
  member,
  membersOf,
  readExactJson,
  type ExactJson,
} from '@/components/ui/exact-json';
import type { FieldColumnId } from './event-columns';
import { PAGE_SIZE } from './event-page-query';
import type { RowsFilter } from './rows-filter';

/** The value of a field. Of a cut value, the JSON is a text with its first characters. */
export interface FieldValue {
  readonly json: ExactJson;
  readonly isCut: boolean;
}

/** The values of an event by path, without absent fields. */
export type EventFieldValues = ReadonlyMap<string, FieldValue>;

/** The events of the response are not needed, only the values beside them. */
const SHORTEST_LINE_BYTES = 1000;
const KEPT_FOR_MS = 30_000;

/**
 * The values of fields for one page of matches, by event id, as written in the files. They are apart from the events, so that a new
 * column fills without the rows being loaded again.
 */
export function fieldPageQuery(
  simulationId: string,
  criteria: RowsFilter,
  { page, fields }: { readonly page: number; readonly fields: readonly FieldColumnId[] },
) {
  return queryOptions({
    queryKey: runKey('event-fields', simulationId, criteria, { page, fields }),
    queryFn: async ({ signal }): Promise<ReadonlyMap<string, EventFieldValues>> => {
      const values = new Map<string, EventFieldValues>();
      const end = (page + 1) * PAGE_SIZE;
      let offset = page * PAGE_SIZE;
      let isTruncated = true;
      let isIndexing = false;
      // A response may be shorter than requested and says so; each one has at least one event.
      while (isTruncated && offset < end) {
        const text = await api.findEventsText(
          simulationId,
          { ...criteria, limit: end - offset, offset },
          { signal, isPartial: true, fields, maxLineBytes: SHORTEST_LINE_BYTES },
        );
        const json = readExactJson(text);
        for (const [id, each] of readFieldValues(json)) values.set(id, each);
        isIndexing ||= isOfPart(json);
        const count = itemsOf(json, 'events').length;
        isTruncated = member(json, 'truncated') !== undefined && count > 0;
        offset += count;
      }
      return isIndexing ? madeOf({ index: { state: 'indexing' } }, values) : values;
    },
    refetchInterval: untilWhole,
    gcTime: KEPT_FOR_MS,
    structuralSharing: false,
  });
}

/** Whether a response covers only the events that are indexed so far. */
function isOfPart(page: ExactJson): boolean {
  const index = member(page, 'index');
  const state = index === undefined ? undefined : member(index, 'state');
  return state?.kind === 'string' && state.value === 'indexing';
}

/** The values of fields in a page of events, by event id. */
export function readFieldValues(page: ExactJson): ReadonlyMap<string, EventFieldValues> {
  const fields = member(page, 'fields');
  const cut = member(page, 'cut_fields');
  const listed = fields === undefined ? [] : membersOf(fields);
  const cutPaths = new Map(
    (cut === undefined ? [] : membersOf(cut)).map(([id, paths]) => [id, textsOf(paths)]),
  );
  return new Map(
    listed.map(([id, values]) => [
      id,
      new Map(
        membersOf(values).map(([path, json]) => [
          path,
          { json, isCut: cutPaths.get(id)?.has(path) === true },
        ]),
      ),
    ]),
  );
}

function textsOf(list: ExactJson): ReadonlySet<string> {
  return new Set(membersOf(list).flatMap(([, item]) => (item.kind === 'string' ? item.value : [])));
}
