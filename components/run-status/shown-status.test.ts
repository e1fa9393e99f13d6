import { describe, expect, it } from 'vitest';
import type { IndexState, RunStatus } from '@/lib/api/contract';
import { shownStatus } from './shown-status';

const shown = (status: RunStatus, state: IndexState['state']) =>
  shownStatus({ status, index: { state, bytes_indexed: 1, bytes_total: 2 } });

describe('the shown status of a run', () => {
  it('is that it is being indexed, for a run that stopped long ago', () => {
    expect(shown('interrupted', 'indexing')).toBe('indexing');
    expect(shown('interrupted', 'ready')).toBe('interrupted');
    expect(shown('interrupted', 'failed')).toBe('interrupted');
  });

  it('stays as it is for a run that goes on, or that ended', () => {
    expect(shown('live', 'indexing')).toBe('live');
    expect(shown('finished', 'indexing')).toBe('finished');
  });
});
