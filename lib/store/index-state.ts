import type { IndexProgress } from '../errors';

/** How much of a simulation's files is indexed; `failed` says why it went no further. */
export interface IndexState extends IndexProgress {
  readonly state: 'indexing' | 'ready' | 'failed';
  readonly error?: string;
}
