import { describe, expect, it } from 'vitest';
import { readEventLine, type StoredEvent } from '../../lib/events/read-event';
import { BASELINES } from './baselines';

interface Given {
  readonly type?: string;
  readonly turn?: number;
  readonly agent?: string;
  readonly by?: string;
  readonly details?: object;
}

/** A run of events by their ids, in their order. `by` names causes. */
function makeRun(given: Readonly<Record<string, Given>>): readonly StoredEvent[] {
  return Object.entries(given).map(([id, { type = 'ACTION', turn = 1, agent, by, details }]) => {
    const { event } = readEventLine(
      JSON.stringify({
        event_id: id,
        timestamp: '2026-10-04T14:00:00Z',
        turn_number: turn,
        event_type: type,
        simulation_id: 'sim',
        ...(agent !== undefined && { agent_id: agent }),
        ...(by !== undefined && { caused_by: by.split(' ') }),
        details: details ?? {},
      }),
    );
    if (event === undefined) throw new Error(id);
    return event;
  });
}

function rank(name: string, run: readonly StoredEvent[], eventId = 'end'): readonly string[] {
  const baseline = BASELINES.find((each) => each.name === name);
  if (baseline === undefined) throw new Error(name);
  return baseline
    .rank(run, eventId)
    .map(({ event, events }) => `${event.event_id}: ${events.join(' ')}`);
}

const FAILED = { error_type: 'llm_timeout', status: 'failed' };
const start = (turn: number) => ({
  type: 'MILESTONE',
  turn,
  details: { milestone_type: 'turn_start' },
});

describe('the nearest failure', () => {
  const run = makeRun({
    start: start(1),
    far: { type: 'SYSTEM', agent: 'ada', by: 'start', details: FAILED },
    plan: { type: 'DECISION', agent: 'ada', by: 'far' },
    aside: { type: 'SYSTEM', agent: 'bo', by: 'start', details: FAILED },
    refused: {
      type: 'SYSTEM',
      agent: 'cleo',
      turn: 2,
      by: 'plan',
      details: { error_type: 'action_rejected' },
    },
    next: { type: 'DECISION', agent: 'cleo', turn: 3, by: 'refused' },
    act: { agent: 'ada', by: 'plan', turn: 3 },
    end: { type: 'STATE', turn: 4, by: 'act next' },
  });

  it('is found over links, without what is not upstream, with the turn of its agent', () => {
    expect(rank('nearest failure', run)).toEqual(['far: far plan']);
  });

  it('may be a rejection where rejections are linked to what follows', () => {
    expect(rank('nearest failure, rejections linked', run)).toEqual([
      'refused: refused',
      'far: far plan',
    ]);
  });
});

describe('the most influential ancestor', () => {
  it('led to the most events on the way, boundaries and calculations aside', () => {
    const run = makeRun({
      start: start(1),
      broad: { agent: 'ada', by: 'start' },
      left: { agent: 'bo', by: 'broad' },
      right: { agent: 'cleo', by: 'broad' },
      sum: { type: 'DETAIL', by: 'left right' },
      narrow: { agent: 'dan', by: 'start' },
      end: { type: 'STATE', by: 'sum narrow' },
      later: { by: 'narrow' },
    });
    const [first, ...others] = rank('most influential ancestor', run);
    expect(first).toBe('broad: broad');
    expect(others.at(-1)).toBe('narrow: narrow');
    expect(others).toHaveLength(3);
  });
});

describe('the nearest root cause', () => {
  it('is caused by its turn alone, or by an earlier change of the same variable', () => {
    const roads = { variable_name: 'roads', new_value: 1 };
    const run = makeRun({
      start: start(1),
      plan: { type: 'DECISION', agent: 'ada', by: 'start' },
      before: { type: 'STATE', by: 'start', details: roads },
      storm: { type: 'STATE', by: 'start before', details: roads },
      act: { agent: 'ada', by: 'plan', turn: 2 },
      end: { type: 'STATE', by: 'act storm' },
    });
    expect(rank('nearest root cause', run)).toEqual([
      'storm: storm',
      'before: before',
      'plan: plan',
    ]);
  });
});

describe('the most recent rare kind', () => {
  it('has few events of its kind upstream', () => {
    const sale = { action_type: 'sell' };
    const run = makeRun({
      tax: { agent: 'ada', details: { action_type: 'tax' } },
      one: { agent: 'bo', turn: 1, details: sale },
      two: { agent: 'bo', turn: 2, details: sale },
      three: { agent: 'bo', turn: 3, details: sale },
      four: { agent: 'bo', turn: 4, details: sale },
      end: { type: 'STATE', by: 'tax one two three four' },
    });
    expect(rank('most recent rare kind', run)).toEqual(['tax: tax']);
  });
});
