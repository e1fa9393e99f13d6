import { afterEach, describe, expect, it, vi } from 'vitest';
import { problemSchema } from '../api/contract';
import { answer } from './answer';

// The store is not bundled with the routes, so its errors come from another copy of the module.
vi.resetModules();
const errors = await import('../errors');

afterEach(() => {
  vi.restoreAllMocks();
});

async function problemOf(error: Error) {
  const response = await answer(() => Promise.reject(error));
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.get('cache-control')).toBe('no-store');
  return { response, problem: problemSchema.parse(await response.json()) };
}

describe('an error of a handler', () => {
  it.each([
    [404, new errors.SimulationNotFoundError('sim')],
    [404, new errors.EventNotFoundError('sim', 'event')],
    [422, new errors.InvalidParametersError([])],
    [503, new errors.IndexNotReadyError('sim', { bytes_indexed: 1, bytes_total: 2 })],
    [500, new errors.EventFilesUnreadableError('gone')],
    [500, new errors.InvalidEventError([])],
  ])('is a problem of status %d with its own code and words: %s', async (status, error) => {
    const log = vi.spyOn(console, 'error');
    const { response, problem } = await problemOf(error);
    expect(response.status).toBe(status);
    expect(problem).toMatchObject({ status, code: error.code, detail: error.message });
    expect(log).not.toHaveBeenCalled();
  });

  it('names each bad parameter', async () => {
    const bad = [{ parameter: 'limit', value: 'x', reason: 'not a number' }];
    const { problem } = await problemOf(new errors.InvalidParametersError(bad));
    expect(problem.errors).toEqual(bad);
  });

  it('reports the progress of the index and when to retry', async () => {
    const progress = {
      bytes_indexed: 10,
      bytes_total: 40,
      events_indexed: 3,
      bytes_per_second: 5,
      seconds_left: 6,
    };
    const { response, problem } = await problemOf(
      new errors.IndexNotReadyError('sim', progress, 2),
    );
    expect(response.headers.get('retry-after')).toBe('1');
    expect(problem.detail).toContain('Simulation "sim" and 2 more are being indexed');
    expect(problem.index).toEqual(progress);
  });

  it('is logged and hidden from the client when it is unexpected', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const error = new TypeError('secret path /home/me');
    const { response, problem } = await problemOf(error);
    expect(response.status).toBe(500);
    expect(problem.code).toBe('internal_error');
    expect(JSON.stringify(problem)).not.toContain('secret');
    expect(log).toHaveBeenCalledExactlyOnceWith(error);
  });
});
