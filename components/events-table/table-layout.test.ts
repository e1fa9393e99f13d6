import { describe, expect, it } from 'vitest';
import { layoutCookie, readLayout, writeLayout } from './table-layout';

const DEFAULT = { visibility: {}, widths: {}, time: 'clock' };

describe('readLayout', () => {
  it('reads what was chosen', () => {
    const chosen = { visibility: { kind: false }, widths: { agent: 150 }, time: 'since-row' };
    expect(readLayout(JSON.stringify(chosen))).toEqual(chosen);
  });

  it.each([null, '', 'no json', '7', '[]'])('begins anew with %j', (text) => {
    expect(readLayout(text)).toEqual(DEFAULT);
  });

  it('passes over what it does not know and keeps the rest', () => {
    const odd = { visibility: 'all', widths: { agent: -5 }, time: 'since-row', extra: 1 };
    expect(readLayout(JSON.stringify(odd))).toEqual({ ...DEFAULT, time: 'since-row' });
  });
});

describe('layoutCookie', () => {
  it('keeps a layout in a value that cookies can have, for the pages that show it', () => {
    const layout = readLayout('{"visibility":{"kind":false},"widths":{"agent":150.5}}');
    const [pair = '', ...attributes] = layoutCookie(writeLayout(layout)).split('; ');
    const [name, value = ''] = pair.split('=');
    expect(name).toBe('causeway_table');
    expect(value).toMatch(/^[\w.%-]+$/);
    expect(readLayout(decodeURIComponent(value))).toEqual(layout);
    expect(attributes).toContain('path=/view');
  });
});
