/** Keys and what they do, for the help. Several ways to do the same stand together. */
export interface Shortcut {
  readonly keys: readonly string[];
  readonly does: string;
}

export interface ShortcutGroup {
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
}

export const SHORTCUTS: readonly ShortcutGroup[] = [
  {
    title: 'Anywhere',
    shortcuts: [
      { keys: ['Ctrl K', '⌘ K'], does: 'Commands' },
      { keys: ['/'], does: 'Find within the events' },
      { keys: ['g'], does: 'Go to a turn, time or row' },
      { keys: ['y'], does: 'Why: causes and effects of the selected event' },
      { keys: ['[', ']'], does: 'To its cause, to its effect' },
      { keys: [',', '.'], does: 'Previous and next event of the same agent' },
      { keys: ['<', '>'], does: 'Previous and next event of the same kind' },
      { keys: ['?'], does: 'This help' },
      { keys: ['Esc'], does: 'Close what is open' },
    ],
  },
  {
    title: 'Events',
    shortcuts: [
      { keys: ['j', '↓'], does: 'Next event' },
      { keys: ['k', '↑'], does: 'Previous event' },
      { keys: ['Page Down', 'Page Up'], does: 'A page on, a page back' },
      { keys: ['Home', 'End'], does: 'First and last event' },
      { keys: ['Enter'], does: 'Causes and effects of the event' },
      { keys: ['c'], does: 'Copy as JSON' },
    ],
  },
  {
    title: 'State',
    shortcuts: [
      { keys: ['←', '→'], does: 'On the slider: a turn back, a turn on' },
      { keys: ['Space'], does: 'On the slider: play and pause; in the table: chart a variable' },
      { keys: ['Enter'], does: 'In the table: the event that set a variable' },
      { keys: ['Shift Enter'], does: 'In the table: what caused it' },
    ],
  },
  {
    title: 'Filters',
    shortcuts: [
      { keys: ['Space'], does: 'Only events with a value' },
      { keys: ['x'], does: 'Leave a value out' },
    ],
  },
  {
    title: 'Graph of causes and effects',
    shortcuts: [
      { keys: ['←', '→'], does: 'To a cause, to an effect' },
      { keys: ['↑', '↓'], does: 'Along a column' },
      { keys: ['Home'], does: 'To the selected event' },
      { keys: ['Enter'], does: 'Select and make it the centre; open a group' },
      { keys: ['+'], does: 'One step more from an event; at the centre, one link more' },
      { keys: ['-'], does: 'Collapse what hangs on an event; close a group' },
      { keys: ['f', '0'], does: 'Fit all, back to full size' },
      { keys: ['w', 's'], does: 'Zoom in and out' },
      { keys: ['a', 'd'], does: 'Left and right' },
    ],
  },
  {
    title: 'Timeline',
    shortcuts: [
      { keys: ['w', 's'], does: 'Zoom in and out' },
      { keys: ['a', 'd'], does: 'Earlier and later' },
      { keys: ['f'], does: 'Fit the whole run' },
      { keys: ['p'], does: 'In the plot: pin the lane of the cursor, or let it go' },
    ],
  },
];
