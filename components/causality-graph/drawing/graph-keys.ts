import { commandOfKey, type KeyInput } from '@/components/ui/key-press';
import type { Direction } from '../layout/walk-graph';

export type GraphCommand =
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

const COMMANDS = new Map<string, GraphCommand>([
  ['ArrowLeft', { act: 'walk', direction: 'to-cause' }],
  ['ArrowRight', { act: 'walk', direction: 'to-effect' }],
  ['ArrowUp', { act: 'walk', direction: 'up' }],
  ['ArrowDown', { act: 'walk', direction: 'down' }],
  ['Enter', { act: 'select' }],
  [' ', { act: 'select' }],
  ['+', { act: 'expand' }],
  ['=', { act: 'expand' }],
  ['-', { act: 'collapse' }],
  ['f', { act: 'fit' }],
  ['0', { act: 'reset' }],
  ['w', { act: 'zoomIn' }],
  ['s', { act: 'zoomOut' }],
  ['a', { act: 'pan', direction: 1 }],
  ['d', { act: 'pan', direction: -1 }],
  ['Home', { act: 'home' }],
  ['Escape', { act: 'dismiss' }],
]);

/** What a key means while the graph has the focus; `undefined` for those that mean what they mean elsewhere. */
export function graphCommand(input: KeyInput): GraphCommand | undefined {
  return commandOfKey(input, COMMANDS);
}
