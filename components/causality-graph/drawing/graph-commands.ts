import type { Command, CommandSet } from '@/components/commands/command';
import type { Direction } from '../layout/walk-graph';

/** An act of the graph. */
export type GraphAct =
  | { readonly act: 'walk'; readonly direction: Direction }
  | { readonly act: 'pan'; readonly direction: -1 | 1 }
  | {
      readonly act:
        | 'select'
        | 'expand'
        | 'collapse'
        | 'fit'
        | 'reset'
        | 'zoomIn'
        | 'zoomOut'
        | 'home'
        | 'dismiss';
    };

/** Does an act of the graph, for the event that has the focus. */
export type GraphTarget = (act: GraphAct) => void;

export const ZOOM_IN_COMMAND = command('zoom-in', 'Zoom in', ['w'], { act: 'zoomIn' });
export const ZOOM_OUT_COMMAND = command('zoom-out', 'Zoom out', ['s'], { act: 'zoomOut' });
export const FIT_COMMAND = command(
  'fit',
  'Fit all, with cards merged so that they can be read',
  ['f'],
  {
    act: 'fit',
  },
);
export const NEAR_COMMAND = command(
  'reset',
  'Back to the selected event and its direct causes and effects',
  ['0'],
  {
    act: 'reset',
  },
);

export const GRAPH_COMMANDS: CommandSet<GraphTarget> = {
  title: 'Graph of causes and effects',
  commands: [
    walk('to-cause', 'To a cause', 'ArrowLeft'),
    walk('to-effect', 'To an effect', 'ArrowRight'),
    walk('up', 'Up a column', 'ArrowUp'),
    walk('down', 'Down a column', 'ArrowDown'),
    command('home', 'To the selected event', ['Home'], { act: 'home' }),
    command('select', 'Select and make it the centre; open a group', ['Enter', ' '], {
      act: 'select',
    }),
    command('expand', 'One step more from an event; at the centre, one link more', ['+', '='], {
      act: 'expand',
    }),
    command('collapse', 'Collapse the events behind an event; close a group', ['-'], {
      act: 'collapse',
    }),
    FIT_COMMAND,
    NEAR_COMMAND,
    ZOOM_IN_COMMAND,
    ZOOM_OUT_COMMAND,
    command('pan-left', 'Left', ['a'], { act: 'pan', direction: 1 }),
    command('pan-right', 'Right', ['d'], { act: 'pan', direction: -1 }),
    command('dismiss', 'Close the tip', ['Escape'], { act: 'dismiss' }),
  ],
};

function walk(
  direction: Direction,
  label: string,
  key: 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown',
): Command<GraphTarget> {
  return command(`walk-${direction}`, label, [key], { act: 'walk', direction });
}

function command(
  id: string,
  label: string,
  focusKeys: NonNullable<Command<GraphTarget>['focusKeys']>,
  act: GraphAct,
): Command<GraphTarget> {
  return { id: `graph-${id}`, label, focusKeys, isUnlisted: true, run: (graph) => graph(act) };
}
