import { describe, expect, it, vi } from 'vitest';
import {
  EventFilesUnreadableError,
  EventNotFoundError,
  IndexNotReadyError,
  InvalidEventError,
  InvalidParametersError,
  isCausewayError,
  SimulationNotFoundError,
} from './errors';

const FAMILY = [
  new SimulationNotFoundError('sim'),
  new EventNotFoundError('sim', 'event'),
  new InvalidParametersError([{ parameter: 'limit', value: 'x', reason: 'not a number' }]),
  new IndexNotReadyError('sim', { bytes_indexed: 1, bytes_total: 2 }),
  new EventFilesUnreadableError('gone'),
  new InvalidEventError([]),
];

describe('the family of errors', () => {
  it('knows each of its own, by a code of its own', () => {
    expect(FAMILY.filter((error) => !isCausewayError(error))).toEqual([]);
    expect(new Set(FAMILY.map((error) => error.code)).size).toBe(FAMILY.length);
  });

  it('recognizes errors from another copy of the module', async () => {
    vi.resetModules();
    const copy = await import('./errors');
    const error: unknown = new copy.SimulationNotFoundError('sim');
    expect(error).not.toBeInstanceOf(SimulationNotFoundError);
    expect(isCausewayError(error)).toBe(true);
    expect(isCausewayError(error) && error.code).toBe('simulation_not_found');
  });

  it.each([new Error('other'), { code: 'simulation_not_found' }, 'text', null, undefined])(
    'does not know %o',
    (other) => {
      expect(isCausewayError(other)).toBe(false);
    },
  );
});
