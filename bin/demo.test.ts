import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { EVENT_TYPES } from '../lib/events/event-type';
import type { StoredEvent } from '../lib/events/read-event';
import { readEvents } from '../lib/testing/run-simulation';
import { scanFolder } from '../lib/testing/scan-files';
import { makeTempRoot } from '../lib/testing/temp-root';
import { makeDemoSimulation } from './demo';

const DEMO_ID = 'Market_crisis_6agents_20261004_140001_01';

describe('makeDemoSimulation', () => {
  it('writes a whole simulation in three parts where there is no root yet', async () => {
    const { path: temp } = await makeTempRoot(onTestFinished);
    const root = path.join(temp, 'output');
    const demo = await makeDemoSimulation(root);
    expect(demo).toMatchObject({ path: path.join(root, DEMO_ID), files: { length: 3 } });
    expect(await readdir(root)).toEqual([DEMO_ID]);
    expect(await readdir(path.join(root, DEMO_ID))).toContain('config.json');
    const scan = scanFolder(path.join(root, DEMO_ID)).describe();
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
    expect(await readdir(root)).toEqual([DEMO_ID]);
  });
});

describe('the demo simulation', () => {
  async function makeDemo(): Promise<readonly StoredEvent[]> {
    const { path: root } = await makeTempRoot(onTestFinished);
    const demo = await makeDemoSimulation(root);
    const parts = (demo?.files ?? []).map((name) => readEvents(demo?.path ?? '', name));
    return (await Promise.all(parts)).flat();
  }

  it('is the same every time, with events of every type, over 40 turns', async () => {
    const events = await makeDemo();
    expect(await makeDemo()).toEqual(events);
    expect(events.length).toBeGreaterThan(3_000);
    expect(new Set(events.map(({ event_type }) => event_type))).toEqual(new Set(EVENT_TYPES));
    expect(new Set(events.map(({ turn_number }) => turn_number)).size).toBe(41);
  });

  it('holds the events emitted from outside the run, each caused by its turn', async () => {
    const events = await makeDemo();
    const bulletins = events.filter(({ details }) => details?.['calculation_type'] === 'bulletin');
    expect(bulletins.map(({ turn_number }) => turn_number)).toEqual([10, 14, 22]);
    for (const { caused_by, turn_number } of bulletins) {
      const cause = events.find(({ event_id }) => event_id === caused_by[0]);
      expect(cause).toMatchObject({ turn_number, details: { milestone_type: 'turn_start' } });
    }
  });

  it('reaches a price that leads back to an unanswered call in turn 10', async () => {
    const events = await makeDemo();
    const prices = events.filter(({ details }) => details?.['variable_name'] === 'grain_price');
    const valueOf = ({ details }: StoredEvent): number => Number(details?.['new_value']);
    const before = prices.filter(({ turn_number }) => turn_number === 13).map(valueOf)[0] ?? NaN;
    const highest = prices.reduce((a, b) => (valueOf(b) > valueOf(a) ? b : a));
    expect(highest.turn_number).toBe(22);
    expect(valueOf(highest)).toBeGreaterThan(2.5 * before);

    const byId = new Map(events.map((event) => [event.event_id, event]));
    const causes = new Set<StoredEvent>();
    const open = [highest];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const id of next.caused_by) {
        const cause = byId.get(id);
        if (cause === undefined) throw new Error(`${id} is in no file`);
        if (!causes.has(cause)) open.push(cause);
        causes.add(cause);
      }
    }
    const ofJuno = [...causes].filter(
      ({ agent_id, turn_number }) => agent_id === 'juno_trader' && turn_number === 10,
    );
    const kinds = ofJuno.map(({ event_type, details }) =>
      [
        event_type,
        details?.['decision_type'] ?? details?.['status'] ?? details?.['variable_name'],
      ].join(' '),
    );
    expect(kinds).toEqual(
      expect.arrayContaining([
        'SYSTEM retrying',
        'SYSTEM failed',
        'DECISION return_to_plan',
        'STATE grain_output',
      ]),
    );
    const fallback = ofJuno.find(({ details }) => details?.['decision_type'] === 'return_to_plan');
    expect(fallback?.details).toMatchObject({
      fallback_differs: true,
      observed: { grain_output: 56 },
      new_value: 34,
    });
    // The granary is opened because of it.
    const release = events.find(
      ({ agent_id, details }) => agent_id === 'vale_council' && details?.['action_type'] === 'sell',
    );
    expect(release?.turn_number).toBe(23);
  });
});
