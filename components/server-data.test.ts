import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ApiProblemError, ApiUnreachableError } from '@/lib/api/client';
import { madeOf, toServerData, untilWhole } from './server-data';

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

describe('partial answers', () => {
  const part = {
    index: { state: 'indexing', bytes_indexed: 1, bytes_total: 2, events_indexed: 1 },
  } as const;
  const whole = {
    index: { state: 'ready', bytes_indexed: 2, bytes_total: 2, events_indexed: 2 },
  } as const;

  it('are refetched until they are whole, also as data made of them', () => {
    const intervalOf = (data: object | undefined) => untilWhole({ state: { data } });
    expect(intervalOf(part)).toBe(500);
    expect(intervalOf(madeOf(part, new Map()))).toBe(500);
    for (const data of [undefined, whole, {}, madeOf(whole, new Map()), madeOf({}, [])]) {
      expect(intervalOf(data)).toBe(false);
    }
  });

  it('are refetched in every file of the page that asks for them', () => {
    const files = readdirSync('components', { recursive: true, encoding: 'utf8' });
    const asking = files
      .filter((file) => /(?<!\.test)\.tsx?$/.test(file))
      // The server renders the first rows once; the page asks for them again.
      .filter((file) => !/^viewer\/(find-first-rows|preload-viewer)\.ts$/.test(file))
      .map((file) => [file, readFileSync(`components/${file}`, 'utf8')] as const)
      .filter(([, text]) => text.includes('isPartial: true'));
    expect(asking.length).toBeGreaterThan(5);
    const forgetful = asking.filter(([, text]) => !text.includes('refetchInterval: untilWhole'));
    expect(forgetful.map(([file]) => file)).toEqual([]);
  });
});
