import { describe, expect, it } from 'vitest';
import { parseTimestamp } from '../events/epoch-micros';
import { EVENT_TYPES } from '../events/event-type';
import type { SimulationEvent } from '../events/simulation-event';
import { MARKET_AGENTS } from './market/market-variables';
import { MARKET_STORY_ID, tellMarketStory } from './market-story';

const events = [...tellMarketStory()];
const places = new Map(events.map((event, i) => [event.event_id, i]));

function grainPrices() {
  return events.flatMap((event) => {
    const { variable_name, old_value, new_value } = event.details ?? {};
    return variable_name === 'grain_price' &&
      typeof old_value === 'number' &&
      typeof new_value === 'number'
      ? [{ event, rise: new_value / old_value - 1, price: new_value }]
      : [];
  });
}

function spike() {
  return grainPrices().reduce((a, b) => (b.rise > a.rise ? b : a));
}

/** All direct and indirect declared causes of this event. */
function causesOf(event: SimulationEvent): ReadonlySet<SimulationEvent> {
  const found = new Set<SimulationEvent>();
  const open = [event];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const id of next.caused_by ?? []) {
      const cause = events[places.get(id) ?? -1];
      if (cause === undefined || found.has(cause)) continue;
      found.add(cause);
      open.push(cause);
    }
  }
  return found;
}

describe('the market story', () => {
  it('is the same every time, byte for byte', () => {
    expect(JSON.stringify([...tellMarketStory()])).toBe(JSON.stringify(events));
  });

  it('has 4,000 to 6,000 events of every type, of six agents, over 40 turns', () => {
    expect(events.length).toBeGreaterThan(4_000);
    expect(events.length).toBeLessThan(6_000);
    expect(new Set(events.map((event) => event.event_type))).toEqual(new Set(EVENT_TYPES));
    expect(new Set(events.flatMap((event) => event.agent_id ?? []))).toEqual(
      new Set(MARKET_AGENTS),
    );
    expect(new Set(events.map((event) => event.simulation_id))).toEqual(new Set([MARKET_STORY_ID]));
    expect(new Set(events.map((event) => event.turn_number)).size).toBe(41);
  });

  it('goes forward in time and id, from its fixed start, to the microsecond', () => {
    const times = events.map((event) => parseTimestamp(event.timestamp) ?? 0n);
    expect(times[0]).toBeGreaterThan(parseTimestamp('2026-10-04T14:00:00Z') ?? 0n);
    expect(times.every((time, i) => i === 0 || time > (times[i - 1] ?? 0n))).toBe(true);
    const ids = events.map((event) => event.event_id);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(events.every((event) => /\.\d{6}\+00:00$/.test(event.timestamp))).toBe(true);
  });

  it('describes events in readable sentences of at most 500 characters', () => {
    const texts = events.map((event) => event.description ?? '');
    expect(texts.filter((text) => text.length < 10 || text.length > 500)).toEqual([]);
    expect(
      texts.filter((text) => /NaN|undefined|null|Infinity|\[object|--|-0\.0+ /.test(text)),
    ).toEqual([]);
  });

  it('names only earlier events as causes, but for a few below the recorded verbosity', () => {
    const causes = events.flatMap((event, i) =>
      (event.caused_by ?? []).map((id) => [places.get(id), i] as const),
    );
    expect(causes.filter(([cause, effect]) => cause !== undefined && cause >= effect)).toEqual([]);
    const missing = causes.filter(([cause]) => cause === undefined).length;
    expect(missing).toBeGreaterThanOrEqual(5);
    expect(missing).toBeLessThan(20);
  });

  it('keeps its books: each old value equals the last new value, and no stock goes below zero', () => {
    const last = new Map<string, unknown>();
    for (const { event_type, agent_id, details } of events) {
      if (event_type !== 'STATE' || details === null || details === undefined) continue;
      const { variable_name, old_value, new_value } = details;
      const key = `${agent_id ?? ''}/${String(variable_name)}`;
      if (last.has(key)) expect(old_value).toBe(last.get(key));
      last.set(key, new_value);
      expect(new_value).toBeGreaterThanOrEqual(0);
    }
    expect(last.size).toBeGreaterThan(15);
  });

  it('names the last change of a variable as a cause of its next change', () => {
    const last = new Map<string, string>();
    for (const { event_id, event_type, agent_id, details, caused_by } of events) {
      if (event_type !== 'STATE') continue;
      const key = `${agent_id ?? ''}/${String(details?.['variable_name'])}`;
      const previous = last.get(key);
      if (previous !== undefined) expect(caused_by).toContain(previous);
      last.set(key, event_id);
    }
    expect(last.size).toBeGreaterThan(15);
  });

  it('tells what agents observed, and that the fallback of turn 10 differs', () => {
    const falls = events.filter(({ details }) => details?.['fallback'] === true);
    expect(falls).toMatchObject([
      {
        turn_number: 10,
        agent_id: 'juno_trader',
        details: { fallback_differs: true, observed: { import_plan: 80 } },
      },
    ]);
    const watch = events.find(({ details }) => details?.['decision_type'] === 'watch');
    const price = events.findLast(
      ({ details, turn_number }) =>
        details?.['variable_name'] === 'grain_price' &&
        turn_number < (events.at(-1)?.turn_number ?? 0) - 1,
    );
    expect(watch?.details).toHaveProperty('reasoning');
    const after = events.find(
      ({ details, turn_number }) =>
        details?.['decision_type'] === 'watch' && turn_number === (price?.turn_number ?? 0) + 1,
    );
    expect(after?.details).toMatchObject({
      observed: { grain_price: price?.details?.['new_value'] },
    });
  });

  it('comes to a price spike between turns 26 and 33, and back down by the end', () => {
    expect(spike().event.turn_number).toBeGreaterThanOrEqual(26);
    expect(spike().event.turn_number).toBeLessThanOrEqual(33);
    expect(spike().rise).toBeGreaterThan(0.2);
    const prices = grainPrices().map(({ price }) => price);
    expect(Math.max(...prices)).toBeGreaterThan(2 * (prices[0] ?? 0));
    expect(prices.at(-1)).toBeLessThan(1.25 * (prices[0] ?? 0));
  });

  it('leads from the spike back to an unanswered call in turn 10, by declared links', () => {
    const causes = [...causesOf(spike().event)];
    const kinds = causes
      .filter((event) => event.agent_id === 'juno_trader' && event.turn_number === 10)
      .map(
        (event) =>
          `${event.event_type} ${String(event.details?.['decision_type'] ?? event.details?.['status'] ?? event.details?.['action_type'] ?? event.details?.['variable_name'])}`,
      );
    expect(kinds).toEqual(
      expect.arrayContaining([
        'SYSTEM retrying',
        'SYSTEM failed',
        'DECISION fall_back',
        'ACTION order_imports',
        'STATE import_plan',
      ]),
    );
  });

  it('has a run on the bank, the council’s release and the recovery follow from the spike', () => {
    const followsFromSpike = (kind: string, field: string) =>
      events.some((event) => event.details?.[field] === kind && causesOf(event).has(spike().event));
    expect(followsFromSpike('limit_withdrawals', 'decision_type')).toBe(true);
    expect(followsFromSpike('back_bank', 'decision_type')).toBe(true);
    expect(followsFromSpike('release_reserve', 'action_type')).toBe(true);
    expect(followsFromSpike('recovery', 'phase')).toBe(true);
  });
});
