import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidParametersError } from '../errors';
import { arbitraryEventFiles, arbitraryEventFilter } from '../testing/arbitrary-event-files';
import { HOSTILE_LINES } from '../testing/hostile-lines';
import { scanFiles } from '../testing/scan-files';
import { matchCriteria } from './match-criteria';

describe('matchCriteria', () => {
  it('agrees with the scan that every store agrees with', () => {
    fc.assert(
      fc.property(arbitraryEventFiles, arbitraryEventFilter, (files, filter) => {
        const scan = scanFiles(files);
        const { sort, order, limit, offset, ...criteria } = filter;
        const isMatch = matchCriteria(criteria);
        const matches = scan.events.filter(({ event, text }) => isMatch(event, text));
        expect(matches.map(({ event_id, text }) => ({ event_id, text }))).toEqual(
          scan.findEvents({ ...criteria, limit: 10_000 }).events,
        );
      }),
    );
  });

  it('reads half a surrogate pair as an index does', () => {
    const bytes = Buffer.concat(HOSTILE_LINES.flatMap((line) => [line.bytes, Buffer.from('\n')]));
    const scan = scanFiles([{ name: 'events.jsonl', bytes }]);
    for (const agent of scan.describe().agents) {
      const criteria = { agent_ids: [agent.agent_id] };
      const isMatch = matchCriteria(criteria);
      expect(scan.events.filter(({ event, text }) => isMatch(event, text))).toHaveLength(
        agent.event_count,
      );
    }
  });

  it('names the invalid time', () => {
    expect(() => matchCriteria({ end_timestamp: 'soon' })).toThrow(InvalidParametersError);
  });
});
