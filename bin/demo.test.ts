import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MARKET_STORY_ID } from '../lib/testing/market-story';
import { scanFolder } from '../lib/testing/scan-files';
import { makeTempRoot } from '../lib/testing/temp-root';
import { makeDemoSimulation } from './demo';

describe('makeDemoSimulation', () => {
  it('writes a whole simulation in three parts where there is no root yet', async () => {
    const { path: temp } = await makeTempRoot(onTestFinished);
    const root = path.join(temp, 'output');
    const demo = await makeDemoSimulation(root);
    expect(demo).toMatchObject({ path: path.join(root, MARKET_STORY_ID), files: { length: 3 } });
    expect(await readdir(root)).toEqual([MARKET_STORY_ID]);
    expect(await readdir(path.join(root, MARKET_STORY_ID))).toContain('config.json');
    const scan = scanFolder(path.join(root, MARKET_STORY_ID)).describe();
    expect(scan).toMatchObject({
      event_count: demo?.events,
      invalid_line_count: 0,
      unfinished_bytes: 0,
    });
    expect(scan.files.map(({ name }) => name)).toEqual(demo?.files);
  });

  it('leaves a root alone that holds anything', async () => {
    const { path: root } = await makeTempRoot(onTestFinished);
    await mkdir(path.join(root, 'mine'));
    await writeFile(path.join(root, 'mine', 'events.jsonl'), '');
    expect(await makeDemoSimulation(root)).toBeUndefined();
    expect(await readdir(root)).toEqual(['mine']);
  });

  it('is made once when two start together', async () => {
    const { path: root } = await makeTempRoot(onTestFinished);
    const made = await Promise.all([makeDemoSimulation(root), makeDemoSimulation(root)]);
    expect(made.filter((demo) => demo !== undefined)).toHaveLength(1);
    expect(await readdir(root)).toEqual([MARKET_STORY_ID]);
  });
});
