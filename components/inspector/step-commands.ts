import type { Command, CommandSet } from '@/components/commands/command';
import type { StepSide, StepWay } from '@/components/event-record/event-steps';

/** Steps from the selected event to another. */
export type StepTarget = (way: StepWay, side: StepSide) => void;

export const STEP_COMMAND = {
  agent: {
    previous: step('agent', 'previous', '{'),
    next: step('agent', 'next', '}'),
  },
  kind: {
    previous: step('kind', 'previous', '<'),
    next: step('kind', 'next', '>'),
  },
} as const satisfies Record<StepWay, Record<StepSide, Command<StepTarget>>>;

export const STEP_COMMANDS: CommandSet<StepTarget> = {
  title: 'Selected event',
  commands: Object.values(STEP_COMMAND).flatMap((sides) => Object.values(sides)),
};

function step(way: StepWay, side: StepSide, key: '{' | '}' | '<' | '>'): Command<StepTarget> {
  return {
    id: `step-${way}-${side}`,
    label: `${side === 'next' ? 'Next' : 'Previous'} event of the same ${way}`,
    keys: [key],
    run: (to) => to(way, side),
  };
}
