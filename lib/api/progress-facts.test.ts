import { describe, expect, it } from 'vitest';
import { megabytesText, progressFacts, progressShare } from './progress-facts';

const MB = 1_000_000;

describe('the facts of progress', () => {
  it('are bytes, events, speed and the time left', () => {
    expect(
      progressFacts({
        bytes_indexed: 240 * MB,
        bytes_total: 560 * MB,
        events_indexed: 412_000,
        bytes_per_second: 35 * MB,
        seconds_left: 10,
      }),
    ).toEqual(['42 %', '240 of 560 MB', '412,000 events', '35 MB/s', '10 s left']);
  });

  it('are the known ones', () => {
    expect(progressFacts({ bytes_indexed: 0, bytes_total: 1_204 * MB })).toEqual([
      '0 %',
      '0.0 of 1,204 MB',
    ]);
  });

  it.each([
    [0, '0 s left'],
    [59, '59 s left'],
    [125, '2 min 05 s left'],
    [4_335, '1 h 12 min left'],
  ])('format %d seconds as %s', (seconds_left, text) => {
    const facts = progressFacts({ bytes_indexed: 1, bytes_total: 2, seconds_left });
    expect(facts.at(-1)).toBe(text);
  });

  it('never claim 100 % early, nor more of files that shrank', () => {
    expect(progressFacts({ bytes_indexed: 9_999, bytes_total: 10_000 })[0]).toBe('99 %');
    expect(progressShare({ bytes_indexed: 20, bytes_total: 10 })).toBe(1);
    expect(progressShare({ bytes_indexed: 0, bytes_total: 0 })).toBe(1);
  });

  it.each([
    [9_949_000, '9.9'],
    [9_950_000, '10'],
    [300_000, '0.3'],
  ])('round %d bytes to %s MB', (bytes, text) => {
    expect(megabytesText(bytes)).toBe(text);
  });
});
