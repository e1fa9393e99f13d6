import type { KeyPress } from '@/components/ui/key-press';

/** The press of a key, without modifiers. */
export function keyPress(key: string, more: Partial<KeyPress> = {}): KeyPress {
  return {
    ...{ key, code: '', shiftKey: false, ctrlKey: false, metaKey: false, altKey: false },
    ...{ isComposing: false, keyCode: 0, getModifierState: () => false },
    ...more,
  };
}
