/** What of a keyboard event decides which key it is. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly isComposing: boolean;
  /** 229 while an input method has the key, in browsers that do not tell it otherwise. */
  readonly keyCode: number;
  readonly getModifierState: (modifier: string) => boolean;
}

/** A browser's event, or React's, which holds it. */
export type KeyInput = KeyPress | { readonly nativeEvent: KeyPress };

/**
 * The commands of a handler by their keys. A key is the character that it writes (`j`, `[`, `?`; letters in lower case)
 * or its name (`Enter`, `ArrowDown`); before it, in this order, `mod+` for Ctrl or Command and `shift+`. A character
 * that needs Shift has none before it.
 */
export type KeyCommands<Command> = ReadonlyMap<string, Command>;

/**
 * The command that a key press asks for; `undefined` when it asks for none of these. The character counts first. Where
 * a keyboard layout has no such character, the place of the key counts: `j` in Cyrillic, `[` on a German keyboard. No
 * command has a key that is being composed with, or one pressed with more modifiers than it names.
 */
export function commandOfKey<Command>(
  input: KeyInput,
  commands: KeyCommands<Command>,
): Command | undefined {
  for (const name of namesOf('nativeEvent' in input ? input.nativeEvent : input)) {
    const command = commands.get(name);
    if (command !== undefined) return command;
  }
  return undefined;
}

/** Which of some keys, named as in {@link KeyCommands}, a key press is; `undefined` when it is none of them. */
export function keyAmong<Key extends string>(
  input: KeyInput,
  keys: readonly Key[],
): Key | undefined {
  return commandOfKey(input, new Map(keys.map((key) => [key, key])));
}

/** Whether a key press is that of a key, named as in {@link KeyCommands}. */
export function isKey(input: KeyInput, key: string): boolean {
  return keyAmong(input, [key]) !== undefined;
}

/** All names of a key press, the likeliest first. */
function namesOf(press: KeyPress): readonly string[] {
  if (press.isComposing || press.keyCode === COMPOSING) return [];
  const { key, shiftKey, ctrlKey, metaKey, altKey } = press;
  if (press.getModifierState('AltGraph') || (ctrlKey && altKey))
    return THIRD_LEVEL.has(key) ? [key] : [];
  if (altKey) return isWrittenWithOption(press) ? [key] : [];
  if (ctrlKey && metaKey) return [];
  const mod = ctrlKey || metaKey ? 'mod+' : '';
  const isCharacter = /^[^ ]$/u.test(key);
  if (!isCharacter && key !== 'Dead') return [`${mod}${shiftKey ? 'shift+' : ''}${key}`];
  return [...new Set([byCharacter(press), byPlace(press)])].flatMap((name) =>
    name === undefined ? [] : `${mod}${name}`,
  );
}

const COMPOSING = 229;

/** The key's character. Caps Lock is no matter; Shift with a letter is another key. */
function byCharacter({ key, shiftKey }: KeyPress): string | undefined {
  if (key === 'Dead') return undefined;
  const isLetter = key.toLowerCase() !== key.toUpperCase();
  return isLetter ? `${shiftKey ? 'shift+' : ''}${key.toLowerCase()}` : key;
}

/** What stands at the key's place on a keyboard from the United States, where the layout writes no other command there. */
function byPlace({ key, code, shiftKey, ctrlKey, metaKey }: KeyPress): string | undefined {
  const place = PLACES.get(code);
  if (place === undefined) return undefined;
  const [plain, shifted = `shift+${plain}`] = place;
  const name = shiftKey ? shifted : plain;
  const isAscii = key !== 'Dead' && key < '\u0080';
  if (!isAscii) return name;
  const isPlaceItself = !ctrlKey && !metaKey && PLACES_ALONE.has(name);
  return isPlaceItself && !CHARACTERS_OF_COMMANDS.has(key.toLowerCase()) ? name : undefined;
}

/** Keys that are pressed for where they are: a cross for one hand, and two that stand side by side. */
const PLACES_ALONE = new Set(['w', 'a', 's', 'd', '[', ']']);

/**
 * Characters that mean themselves wherever a layout puts them: those of the commands, in shortcut-list.ts. `+`, `=` and
 * `-` are the graph's alone, which looks for them first; on a German keyboard `+` is at the place of `]`.
 */
export const CHARACTERS_OF_COMMANDS: ReadonlySet<string> = new Set('acdfgjkpswxy0/?[],.<>');

/** Characters for which many keyboards need AltGr, or Option. */
const THIRD_LEVEL = new Set('[]{}\\|@#~');

/** Option writes `[` on a Mac, on a key that has another character; elsewhere Alt is a modifier that nobody asked for. */
function isWrittenWithOption({ key, code, metaKey }: KeyPress): boolean {
  return !metaKey && THIRD_LEVEL.has(key) && /^(Digit|Key)/.test(code);
}

/** The characters of a key by its place: plain, and with Shift where that is no capital. */
type Place = readonly [plain: string, shifted?: string];

const PLACES = new Map<string, Place>([
  ...Array.from('abcdefghijklmnopqrstuvwxyz', (letter): [string, Place] => [
    `Key${letter.toUpperCase()}`,
    [letter],
  ]),
  ...Array.from(')!@#$%^&*(', (shifted, digit): [string, Place] => [
    `Digit${String(digit)}`,
    [String(digit), shifted],
  ]),
  ['Minus', ['-', '_']],
  ['Equal', ['=', '+']],
  ['BracketLeft', ['[', '{']],
  ['BracketRight', [']', '}']],
  ['Comma', [',', '<']],
  ['Period', ['.', '>']],
  ['Slash', ['/', '?']],
]);
