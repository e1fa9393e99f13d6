/** The properties of a keyboard event that identify the key. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly isComposing: boolean;
  /** 229 while an input method has the key, in browsers with no other sign of that. */
  readonly keyCode: number;
  readonly getModifierState: (modifier: string) => boolean;
}

/** A browser's event, or React's, which holds it. */
export type KeyInput = KeyPress | { readonly nativeEvent: KeyPress };

/** The characters that commands of Causeway use. They work on every keyboard layout. */
const COMMAND_CHARACTERS = [
  ...['a', 'c', 'd', 'f', 'g', 'j', 'k', 'n', 'p', 'r', 's', 'w', 'x', 'y'],
  ...['0', '/', '?', '[', ']', '{', '}', ',', '.', '<', '>'],
] as const;

/**
 * `+`, `=` and `-` are keys of the graph alone. On a German keyboard, `+` is at the place of `]`. `z` is a key of the reader
 * alone. On a French keyboard, `z` is at the place of `w`.
 */
type CommandCharacter = (typeof COMMAND_CHARACTERS)[number] | '+' | '=' | '-' | 'z';

/** Keys that a control handles while it has the focus. */
type NamedKey =
  | 'Enter'
  | 'Escape'
  | ' '
  | 'Home'
  | 'End'
  | 'PageUp'
  | 'PageDown'
  | 'ArrowUp'
  | 'ArrowDown'
  | 'ArrowLeft'
  | 'ArrowRight'
  | 'ContextMenu'
  | 'F3'
  | 'F10';

/**
 * A key of a control: its name, with `shift+` or `mod+` (Ctrl or Command) before it, or a key that browsers have for all
 * pages. A control can handle no character: keys that write one belong to a command.
 */
export type ControlKey =
  NamedKey | `shift+${NamedKey}` | `mod+${NamedKey}` | 'mod+f' | 'mod+g' | 'mod+shift+g';

/** A key of a command: a character (letters in lower case; no `shift+` where the character needs Shift), or as above. */
export type CommandKey = CommandCharacter | 'shift+n' | `mod+${CommandCharacter}` | ControlKey;

/**
 * The member of `byKey` for a key press; `undefined` without one. The character counts first. Where a keyboard layout has
 * no such character, the place of the key counts: `j` in Cyrillic, `[` on a German keyboard. A key in a composition, or
 * with more modifiers than named, has no member.
 */
export function commandOfKey<Command>(
  input: KeyInput,
  byKey: ReadonlyMap<ControlKey, Command>,
): Command | undefined {
  return findByKey(input, byKey);
}

/** Like {@link commandOfKey}, for all keys. Only the folder `commands` uses it. */
export function findByKey<Command>(
  input: KeyInput,
  commands: ReadonlyMap<string, Command>,
): Command | undefined {
  for (const name of namesOf('nativeEvent' in input ? input.nativeEvent : input)) {
    const command = commands.get(name);
    if (command !== undefined) return command;
  }
  return undefined;
}

/** The key of a press among `keys`; `undefined` for other keys. */
export function keyAmong<Key extends ControlKey>(
  input: KeyInput,
  keys: readonly Key[],
): Key | undefined {
  return findByKey(input, new Map(keys.map((key) => [key, key])));
}

/** Whether a press is of `key`. */
export function isKey(input: KeyInput, key: ControlKey): boolean {
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

/** The key's character. Caps Lock has no effect; Shift with a letter is another key. */
function byCharacter({ key, shiftKey }: KeyPress): string | undefined {
  if (key === 'Dead') return undefined;
  const isLetter = key.toLowerCase() !== key.toUpperCase();
  return isLetter ? `${shiftKey ? 'shift+' : ''}${key.toLowerCase()}` : key;
}

/** The character at the key's place on a US keyboard, unless the layout has another command there. */
function byPlace({ key, code, shiftKey, ctrlKey, metaKey }: KeyPress): string | undefined {
  const place = PLACES.get(code);
  if (place === undefined) return undefined;
  const [plain, shifted = `shift+${plain}`] = place;
  const name = shiftKey ? shifted : plain;
  const isAscii = key !== 'Dead' && key < '\u0080';
  if (!isAscii) return name;
  const isPlaceItself = !ctrlKey && !metaKey && PLACES_ALONE.has(name);
  return isPlaceItself && !CHARACTERS.has(key.toLowerCase()) ? name : undefined;
}

/** Keys chosen for their place: a cross for one hand, and two adjacent keys. */
const PLACES_ALONE = new Set(['w', 'a', 's', 'd', '[', ']']);

const CHARACTERS: ReadonlySet<string> = new Set(COMMAND_CHARACTERS);

/** Characters for which many keyboards need AltGr, or Option. */
const THIRD_LEVEL = new Set('[]{}\\|@#~');

/** On a Mac, Option writes `[` with the key of another character; elsewhere Alt is an extra modifier. */
function isWrittenWithOption({ key, code, metaKey }: KeyPress): boolean {
  return !metaKey && THIRD_LEVEL.has(key) && /^(Digit|Key)/.test(code);
}

/** The characters of a key by its place: plain, and with Shift unless that is a capital letter. */
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
