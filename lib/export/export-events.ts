import type { EventLine } from '../events/event-line';
import type { TimeOrderedFilter } from '../filters/event-filter';
import type { ExportFormat } from '../filters/export-query';
import type { EventStore } from '../store/event-store';
import { encodeCsv, type CsvOptions } from './encode-csv';
import { encodeJsonl } from './encode-jsonl';
import { encodeParquet } from './encode-parquet';
import { exportFileName } from '../filters/export-file-name';

export interface ExportOptions extends CsvOptions {
  /** Ends the export. Requests for chunks then reject with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the number of events read so far. */
  readonly onProgress?: ((eventCount: number) => void) | undefined;
}

/** Events as a file. */
export interface EventExport {
  readonly contentType: string;
  /** The simulation's id, a description of the filter, and the format's ending. */
  readonly fileName: string;
  /** Each chunk is made on request. Errors are thrown, so that an incomplete file does not look complete. */
  readonly chunks: AsyncIterableIterator<Uint8Array>;
}

const CONTENT_TYPES: Readonly<Record<ExportFormat, string>> = {
  jsonl: 'application/jsonl',
  csv: 'text/csv; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
};

/**
 * Exports a snapshot of all matching events (or `filter.limit` of them). A consumer that stops early must call `return` of the
 * chunks, or abort the signal: until then the export keeps the index open.
 * @throws the errors of `EventStore.eachEvent` before its first batch
 */
export async function exportEvents(
  store: EventStore,
  simulationId: string,
  filter: TimeOrderedFilter,
  format: ExportFormat,
  { signal, onProgress, ...csv }: ExportOptions = {},
): Promise<EventExport> {
  const batches = store.eachEvent(simulationId, filter, { signal });
  const counted = onProgress === undefined ? batches : count(batches, onProgress);
  const chunks = encode(counted, format, csv);
  // Errors before the first chunk are thrown here.
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

/** A generator would not pass `return` on to `rest` before its first item was requested. */
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
