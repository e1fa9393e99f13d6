import { describe, expect, it } from 'vitest';
import { ApiProblemError, ApiUnreachableError } from '@/lib/api/client';
import { toServerData } from './server-data';

const refetch = () => Promise.reject(new Error('not requested'));
const asked = { data: undefined, error: null, failureReason: null, refetch };

describe('toServerData', () => {
  it('is loading until something is known', () => {
    expect(toServerData(asked).state).toBe('loading');
  });

  it('reports the progress of the index while it retries', () => {
    const failureReason = new ApiProblemError({
      type: 'about:blank',
      title: 'Index not ready',
      status: 503,
      detail: 'wait',
      code: 'index_not_ready',
      index: { bytes_indexed: 430, bytes_total: 1000 },
    });
    expect(toServerData({ ...asked, failureReason })).toEqual({
      state: 'indexing',
      index: { bytes_indexed: 430, bytes_total: 1000 },
    });
  });

  it('keeps its data when a refetch failed', () => {
    const error = new ApiUnreachableError('gone');
    expect(toServerData({ ...asked, data: 7, error, failureReason: error })).toEqual({
      state: 'ready',
      data: 7,
    });
    expect(toServerData({ ...asked, error, failureReason: error }).state).toBe('failed');
  });
});
