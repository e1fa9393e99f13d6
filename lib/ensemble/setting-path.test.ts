import { describe, expect, it } from 'vitest';
import { flattenSettings, withSetting } from './setting-path';

const CONFIG = {
  simulation: { name: 'Two farms', max_turns: 40, termination: {} },
  engine: {
    goods: [
      { name: 'grain', price: 20 },
      { name: 'bread.white', price: 30 },
    ],
  },
  agents: [{ name: 'north', tags: ['a', 'b'] }, { name: 'north' }],
  seed: null,
};

describe('settings of a configuration', () => {
  it('are the innermost members, by path; items with names of their own are named', () => {
    expect([...flattenSettings(CONFIG)]).toEqual([
      ['simulation.name', 'Two farms'],
      ['simulation.max_turns', 40],
      ['simulation.termination', {}],
      ['engine.goods.grain.name', 'grain'],
      ['engine.goods.grain.price', 20],
      [String.raw`engine.goods.bread\.white.name`, 'bread.white'],
      [String.raw`engine.goods.bread\.white.price`, 30],
      ['agents.0.name', 'north'],
      ['agents.0.tags.0', 'a'],
      ['agents.0.tags.1', 'b'],
      ['agents.1.name', 'north'],
      ['seed', null],
    ]);
  });

  it('are replaced one at a time, each by its own path', () => {
    for (const [path] of flattenSettings(CONFIG)) {
      if (path.endsWith('name')) continue;
      const changed = withSetting(CONFIG, path, 'changed');
      const before = new Map(flattenSettings(CONFIG));
      expect(flattenSettings(changed)).toEqual(before.set(path, 'changed'));
    }
    expect(CONFIG.engine.goods[0]).toEqual({ name: 'grain', price: 20 });
  });

  it('may be whole sections', () => {
    expect(withSetting(CONFIG, 'engine.goods.grain', 1)).toMatchObject({
      engine: { goods: [1, { name: 'bread.white' }] },
    });
  });

  it.each([
    '',
    'engine.good',
    'engine.goods.0',
    'engine..goods',
    'agents.2',
    '__proto__',
    'seed.x',
  ])('do not exist at %s', (path) => {
    expect(() => withSetting(CONFIG, path, 1)).toThrow(`there is no setting ${path}`);
  });

  it('are bounded in number and depth', () => {
    const wide = Object.fromEntries(Array.from({ length: 9000 }, (_, at) => [String(at), at]));
    expect(flattenSettings(wide).size).toBe(5000);
    let deep: unknown = 1;
    for (let depth = 0; depth < 5000; depth++) deep = [deep];
    expect(flattenSettings(deep).size).toBe(0);
  });
});
