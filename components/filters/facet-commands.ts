import type { CommandSet } from '@/components/commands/command';

/** A value of a facet. */
export interface FacetTarget {
  /** Leaves out events with the value, or lets them in again. */
  readonly toggleExclusion: () => void;
}

export const EXCLUDE_COMMAND = {
  id: 'exclude',
  label: 'Leave a value out',
  focusKeys: ['x'],
  isUnlisted: true,
  run: (value: FacetTarget) => value.toggleExclusion(),
} as const;

export const FACET_COMMANDS: CommandSet<FacetTarget> = {
  title: 'Filters',
  commands: [EXCLUDE_COMMAND],
  native: [{ id: 'include', label: 'Only events with a value', focusKeys: [' '] }],
};
