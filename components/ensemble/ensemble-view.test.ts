import { expect, it } from 'vitest';
import { namesRuns, readEnsembleView, writeEnsembleView } from './ensemble-view';

const WHOLE = new URLSearchParams([
  ['runs', 'market_*'],
  ['runs', 'a&b'],
  ['name', 'Market crisis'],
  ['question', 'variable=grain_price&operator=over&value=300&turn_end=24'],
  ['question', 'event_types=ACTION&events_at_least=3'],
  ['variable', 'juno:cash'],
  ['by', ''],
  ['answers', 'yes'],
  ['sort', 'highest:juno:cash'],
  ['order', 'desc'],
  ['run', 'market_7'],
  ['tick', 'market_1'],
  ['tick', 'market_2'],
  ['detail', 'value'],
  ['nodes', '24'],
  ['table', 'bands'],
]).toString();

it('a link restores every part of the view', () => {
  const { view, ignored } = readEnsembleView(new URLSearchParams(WHOLE));
  expect(ignored).toEqual([]);
  expect(view.question).toEqual([
    { variable: 'grain_price', operator: 'over', value: 300, turn_end: 24 },
    { event_types: ['ACTION'], events_at_least: 3 },
  ]);
  expect(writeEnsembleView(view)).toBe(WHOLE);
});

it('a view as it begins has nothing in its address', () => {
  const { view } = readEnsembleView(new URLSearchParams());
  expect(writeEnsembleView(view)).toBe('');
  expect(namesRuns(view)).toBe(false);
});

it('a parameter that cannot be read is left out and named', () => {
  const query = new URLSearchParams('like=run-1&question=variable=x&nodes=1&table=rows');
  const { view, ignored } = readEnsembleView(query);
  expect(ignored.map(({ parameter }) => parameter).sort()).toEqual(['nodes', 'question', 'table']);
  expect(view).toMatchObject({ like: 'run-1', question: [], nodes: 12, tables: [] });
  expect(namesRuns(view)).toBe(true);
});
