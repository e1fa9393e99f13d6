import type { KeyPress } from '@/components/ui/key-press';

/** A key press, without modifiers by default. */
export function keyPress(key: string, more: Partial<KeyPress> = {}): KeyPress {
  return {
    key,
    code: '',
    shiftKey: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    isComposing: false,
    keyCode: 0,
    getModifierState: () => false,
    ...more,
  };
}
