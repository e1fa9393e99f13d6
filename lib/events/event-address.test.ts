import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { addressOf, isDigestAddress } from './event-address';
import { readEventLine } from './read-event';

const MEGABYTE = 'x'.repeat(1024 * 1024);

describe('addressOf', () => {
  it.each(['01K6RFJ1A2B3C4D5E6F7G8H9J0', 'a/b', '%00', 'a\nb', '~', '@0:12', 'é'.repeat(128)])(
    'is the id %j itself when it fits into a URL',
    (id) => {
      expect(addressOf(id)).toBe(id);
    },
  );

  it.each([
    ...[MEGABYTE, 'é'.repeat(129), 'a'.repeat(257), '\ud800', 'a\udc00b', '.', '..'],
    ...['__proto__', 'constructor', 'toString'],
  ])('is a digest of an id that does not fit', (id) => {
    expect(addressOf(id)).toMatch(/^~[0-9a-f]{32}$/);
    expect(isDigestAddress(addressOf(id))).toBe(true);
    expect(addressOf(addressOf(id))).toBe(addressOf(id));
  });

  it('differs for different ids, even when UTF-8 encodes both alike', () => {
    const ids = ['\ud800', '\ud801', '\udc00', '\ufffd', 'a\ud800', 'a\ud800\ud800', 'a\ufffd'];
    expect(new Set(ids.map(addressOf)).size).toBe(ids.length);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        expect(addressOf(a) === addressOf(b)).toBe(a === b);
      }),
      { seed: 31 },
    );
  });

  it('is used for causes, too', () => {
    const line = (fields: object): string =>
      JSON.stringify({ timestamp: '2026-10-04', turn_number: 1, event_type: 'STATE', ...fields });
    const { event: cause } = readEventLine(line({ event_id: MEGABYTE }));
    const { event } = readEventLine(line({ event_id: 'e', caused_by: [MEGABYTE, '\ud800', 'b'] }));
    expect(event?.caused_by).toEqual([cause?.event_id, addressOf('\ud800'), 'b']);
  });
});
