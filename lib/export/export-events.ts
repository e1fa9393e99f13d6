import type { EventLine } from '../events/event-line';
import type { EventFilter } from '../filters/event-filter';
import type { ExportFormat } from '../filters/export-query';
import type { EventStore } from '../store/event-store';
import { encodeCsv, type CsvOptions } from './encode-csv';
import { encodeJsonl } from './encode-jsonl';
import { encodeParquet } from './encode-parquet';
import { exportFileName } from '../filters/export-file-name';

export interface ExportOptions extends CsvOptions {
  /** Ends the export; taking its chunks rejects with the signal's reason then. */
  readonly signal?: AbortSignal | undefined;
  /** Told how many events have been read so far. */
  readonly onProgress?: ((eventCount: number) => void) | undefined;
}

/** Events as a file. */
export interface EventExport {
  readonly contentType: string;
  /** The simulation's id, what the filter says, and the format's ending. */
  readonly fileName: string;
  /** Each is made when it is asked for; an error is thrown, so that half a file cannot pass for a whole one. */
  readonly chunks: AsyncIterableIterator<Uint8Array>;
}

const CONTENT_TYPES: Readonly<Record<ExportFormat, string>> = {
  jsonl: 'application/jsonl',
  csv: 'text/csv; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
};

/**
 * Exports all events that match (or `filter.limit` of them) as they are at this moment. Who takes the chunks no
 * further calls their `return`, or aborts the signal: the export holds the index open until then.
 * @throws what `EventStore.eachEvent` throws before its first batch
 */
export async function exportEvents(
  store: EventStore,
  simulationId: string,
  filter: EventFilter,
  format: ExportFormat,
  { signal, onProgress, ...csv }: ExportOptions = {},
): Promise<EventExport> {
  const batches = store.eachEvent(simulationId, filter, { signal });
  const counted = onProgress === undefined ? batches : count(batches, onProgress);
  const chunks = encode(counted, format, csv);
  // What goes wrong before there is anything to send is told here.
  const first = await chunks.next();
  return {
    contentType: CONTENT_TYPES[format],
    fileName: exportFileName(simulationId, filter, format),
    chunks: startWith(first, chunks),
  };
}

function encode(
  batches: AsyncIterable<readonly EventLine[]>,
  format: ExportFormat,
  options: CsvOptions,
): AsyncGenerator<Uint8Array> {
  switch (format) {
    case 'jsonl':
      return encodeJsonl(batches);
    case 'csv':
      return encodeCsv(batches, options);
    case 'parquet':
      return encodeParquet(batches);
  }
}

async function* count(
  batches: AsyncIterable<readonly EventLine[]>,
  onProgress: (eventCount: number) => void,
): AsyncGenerator<readonly EventLine[]> {
  let eventCount = 0;
  for await (const batch of batches) {
    eventCount += batch.length;
    onProgress(eventCount);
    yield batch;
  }
}

/** A generator would not pass `return` on to `rest` when it was never asked for an item. */
function startWith<Item>(
  first: IteratorResult<Item>,
  rest: AsyncGenerator<Item>,
): AsyncIterableIterator<Item> {
  let pending: IteratorResult<Item> | undefined = first;
  return {
    next() {
      const result = pending === undefined ? rest.next() : Promise.resolve(pending);
      pending = undefined;
      return result;
    },
    async return() {
      await rest.return(undefined);
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
