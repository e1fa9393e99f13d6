import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeState, type Checkpoint } from './merge-state';
import type { Setting } from './setting';
import type { VariableKey } from './variable';

const price: VariableKey = { scope: 'global', agent_id: null, variable_name: 'price' };
const cash: VariableKey = { scope: 'agent', agent_id: 'ada', variable_name: 'cash' };

const setting = (turn: number, value: string): Setting => ({
  event_id: `e${String(turn)}`,
  turn,
  value,
});
const saved = (
  turn: number,
  globals: Record<string, string>,
  ada?: Record<string, string>,
): Checkpoint => ({
  turn,
  globals: new Map(Object.entries(globals)),
  agents: new Map(ada === undefined ? [] : [['ada', new Map(Object.entries(ada))]]),
});

const fromEvent = ({ event_id, turn, value }: Setting) => ({
  event_id,
  turn,
  value,
  source: 'event',
});

describe('the state at a turn', () => {
  const limit = 10;

  it('comes from events since the checkpoint', () => {
    const [now, atCheckpoint] = [setting(12, '7'), setting(9, '5')];
    const checkpoint = saved(10, { price: '5.0' });
    expect(
      mergeState({
        turn: 14,
        variables: [{ ...price, now, before: now, atCheckpoint }],
        checkpoint,
        limit,
      }),
    ).toEqual({
      values: [{ ...price, ...fromEvent(now), changed: false }],
      drift: [],
      truncated: false,
    });
  });

  it('names the event that set it when the checkpoint has the same value', () => {
    const now = setting(9, '5');
    const variables = [{ ...price, now, before: now, atCheckpoint: now }];
    const { values, drift } = mergeState({
      turn: 11,
      variables,
      checkpoint: saved(10, { price: '5.0' }),
      limit,
    });
    expect(values).toEqual([{ ...price, ...fromEvent(now), changed: false }]);
    expect(drift).toEqual([]);
  });

  it('comes from the checkpoint when events differ, and the drift is reported', () => {
    const now = setting(9, '5');
    const variables = [{ ...price, now, before: now, atCheckpoint: now }];
    const { values, drift } = mergeState({
      turn: 11,
      variables,
      checkpoint: saved(10, { price: '6' }),
      limit,
    });
    expect(values).toEqual([
      { ...price, value: '6', source: 'checkpoint', event_id: null, turn: 10, changed: false },
    ]);
    expect(drift).toEqual([
      { ...price, checkpoint_value: '6', replayed_value: '5', event_id: 'e9' },
    ]);
  });

  it('reports a drift that a later event has overwritten', () => {
    const variables = [{ ...price, now: setting(11, '8'), atCheckpoint: setting(9, '5') }];
    const { values, drift } = mergeState({
      turn: 11,
      variables,
      checkpoint: saved(10, { price: '6' }),
      limit,
    });
    expect(values).toMatchObject([{ value: '8', source: 'event', changed: true }]);
    expect(drift).toHaveLength(1);
  });

  it('comes from the checkpoint when there is no event, in order of the variables', () => {
    const checkpoint = saved(10, { b: '1', a: '{}' }, { cash: 'null' });
    const { values } = mergeState({ turn: 12, variables: [], checkpoint, limit });
    expect(
      values.map(({ agent_id, variable_name, value, source, changed }) => [
        ...[agent_id, variable_name, value, source, changed],
      ]),
    ).toEqual([
      [null, 'a', '{}', 'checkpoint', false],
      [null, 'b', '1', 'checkpoint', false],
      ['ada', 'cash', 'null', 'checkpoint', false],
    ]);
  });

  it('has the previous value of a changed variable, from the checkpoint before', () => {
    const variables = [
      { ...price, now: setting(10, '7'), before: setting(3, '5'), atCheckpoint: setting(10, '7') },
      { ...cash, now: setting(10, '1'), atCheckpoint: setting(10, '1') },
    ];
    const checkpoint = saved(10, { price: '7' }, { cash: '1' });
    const { values } = mergeState({
      turn: 10,
      variables,
      checkpoint,
      checkpointBefore: saved(5, { price: '6' }),
      limit,
    });
    expect(values[0]).toEqual({
      ...price,
      ...fromEvent(setting(10, '7')),
      changed: true,
      previous: '6',
    });
    expect(values[1]).not.toHaveProperty('previous');
  });

  it('has a limited number of variables, and reports that there are more', () => {
    const checkpoint = saved(0, { a: '1', b: '2', c: '3' });
    const { values, truncated } = mergeState({ turn: 0, variables: [], checkpoint, limit: 2 });
    expect([values.map(({ variable_name }) => variable_name), truncated]).toEqual([
      ['a', 'b'],
      true,
    ]);
  });

  it('equals a replay of all events, when the checkpoints come from that replay', () => {
    const event = fc.record({
      key: fc.constantFrom(price, cash, { ...cash, agent_id: 'ben' }),
      value: fc.nat(3).map(String),
      // Turns go back where a run was resumed.
      step: fc.constantFrom(0, 0, 1, 1, 2, -3),
    });
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 30 }),
        fc.array(fc.nat(20), { maxLength: 4 }),
        fc.nat(22),
        (steps, saves, turn) => {
          let at = 0;
          const events = steps.map(({ key, value, step }, place) => {
            at = Math.max(0, at + step);
            return { key, setting: { event_id: String(place), turn: at, value } };
          });
          const replay = (until: number): Map<VariableKey, Setting> => {
            const state = new Map<VariableKey, Setting>();
            const keys = [price, cash];
            for (const { key, setting } of events) {
              const own = keys.find((known) => known.agent_id === key.agent_id) ?? key;
              if (!keys.includes(own)) keys.push(own);
              if (setting.turn <= until) state.set(own, setting);
            }
            return state;
          };
          const nearest = (until: number): Checkpoint | undefined => {
            const turns = saves.filter((save) => save <= until);
            if (turns.length === 0) return undefined;
            const save = Math.max(...turns);
            const agents = new Map<string, Map<string, string>>();
            const globals = new Map<string, string>();
            for (const [key, { value }] of replay(save)) {
              if (key.agent_id === null) globals.set(key.variable_name, value);
              else agents.set(key.agent_id, new Map([[key.variable_name, value]]));
            }
            return { turn: save, globals, agents };
          };
          const [checkpoint, checkpointBefore] = [nearest(turn), nearest(turn - 1)];
          const [now, before] = [replay(turn), replay(turn - 1)];
          const atCheckpoint = replay(checkpoint?.turn ?? -1);
          const same = (states: Map<VariableKey, Setting>, agent: string | null) =>
            [...states].find(([key]) => key.agent_id === agent)?.[1];
          const variables = [...now].map(([key, setting]) => ({
            ...key,
            now: setting,
            before: same(before, key.agent_id),
            atCheckpoint: same(atCheckpoint, key.agent_id),
          }));
          const merged = mergeState({ turn, variables, checkpoint, checkpointBefore, limit });
          expect(merged.drift).toEqual([]);
          for (const value of merged.values) {
            const { event_id, turn: setIn } = same(now, value.agent_id) ?? {};
            expect(value).toMatchObject({ source: 'event', event_id, changed: setIn === turn });
            const previous = setIn === turn ? same(before, value.agent_id)?.value : undefined;
            expect(value.previous).toBe(previous);
          }
          expect(merged.values).toHaveLength(now.size);
        },
      ),
      { seed: 20_261_122, numRuns: 400 },
    );
  });
});
