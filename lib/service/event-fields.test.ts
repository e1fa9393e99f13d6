import { describe, expect, it } from 'vitest';
import { readEventFields } from './event-fields';

const line = (event_id: string, details: string) => ({
  event_id,
  text: `{"event_id":"${event_id}", "details": ${details}}`,
});

describe('readEventFields', () => {
  it('gives the JSON of each field as written, and leaves out absent ones', async () => {
    const lines = [
      line('a', '{"price": 1.0, "big":12345678901234567890, "order":{"side":"buy\\n"}}'),
      line('b', '{"price":null,"order":[1]}'),
      line('c', 'null'),
    ];
    const paths = ['details.price', 'details.big', 'details.order.side'];
    expect(await readEventFields(lines, paths)).toEqual({
      a: {
        'details.price': { json: '1.0', isCut: false },
        'details.big': { json: '12345678901234567890', isCut: false },
        'details.order.side': { json: '"buy\\n"', isCut: false },
      },
      b: { 'details.price': { json: 'null', isCut: false } },
      c: {},
    });
  });

  it('cuts long values, and reads them in lines of any length', async () => {
    const text = 'x'.repeat(1_000_000);
    const lines = [line('a', `{"note":"${text}","deep":{"n":7}}`)];
    expect(await readEventFields(lines, ['details.note', 'details.deep.n'])).toEqual({
      a: {
        'details.note': { json: `"${text.slice(0, 999)}`, isCut: true },
        'details.deep.n': { json: '7', isCut: false },
      },
    });
  });

  it('quotes a path that is none', async () => {
    await expect(readEventFields([], ['price'])).rejects.toThrow(
      'fields="price": expected a path such as details.price',
    );
  });
});
