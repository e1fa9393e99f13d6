import type { CriteriaChange } from '@/lib/filters/event-filter';

/** Changes the filter of the page. `push` is a step for Back, `replace` is none. Default `push`. */
export type FilterNavigation = (change: CriteriaChange, history?: 'push' | 'replace') => void;
