import { expect, it } from 'vitest';
import { readCompareView, SHOWN_SERIES, writeCompareView } from './compare-view';

it('restores all of a view, and has no parameter for initial values', () => {
  const query = 'a=one&b=two&ignore=price&ignore=details.x&turn=7&row=12&page=2&only=differences';
  const { view, ignored } = readCompareView(new URLSearchParams(query));
  expect(ignored).toEqual([]);
  expect(view).toEqual({
    a: 'one',
    b: 'two',
    ignored: ['price', 'details.x'],
    turn: 7,
    place: 12,
    page: 2,
    only: 'differences',
    series: SHOWN_SERIES,
  });
  expect(writeCompareView(view).toString()).toBe(query);
  const first = readCompareView(new URLSearchParams('a=one&b=two')).view;
  expect(writeCompareView(first).toString()).toBe('a=one&b=two');
});

it('names a parameter that cannot be read, and keeps the others', () => {
  const { view, ignored } = readCompareView(new URLSearchParams('a=one&turn=soon'));
  expect(ignored.map(({ parameter }) => parameter)).toEqual(['turn']);
  expect(view.a).toBe('one');
  expect(view.turn).toBeNull();
});
