import { describe, expect, it } from 'vitest';
import { finishSlices } from '../../testing/finish-slices';
import { makeWindow, type GivenEvent } from '../../testing/make-window';
import { addLinks } from './add-links';

const decision = (agent: string, turn: number): GivenEvent => ({ type: 'DECISION', agent, turn });
const refusal = (agent: string, turn: number): GivenEvent => ({
  type: 'SYSTEM',
  agent,
  turn,
  kind: 'action_rejected',
  outcome: 'failed',
});
const setting = (more: GivenEvent): GivenEvent => ({
  type: 'STATE',
  kind: 'cash',
  variable: 'agent',
  ...more,
});

function added(given: readonly GivenEvent[]): readonly string[] {
  const { events, links } = makeWindow(given);
  finishSlices(addLinks(events, links));
  return events.flatMap(({ at }) =>
    links.causesOf(at).flatMap((cause) => {
      const rule = links.linkOf(cause, at)?.rule;
      return rule === undefined ? [] : `${String(cause)} ${rule} ${String(at)}`;
    }),
  );
}

describe('links that explanations add', () => {
  it('lead from a rejection to the next decision of its agent, in a later turn', () => {
    const run = [
      decision('ada', 1),
      refusal('ada', 1),
      decision('bo', 2),
      decision('ada', 2),
      decision('ada', 3),
    ];
    expect(added(run)).toEqual(['1 rejection_before_decision 3']);
  });

  it('lead from a failed action, as llm-sim writes it', () => {
    const failed: GivenEvent = { type: 'ACTION', agent: 'ada', turn: 1, outcome: 'failed' };
    expect(added([failed, decision('ada', 2)])).toEqual(['0 rejection_before_decision 1']);
  });

  it('lead from no failed call of the same turn', () => {
    const call: GivenEvent = {
      type: 'SYSTEM',
      agent: 'ada',
      kind: 'llm_timeout',
      outcome: 'failed',
    };
    expect(added([call, decision('ada', 1)])).toEqual([]);
  });

  it('lead from a change of a variable to its next change, agent by agent', () => {
    const run = [setting({ agent: 'ada' }), setting({ agent: 'bo' }), setting({ agent: 'ada' })];
    expect(added(run)).toEqual(['0 change_before_change 2']);
    const world = [setting({ variable: 'global' }), setting({ variable: 'global', agent: 'bo' })];
    expect(added(world)).toEqual(['0 change_before_change 1']);
  });

  it('leave out pairs that the events declare', () => {
    expect(added([setting({ agent: 'ada' }), setting({ agent: 'ada', by: [0] })])).toEqual([]);
  });
});
