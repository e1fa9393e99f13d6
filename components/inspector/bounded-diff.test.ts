import { describe, expect, it } from 'vitest';
import { createBoundedDiff } from './bounded-diff';

const many = (name: string, count: number) =>
  Array.from({ length: count }, (_, at) => `${name}${at}`);

function outline(...[before, after]: Parameters<ReturnType<typeof createBoundedDiff>>) {
  return createBoundedDiff()(before, after).map(outlineOf);
}

function outlineOf({ added, removed, count }: { added: boolean; removed: boolean; count: number }) {
  return `${added ? '+' : removed ? '-' : '='}${count}`;
}

describe('createBoundedDiff', () => {
  it('keeps what is common in the middle of a change', () => {
    expect(outline(['x', 'keep', 'y'], ['keep', 'z'])).toEqual(['-1', '=1', '-1', '+1']);
  });

  it('finds a change near the end of a long sequence', () => {
    const items = many('a', 100_000);
    expect(outline(items, items.toSpliced(99_000, 3, 'new'))).toEqual([
      '=99000',
      '-3',
      '+1',
      '=997',
    ]);
  });

  it('is bounded: sequences that differ by too much are replaced as a whole', () => {
    expect(outline(many('a', 400), many('b', 400))).toEqual(['-400', '+400']);
    expect(outline(['head', ...many('a', 400)], ['head', ...many('b', 400)])).toEqual([
      '-401',
      '+401',
    ]);
  });

  it('is bounded in all its calls together', () => {
    const diff = createBoundedDiff();
    const compare = () => diff(['head', ...many('a', 150)], ['head', ...many('b', 150)]);
    expect(compare().map(outlineOf)).toEqual(['=1', '-150', '+150']);
    expect(compare().map(outlineOf)).toEqual(['-151', '+151']);
  });
});
