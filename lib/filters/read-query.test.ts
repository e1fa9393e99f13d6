import { describe, expect, it } from 'vitest';
import { InvalidParametersError } from '../errors';
import { eventFilterSchema } from './event-filter';
import { readQuery, writeQuery } from './read-query';

const read = (query: string) => readQuery(eventFilterSchema, new URLSearchParams(query));

describe('readQuery', () => {
  it('reads every parameter of a filter', () => {
    expect(
      read(
        'start_timestamp=2026-10-04&end_timestamp=2026-10-05T00:00:00Z&event_types=STATE&event_types=x' +
          '&agent_ids=&kinds=trade&kinds=&turn_start=1&turn_end=9&q=%20grain+price%20' +
          '&where=details.a>1&outcomes=failed&outcomes=none&exclude_event_types=ENV&exclude_agent_ids=ada&exclude_kinds=a&exclude_kinds=b' +
          '&order=desc&limit=10000&offset=5',
      ),
    ).toEqual({
      start_timestamp: '2026-10-04',
      end_timestamp: '2026-10-05T00:00:00Z',
      event_types: ['STATE', 'x'],
      agent_ids: [''],
      kinds: ['trade', ''],
      turn_start: 1,
      turn_end: 9,
      q: 'grain price',
      where: ['details.a>1'],
      outcomes: ['failed', 'none'],
      exclude_event_types: ['ENV'],
      exclude_agent_ids: ['ada'],
      exclude_kinds: ['a', 'b'],
      order: 'desc',
      limit: 10_000,
      offset: 5,
    });
  });

  it('reads the output of writeQuery', () => {
    const filter = read(
      'event_types=A%26B&event_types=%C3%A5&start_timestamp=2026-10-04T14:00:00%2B02:00&limit=7',
    );
    expect(readQuery(eventFilterSchema, writeQuery(filter))).toEqual(filter);
    expect(filter.start_timestamp).toBe('2026-10-04T14:00:00+02:00');
  });

  it('puts back the plus of an offset that arrived as a space, and touches no other space', () => {
    expect(read('start_timestamp=2026-10-04T14:00:00+02:00').start_timestamp).toBe(
      '2026-10-04T14:00:00+02:00',
    );
    expect(read('start_timestamp=2026-10-04+14:00').start_timestamp).toBe('2026-10-04 14:00');
  });

  it.each([
    'limit=0',
    'limit=10001',
    'limit=1e3',
    'limit= 5',
    'limit=',
    'offset=-1',
    'turn_end=99999999999999999',
    'outcomes=failed&outcomes=bad',
    'sort=kind',
    'where=price>3',
    'where=details.a=1&'.repeat(9),
    'q=',
    'q=+',
    `q=${'x'.repeat(501)}`,
  ])('refuses %s', (query) => {
    expect(() => read(query)).toThrow(InvalidParametersError);
  });

  it('refuses a repeated parameter that takes one value', () => {
    expect(() => read('limit=1&limit=1')).toThrow('limit="1, 1": given more than once');
  });
});
