import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { InvalidConfigError } from '../../errors';
import { EXAMPLES, readExample } from '../../testing/run-simulation';
import { makeTempRoot } from '../../testing/temp-root';
import { loadParts } from '../load-parts';
import { SimulationConfig } from './simulation-config';

const RIGHT = {
  simulation: { name: 'Right', max_turns: 3 },
  engine: { type: 'market' },
  agents: [{ name: 'ada', type: 'simple' }],
};

async function writeYaml(text: string): Promise<string> {
  const { path: folder } = await makeTempRoot(onTestFinished);
  const file = path.join(folder, 'simulation.yaml');
  await writeFile(file, text);
  return file;
}

/** The problem with a configuration that is valid except for this change. */
async function problemOf(change: object): Promise<string> {
  try {
    const config = SimulationConfig.fromObject({ ...RIGHT, ...change });
    await loadParts(config, {});
    return 'nothing';
  } catch (error) {
    if (error instanceof InvalidConfigError) return error.message;
    throw error;
  }
}

describe('SimulationConfig', () => {
  it('reads configurations of llm-sim, and keeps unknown members', async () => {
    const file = new URL(
      '../../../e2e/fixtures/llm-sim/Sample_Economy_3agents_20261122_063955_01/config.json',
      import.meta.url,
    ).pathname;
    const { sections } = await SimulationConfig.fromYaml(file);
    expect(sections.simulation).toMatchObject({ name: 'Sample Economy', max_turns: 8 });
    expect(sections).toMatchObject({ llm: null, spatial: null, state_variables: null });
    expect(sections.agents[1]).toMatchObject({ initial_economic_strength: null });
  });

  it.each(EXAMPLES)('reads the example %s', async (name) => {
    await expect(loadParts(await readExample(name), {})).resolves.toBeDefined();
  });

  it('reports all problems of a file at once, with line numbers', async () => {
    const file = await writeYaml(
      [
        'simulation:',
        '  name: Wrong',
        '  max_turns: 0',
        'engine: { type: market }',
        'agents:',
        '  - { name: ada, type: simple }',
        '  - { name: ada }',
      ].join('\n'),
    );
    const reading = SimulationConfig.fromYaml(file);
    await expect(reading).rejects.toThrow(InvalidConfigError);
    await expect(reading).rejects.toThrow(`${file}:3: simulation.max_turns=0: `);
    await expect(reading).rejects.toThrow(`${file}:7: agents[1].type=nothing: `);
  });

  it.each([
    ['is not there', undefined, 'ENOENT'],
    ['is not YAML', 'simulation: [1, 2', ':1: this is not YAML'],
    [
      'has a repeated name',
      'engine: {}\nengine: {}',
      ':2: this is not YAML: Map keys must be unique',
    ],
    ['is not an object', '- 1', 'expected object'],
    [
      'grows when it is read',
      `a: &a [${'x,'.repeat(99)}]\nb: &b [${'*a,'.repeat(99)}]\nc: [${'*b,'.repeat(99)}]`,
      'alias',
    ],
  ])('refuses a file that %s', async (_name, text, reason) => {
    const file = text === undefined ? '/no/such/file.yaml' : await writeYaml(text);
    const reading = SimulationConfig.fromYaml(file);
    await expect(reading).rejects.toThrow(InvalidConfigError);
    await expect(reading).rejects.toThrow(reason);
  });

  it.each([
    [{ agents: [] }, 'agents=[]: '],
    [
      {
        agents: [
          { name: 'a', type: 'simple' },
          { name: 'a', type: 'bold' },
        ],
      },
      'agents[1].name="a": expected a name that no other agent has',
    ],
    [{ simulation: { ...RIGHT.simulation, max_turns: 1.5 } }, 'simulation.max_turns=1.5: '],
    [
      { simulation: { ...RIGHT.simulation, termination: { min_value: 5, max_value: 1 } } },
      'simulation.termination=',
    ],
    [{ engine: { type: 'chess' } }, 'engine.type="chess": expected one of market, simple_economic'],
    [{ agents: [{ name: 'a', type: 'wise' }] }, 'agents[0].type="wise": expected one of simple'],
    [{ validator: { type: 'strict' } }, 'validator.type="strict": expected one of basic, llm'],
    [{ engine: { type: 'market', bank: 'nobody' } }, 'engine.bank="nobody": expected one of ada'],
    [
      { engine: { type: 'market', goods: [{ name: 'a', price: -1 }] } },
      'engine.goods[0].price=-1: ',
    ],
    [
      { agents: [{ name: 'a', type: 'simple', consumes: { gold: 1 } }] },
      'agents[0].consumes="gold": expected one of goods',
    ],
    [
      { agents: [{ name: 'a', type: 'simple', initial_economic_strength: 'much' }] },
      'agents[0].initial_economic_strength="much": ',
    ],
    [{ llm: { model: 'm', host: 'localhost:1' } }, 'llm.host="localhost:1": '],
    [{ llm: { model: 'm', timeout: 0 } }, 'llm.timeout=0: '],
    [
      { agents: [{ name: 'a', type: 'x', module: './gone.mjs' }] },
      'agents[0].module="./gone.mjs": ',
    ],
  ])('refuses %j', async (change, problem) => {
    expect(await problemOf(change)).toContain(problem);
  });
});

describe('a part of one’s own', () => {
  it('is made by the configured module, relative to the configuration file', async () => {
    const file = await writeYaml(
      JSON.stringify({
        ...RIGHT,
        agents: [{ name: 'ada', type: 'own', module: './ada.mjs', mood: 'bright' }],
      }),
    );
    await writeFile(
      path.join(path.dirname(file), 'ada.mjs'),
      `export default ({ config }) => ({
         decide: () => ({ decision_type: config.mood, description: 'As ' + config.name + ' likes it' }),
       });`,
    );
    const { agents } = await loadParts(await SimulationConfig.fromYaml(file), {});
    expect(agents.get('ada')?.decide.length).toBe(0);
  });

  it.each([
    ['exports nothing', '', 'expected a function as its default export'],
    [
      'makes something else',
      'export default () => ({ think() {} })',
      'expected its default export to make something with a method decide',
    ],
    ['throws', 'throw new Error("not today")', 'not today'],
  ])('is refused when its module %s', async (_name, source, reason) => {
    const file = await writeYaml(
      JSON.stringify({ ...RIGHT, agents: [{ name: 'ada', type: 'own', module: 'ada.mjs' }] }),
    );
    await writeFile(path.join(path.dirname(file), 'ada.mjs'), source);
    const loading = loadParts(await SimulationConfig.fromYaml(file), {});
    await expect(loading).rejects.toThrow(InvalidConfigError);
    await expect(loading).rejects.toThrow(reason);
  });
});
