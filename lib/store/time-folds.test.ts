import { describe, expect, it } from 'vitest';
import { InvalidParametersError } from '../errors';
import { foldTime, readFolds } from './time-folds';

const DAY = 86_400_000_000n;
const EPOCH = '1970-01-01';

describe('folds', () => {
  it('are in order, and one where they touch or overlap', () => {
    const folds = ['1970-01-05/1970-01-06', `${EPOCH}/1970-01-02`, '1970-01-02/1970-01-03'];
    expect(readFolds([...folds, '1970-01-05T12:00/1970-01-07'])).toEqual([
      { start: 0n, end: 2n * DAY },
      { start: 4n * DAY, end: 6n * DAY },
    ]);
  });

  it('take no width', () => {
    const folds = readFolds([`${EPOCH}/1970-01-02`, '1970-01-05/1970-01-06']);
    expect(
      [-1n, 0n, 5n, DAY, 2n * DAY, 4n * DAY + 1n, 9n * DAY].map((time) => foldTime(time, folds)),
    ).toEqual([...[-1n, 0n, 0n, 0n, DAY, 3n * DAY, 7n * DAY]]);
  });

  it.each([
    '',
    EPOCH,
    `${EPOCH}/${EPOCH}`,
    `1970-01-02/${EPOCH}`,
    `${EPOCH}/soon`,
    `${EPOCH}/1970-01-02/1970-01-03`,
  ])('are not %j', (text) => {
    expect(() => readFolds([text])).toThrow(InvalidParametersError);
  });
});
