import { truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { makeTempRoot } from '../testing/temp-root';
import { nameInConfig, readSimulationName, saysResult, whyDocumentUnread } from './run-document';

it.each([
  ['', 'empty'],
  ['{"simulation": {"name": "Mar', 'not JSON'],
  ['[1,2]', 'not a JSON object'],
  ['"Market"', 'not a JSON object'],
  [Buffer.from('{"simulation": {"name": "Market"}}', 'utf16le'), 'not JSON'],
  [Buffer.from([0x7b, 0xff, 0x7d]), 'not UTF-8 text'],
  ['{"simulation": {"name": {"first": "Market"}}}', 'its simulation.name is not a text'],
  ['{"simulation": {"name": ""}}', 'its simulation.name is empty'],
])('reports why the configuration %j is not read', async (content, reason) => {
  const { path: directory } = await makeTempRoot(onTestFinished);
  await writeFile(path.join(directory, 'config.json'), content);
  expect(await whyDocumentUnread(directory, 'config.json')).toBe(reason);
  expect(await readSimulationName(directory)).toBeUndefined();
});

it.each(['{}', '{"simulation": 1}', '{"simulation": {"name": "Market"}}', '\ufeff{}'])(
  'reads the configuration %s',
  async (content) => {
    const { path: directory } = await makeTempRoot(onTestFinished);
    await writeFile(path.join(directory, 'config.json'), content);
    expect(await whyDocumentUnread(directory, 'config.json')).toBeUndefined();
  },
);

it('reports why a result is not read', async () => {
  const { path: directory } = await makeTempRoot(onTestFinished);
  const file = path.join(directory, 'result.json');
  await writeFile(file, '[1,2]');
  expect(await whyDocumentUnread(directory, 'result.json')).toBe('not a JSON object');
  await truncate(file, 3 * 1024 ** 3);
  expect(await whyDocumentUnread(directory, 'result.json')).toBe('larger than 4194304 bytes');
});

it('finds the name', () => {
  expect(nameInConfig(Buffer.from('{"simulation": {"name": "Market"}}'))).toBe('Market');
  expect(nameInConfig(Buffer.from('{"simulation": {}}'))).toBeUndefined();
});

it('treats an empty result as being written, and ignores a huge one', () => {
  expect([0, 2, 3 * 1024 ** 3].map(saysResult)).toEqual([false, true, false]);
});
