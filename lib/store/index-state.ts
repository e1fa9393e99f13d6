import type { IndexProgress } from '../errors';

/** The indexing progress of a simulation. With `failed`, the state includes the reason. */
export interface IndexState extends IndexProgress {
  readonly state: 'indexing' | 'ready' | 'failed';
  readonly error?: string;
}
