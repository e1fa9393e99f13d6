import { preload } from 'react-dom';
import { PAGE_SIZE } from '@/components/events-table/event-page-query';
import { rowsFilter } from '@/components/events-table/rows-filter';
import { readLayout, showsEffects } from '@/components/events-table/table-layout';
import { MAX_LINE_BYTES } from '@/components/max-line-bytes';
import { eventPagePath, simulationPath } from '@/lib/api/client';
import { readViewState } from './view-state';

/**
 * Has the browser send the explorer's first requests as soon as it has the page, while the scripts are still loading. Only for
 * rendering on the server; no effect in the browser.
 */
export function preloadViewer(
  simulationId: string,
  query: URLSearchParams,
  layout: string | null,
): void {
  if (typeof window !== 'undefined') return;
  const { view } = readViewState(query);
  const filter = { ...rowsFilter(view.criteria, view), limit: PAGE_SIZE, offset: 0 };
  const options = {
    isPartial: true,
    countsEffects: showsEffects(readLayout(layout)),
    maxLineBytes: MAX_LINE_BYTES,
  };
  for (const path of [simulationPath(simulationId), eventPagePath(simulationId, filter, options)]) {
    preload(path, { as: 'fetch', crossOrigin: 'anonymous' });
  }
}
