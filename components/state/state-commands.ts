import type { CommandSet } from '@/components/commands/command';
import { writeVariableKey } from '@/lib/replay/variable-key';
import type { StateRow } from './state-rows';
import type { StateTableActions } from './state-table-actions';

/** The field for the turn that the state is compared with. */
export interface CompareTarget {
  readonly focusField: () => void;
}

export const COMPARE_COMMANDS: CommandSet<CompareTarget> = {
  title: 'State',
  commands: [
    {
      id: 'compare-turns',
      label: 'Compare the state with another turn',
      words: ['difference', 'diff', 'against'],
      run: ({ focusField }) => focusField(),
    },
  ],
};

/** The row of the state table that the keyboard is on. */
export interface StateRowTarget {
  /** `undefined` before a row is active. */
  readonly row: StateRow | undefined;
  /** The event that set the most extreme value of the row's variable. */
  readonly extremeId: string | undefined;
  readonly actions: StateTableActions;
  /** Goes to the field that filters names. */
  readonly search: () => void;
  /** Goes to the field of the turn that the state is compared with. */
  readonly compare: () => void;
}

export const STATE_COMMANDS: CommandSet<StateRowTarget> = {
  title: 'State',
  commands: [
    {
      id: 'search-names',
      label: 'In the table: filter by name',
      focusKeys: ['/'],
      isUnlisted: true,
      run: ({ search }) => search(),
    },
    {
      id: 'compare',
      label: 'In the table: compare with another turn',
      focusKeys: ['c'],
      isUnlisted: true,
      run: ({ compare }) => compare(),
    },
    {
      id: 'chart',
      label: 'In the table: chart a variable',
      focusKeys: [' '],
      isUnlisted: true,
      when: ({ row }) => row?.kind === 'value',
      run({ row, actions }) {
        if (row?.kind === 'value') actions.onToggleChart(writeVariableKey(row.value));
      },
    },
    {
      id: 'open-setting',
      label: 'In the table: the event that set a variable',
      focusKeys: ['Enter'],
      isUnlisted: true,
      when: (target) => settingOf(target) !== undefined,
      run: (target) => withSetting(target, target.actions.onSelectEvent),
    },
    {
      id: 'open-setting-causality',
      label: 'In the table: show the causes',
      focusKeys: ['shift+Enter'],
      isUnlisted: true,
      when: (target) => settingOf(target) !== undefined,
      run: (target) => withSetting(target, target.actions.onOpenCausality),
    },
    {
      id: 'open-extreme-causality',
      label: 'In the table: why the most extreme value of a variable',
      focusKeys: ['x'],
      isUnlisted: true,
      when: ({ extremeId }) => extremeId !== undefined,
      run({ extremeId, actions }) {
        if (extremeId !== undefined) actions.onOpenCausality(extremeId);
      },
    },
    {
      id: 'toggle-row',
      label: 'In the table: open or close a group',
      focusKeys: ['Enter', ' '],
      isUnlisted: true,
      when: ({ row }) => row !== undefined && row.kind !== 'value' && row.isOpen !== undefined,
      run: toggle,
    },
    {
      id: 'open-row',
      label: 'In the table: open a group or a value',
      focusKeys: ['ArrowRight'],
      isUnlisted: true,
      when: ({ row }) => row?.isOpen === false,
      run: toggle,
    },
    {
      id: 'close-row',
      label: 'In the table: close it',
      focusKeys: ['ArrowLeft'],
      isUnlisted: true,
      when: ({ row }) => row?.isOpen === true,
      run: toggle,
    },
  ],
  native: [
    { id: 'turn-back', label: 'On the slider: a turn back', focusKeys: ['ArrowLeft'] },
    { id: 'turn-on', label: 'On the slider: a turn on', focusKeys: ['ArrowRight'] },
    { id: 'play', label: 'On the slider: play or pause', focusKeys: [' '] },
  ],
};

function toggle({ row, actions }: StateRowTarget): void {
  if (row !== undefined) actions.onToggleRow(row);
}

/** The event that set the variable of the row. */
function settingOf({ row }: StateRowTarget): string | undefined {
  return row?.kind === 'value' ? (row.value.event_id ?? undefined) : undefined;
}

function withSetting(target: StateRowTarget, act: (eventId: string) => void): void {
  const eventId = settingOf(target);
  if (eventId !== undefined) act(eventId);
}
