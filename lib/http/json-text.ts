import { chunksOf, isLongText } from '../json/text-chunks';
import { AnswerTooLargeError } from '../errors';
import { breathe, isBreathDue } from '../work/work';

/** JSON text, ready to be sent, in pieces. */
export type JsonText = readonly string[];

/** A value given as JSON text. */
export class RawJson {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** The maximum size of a JSON answer, in bytes. The longest event has half of it. */
export const MAX_ANSWER_BYTES = 128 * 1024 * 1024;

/** Short texts are joined up to about this many characters. */
const PIECE_LENGTH = 64 * 1024;
/** The number of plain numbers and texts written in one go. */
const ITEMS_AT_ONCE = 512;

/**
 * Writes a value like `JSON.stringify`, in slices. {@link RawJson} is inserted unchanged, members that are `undefined` are left
 * out. Only for values of limited depth, because it is recursive.
 * @throws {AnswerTooLargeError}
 */
export async function writeJson(value: unknown, maxBytes = MAX_ANSWER_BYTES): Promise<JsonText> {
  const pieces: string[] = [];
  let gathered = '';
  let bytes = 0;

  function put(text: string): void {
    gathered += text;
    if (gathered.length > PIECE_LENGTH) flush();
  }

  function flush(): void {
    bytes += Buffer.byteLength(gathered);
    if (bytes > maxBytes) throw new AnswerTooLargeError(maxBytes);
    pieces.push(gathered);
    gathered = '';
  }

  async function putLong(text: string): Promise<void> {
    flush();
    for (const chunk of chunksOf(text)) {
      if (isBreathDue()) await breathe();
      gathered = chunk;
      flush();
    }
  }

  async function write(item: unknown): Promise<void> {
    if (isBreathDue()) await breathe();
    if (item instanceof RawJson) {
      if (isLongText(item.text)) await putLong(item.text);
      else put(item.text);
    } else if (isFlat(item)) put(textOf(item));
    else if (Array.isArray(item)) await writeList(item);
    else if (typeof item === 'object') await writeMembers(item);
  }

  async function writeList(items: readonly unknown[]): Promise<void> {
    put('[');
    for (let at = 0; at < items.length;) {
      if (at > 0) put(',');
      const some = isPlain(items[at]) ? items.slice(at, at + ITEMS_AT_ONCE) : [];
      if (some.length > 0 && some.every(isPlain)) {
        if (isBreathDue()) await breathe();
        put(textOf(some).slice(1, -1));
        at += some.length;
      } else {
        await write(items[at]);
        at += 1;
      }
    }
    put(']');
  }

  async function writeMembers(members: object): Promise<void> {
    let before = '{';
    for (const [name, member] of Object.entries(members)) {
      if (member === undefined) continue;
      put(`${before}${textOf(name)}:`);
      before = ',';
      await write(member);
    }
    put(before === '{' ? '{}' : '}');
  }

  await write(value);
  flush();
  return pieces;
}

function isPlain(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

const MAX_FLAT_MEMBERS = 32;

/** Whether it has few members, which are plain or have few plain members: it is written in one go. */
function isFlat(value: unknown, levels = 2): value is string | number | boolean | null | object {
  if (typeof value !== 'object' || value === null) return true;
  if (levels === 0 || value instanceof RawJson) return false;
  const members: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  return (
    members.length <= MAX_FLAT_MEMBERS && members.every((member) => isFlat(member, levels - 1))
  );
}

function textOf(value: string | number | boolean | null | object): string {
  return JSON.stringify(value);
}
