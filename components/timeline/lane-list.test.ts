import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shownName } from '@/components/ui/shown-text';
import {
  LANE_HEIGHT_PX,
  laneAt,
  lanesToAsk,
  laneTop,
  listLanes,
  visibleLanes,
  type LaneLayout,
} from './lane-list';

const AGENTS = [
  { agent_id: 'ada', event_count: 5 },
  { agent_id: 'Ben', event_count: 9 },
  { agent_id: 'cleo', event_count: 7 },
];
const PLAIN = { criteria: {}, pinned: [], order: 'name', sought: '' } as const;

function keys(options: Partial<Parameters<typeof listLanes>[1]>): readonly string[] {
  return listLanes(AGENTS, { ...PLAIN, ...options }).map(({ key }) => key);
}

describe('lanes', () => {
  it('are the world and every agent', () => {
    expect(keys({})).toEqual(['', 'ada', 'Ben', 'cleo']);
    expect(keys({ order: 'events' })).toEqual(['', 'Ben', 'cleo', 'ada']);
  });

  it('begin with those that are pinned, as long as there are such', () => {
    expect(keys({ pinned: ['cleo', 'gone', ''] })).toEqual(['cleo', '', 'ada', 'Ben']);
  });

  it('are those of agents that the filter lets through, and pinned ones', () => {
    expect(keys({ criteria: { agent_ids: ['ada'] } })).toEqual(['ada']);
    expect(keys({ criteria: { agent_ids: ['ada'] }, pinned: ['Ben'] })).toEqual(['Ben', 'ada']);
    expect(keys({ criteria: { agent_ids: ['beyond the list'] } })).toEqual(['beyond the list']);
    expect(keys({ criteria: { exclude_agent_ids: ['ada', ''] } })).toEqual(['Ben', 'cleo']);
  });

  it('are found by a part of their name, the world too', () => {
    expect(keys({ sought: 'BE' })).toEqual(['Ben']);
    expect(keys({ sought: ' orl ' })).toEqual(['']);
  });
});

describe('where lanes stand', () => {
  const layout = fc
    .record({
      laneCount: fc.integer({ min: 1, max: 400 }),
      pinnedCount: fc.nat(4),
      scrolled: fc.nat(8000),
      heightPx: fc.integer({ min: 120, max: 900 }),
    })
    .map(({ laneCount, pinnedCount, scrolled, heightPx }): LaneLayout => {
      const lanes = Array.from({ length: laneCount }, (_, at) => ({
        key: String(at),
        label: shownName(String(at)),
        isPinned: at < pinnedCount,
      }));
      const most = Math.max(0, laneCount * LANE_HEIGHT_PX - heightPx);
      return {
        lanes,
        heightPx,
        scrollTopPx: Math.min(scrolled, most),
        pinnedCount: Math.min(pinnedCount, laneCount),
      };
    });

  it('is where the pointer finds them', () => {
    fc.assert(
      fc.property(layout, (shown) => {
        const pinnedPx = shown.pinnedCount * LANE_HEIGHT_PX;
        for (const at of visibleLanes(shown)) {
          const middle = laneTop(shown, at) + LANE_HEIGHT_PX / 2;
          if (middle >= shown.heightPx || (at >= shown.pinnedCount && middle < pinnedPx)) continue;
          expect(laneAt(shown, middle)).toBe(at);
        }
        expect(laneAt(shown, -1)).toBe(-1);
        expect(laneAt(shown, shown.heightPx)).toBe(-1);
      }),
    );
  });

  it('is drawn for as many as fit, and asked for by no more than a few more', () => {
    fc.assert(
      fc.property(layout, (shown) => {
        const visible = visibleLanes(shown);
        expect(visible.length).toBeLessThanOrEqual(shown.heightPx / LANE_HEIGHT_PX + 2);
        const asked = lanesToAsk(shown);
        expect(asked.length).toBeLessThanOrEqual(visible.length + 40);
        expect(asked).toEqual(expect.arrayContaining(visible.map(String)));
        expect(new Set(asked).size).toBe(asked.length);
      }),
    );
  });
});
