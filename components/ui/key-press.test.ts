import { describe, expect, it } from 'vitest';
import { keyPress } from '@/lib/testing/key-press';
import { commandOfKey, findByKey, isKey, type KeyPress } from './key-press';

const KEYS = ['j', 'k', 'g', 'c', 'w', 'a', 's', 'd', '0', '/', '?', '[', ']', ',', '.', '<', '>'];
const COMMANDS = new Map(
  [...KEYS, 'Enter', 'shift+Enter', 'ArrowDown', 'mod+k'].map((key) => [key, key]),
);

interface Press extends Partial<KeyPress> {
  readonly key: string;
  readonly altGraph?: boolean;
}

function commandOf({ key, altGraph = false, ...more }: Press): string | undefined {
  const getModifierState = (modifier: string) => altGraph && modifier === 'AltGraph';
  return findByKey(keyPress(key, { getModifierState, ...more }), COMMANDS);
}

describe('the command of a key', () => {
  it.each<[layout: string, press: Press, command: string]>([
    ['US', { key: 'j', code: 'KeyJ' }, 'j'],
    ['US, Caps Lock', { key: 'J', code: 'KeyJ' }, 'j'],
    ['US, Caps Lock', { key: 'K', code: 'KeyK', ctrlKey: true }, 'mod+k'],
    ['US', { key: '?', code: 'Slash', shiftKey: true }, '?'],
    ['Cyrillic', { key: 'о', code: 'KeyJ' }, 'j'],
    ['Cyrillic', { key: 'О', code: 'KeyJ' }, 'j'],
    ['Cyrillic', { key: 'л', code: 'KeyK', ctrlKey: true }, 'mod+k'],
    ['Cyrillic', { key: 'л', code: 'KeyK', metaKey: true }, 'mod+k'],
    ['Cyrillic', { key: 'х', code: 'BracketLeft' }, '['],
    ['Cyrillic', { key: 'Б', code: 'Comma', shiftKey: true }, '<'],
    ['Cyrillic, where a full stop has the place of a slash', { key: '.', code: 'Slash' }, '.'],
    ['Greek', { key: 'ξ', code: 'KeyJ' }, 'j'],
    ['Hebrew', { key: 'ח', code: 'KeyJ' }, 'j'],
    ['Hebrew', { key: "'", code: 'KeyW' }, 'w'],
    ['German', { key: '/', code: 'Digit7', shiftKey: true }, '/'],
    ['German', { key: 'ü', code: 'BracketLeft' }, '['],
    ['German', { key: '+', code: 'BracketRight' }, ']'],
    ['German Mac', { key: '[', code: 'Digit5', altKey: true }, '['],
    ['German Mac', { key: ']', code: 'Digit6', altKey: true }, ']'],
    ['German Windows', { key: '[', code: 'Digit8', ctrlKey: true, altKey: true }, '['],
    ['German Linux', { key: '[', code: 'Digit8', altGraph: true }, '['],
    ['French', { key: 'Dead', code: 'BracketLeft' }, '['],
    ['French', { key: '$', code: 'BracketRight' }, ']'],
    ['French', { key: 'à', code: 'Digit0' }, '0'],
    ['French', { key: '0', code: 'Digit0', shiftKey: true }, '0'],
    ['French, by place', { key: 'z', code: 'KeyW' }, 'w'],
    ['French, by place', { key: 'q', code: 'KeyA' }, 'a'],
    ['French, by letter', { key: 'w', code: 'KeyZ' }, 'w'],
    ['French, by letter', { key: 'a', code: 'KeyQ' }, 'a'],
    ['Dvorak: the letter wins', { key: 'j', code: 'KeyC' }, 'j'],
    ['Dvorak: the letter wins', { key: ',', code: 'KeyW' }, ','],
    ['Dvorak: the letter wins', { key: '/', code: 'BracketLeft' }, '/'],
    ['Colemak: the letter wins', { key: 's', code: 'KeyD' }, 's'],
    ['any', { key: 'Enter', code: 'NumpadEnter' }, 'Enter'],
    ['any', { key: 'Enter', code: 'Enter', shiftKey: true }, 'shift+Enter'],
  ])('is found on a keyboard of the layout %s: %o', (_, press, command) => {
    expect(commandOf(press)).toBe(command);
  });

  it.each<[why: string, press: Press]>([
    ['Shift', { key: 'J', code: 'KeyJ', shiftKey: true }],
    ['Shift under Caps Lock', { key: 'j', code: 'KeyJ', shiftKey: true }],
    ['Shift', { key: 'ArrowDown', code: 'ArrowDown', shiftKey: true }],
    ['Ctrl', { key: 'j', code: 'KeyJ', ctrlKey: true }],
    ['Ctrl in Cyrillic', { key: 'о', code: 'KeyJ', ctrlKey: true }],
    ['Alt', { key: 'j', code: 'KeyJ', altKey: true }],
    ['Alt', { key: '[', code: 'BracketLeft', altKey: true }],
    ['Option on a Mac', { key: '∆', code: 'KeyJ', altKey: true }],
    ['AltGr', { key: '\u0309', code: 'KeyJ', altGraph: true }],
    ['Ctrl and Shift', { key: 'K', code: 'KeyK', ctrlKey: true, shiftKey: true }],
    ['Ctrl and Command', { key: 'k', code: 'KeyK', ctrlKey: true, metaKey: true }],
    ['a composition', { key: 'j', code: 'KeyJ', isComposing: true }],
    ['a composition', { key: 'Process', code: 'KeyJ', keyCode: 229 }],
    ['another letter, Dvorak', { key: 'h', code: 'KeyJ' }],
    ['another letter, French', { key: ';', code: 'Comma' }],
  ])('is none with %s: %o', (_, press) => {
    expect(commandOf(press)).toBeUndefined();
  });

  it('is found in an event of React', () => {
    const nativeEvent = keyPress('Enter', { code: 'NumpadEnter' });
    expect(isKey({ nativeEvent }, 'Enter')).toBe(true);
    expect(isKey({ nativeEvent }, 'Escape')).toBe(false);
  });

  it('belongs to a command when it writes a character: controls cannot take it', () => {
    // @ts-expect-error A control names no character.
    expect(isKey(keyPress('x'), 'x')).toBe(true);
    // @ts-expect-error A control names no character.
    expect(commandOfKey(keyPress('x'), new Map([['x', 'mine']]))).toBe('mine');
  });
});
