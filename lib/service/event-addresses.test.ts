import { describe, expect, it } from 'vitest';
import { addressOf } from '../events/event-address';
import { eventFile, writeEventFiles } from '../testing/event-files';
import { setUpStore } from '../testing/set-up-store';
import { openDuckDbStore } from '../store/duckdb/open-duckdb-store';
import { createEventService } from './event-service';

const MEGABYTE = 'x'.repeat(1024 * 1024);
const ODD_IDS = [
  ...[MEGABYTE, `${MEGABYTE}y`, '\ud800', '\udbff', '\ufffd', 'a/../b', '..', '.', '%00', 'a\nb'],
  ...[
    'a\0b',
    '__proto__',
    'constructor',
    ' ',
    '@0:12',
    addressOf('nobody'.repeat(99)),
    '\\',
    '?#&=+',
  ],
];

function line(fields: Readonly<Record<string, unknown>>): string {
  const rest = { timestamp: '2026-10-04T14:00:00Z', turn_number: 1, event_type: 'ACTION' };
  return `${JSON.stringify({ ...fields, ...rest })}\n`;
}

describe('events with ids that no URL can hold', () => {
  it('are found, linked, counted and placed, each by an address of its own', async () => {
    const { root, store } = await setUpStore(openDuckDbStore);
    const lines = ODD_IDS.map((event_id) => line({ event_id }));
    const effects = ODD_IDS.map((cause, i) => line({ event_id: `e${i}`, caused_by: [cause] }));
    await writeEventFiles(root, 'sim', [eventFile('events.jsonl', [...lines, ...effects])]);
    const service = createEventService({ outputRoot: root, store });

    const filter = { limit: 100 };
    const page = await service.getFilteredEvents('sim', filter, { countsEffects: true });
    expect(page.total).toBe(2 * ODD_IDS.length);
    expect(Object.keys(page.effect_counts ?? {}).every((id) => id.length < 40)).toBe(true);
    for (const [i, id] of ODD_IDS.entries()) {
      const address = addressOf(id);
      const text = lines[i]?.trimEnd();
      expect(page.effect_counts?.[address]).toBe(1);
      expect(await service.getEventById('sim', address)).toEqual({ event_id: address, text });
      expect((await service.getEventById('sim', id)).text).toBe(text);
      const { offset } = await service.getEventPosition('sim', address);
      expect(page.events[offset]?.event_id).toBe(address);
      const chain = await service.getCausalityChain('sim', address);
      expect(chain.downstream.map(({ event_id }) => event_id)).toEqual([`e${i}`]);
      const paths = await service.getCausalPaths('sim', address, `e${i}`);
      expect(paths.shortest).toEqual([address, `e${i}`]);
    }
    await expect(service.getEventById('sim', addressOf('nobody'.repeat(98)))).rejects.toThrow(
      'has no event',
    );
  });
});
