/** About the largest number that a double holds. */
const LARGEST = '1.8e308';

/** A list or an object being written, and the index of its next member. */
interface Open {
  readonly members: Iterator<readonly [name: string | null, value: unknown]>;
  readonly close: string;
  isFirst: boolean;
}

/**
 * The first `maxLength` characters of the JSON text of a value from `JSON.parse`; longer text ends in `…`. The work is
 * bounded by `maxLength`, however deep or wide the value is. A number such as 1e400, which `JSON.parse` reads as
 * infinite, is written as `>1.8e308`, which is not JSON and cannot be mistaken for another number.
 */
export function boundedJson(value: unknown, maxLength: number): string {
  let text = '';
  const open: Open[] = [];
  const write = (next: unknown): void => {
    if (Array.isArray(next)) {
      text += '[';
      open.push({ members: itemsOf(next), close: ']', isFirst: true });
    } else if (typeof next === 'object' && next !== null) {
      text += '{';
      open.push({ members: fieldsOf(next), close: '}', isFirst: true });
    } else {
      text += leafText(next, maxLength);
    }
  };

  write(value);
  for (let last = open.at(-1); last !== undefined && text.length <= maxLength; last = open.at(-1)) {
    const next = last.members.next();
    if (next.done === true) {
      text += last.close;
      open.pop();
      continue;
    }
    const [name, member] = next.value;
    if (!last.isFirst) text += ',';
    last.isFirst = false;
    if (name !== null) text += `${leafText(name, maxLength)}:`;
    write(member);
  }
  return text.length <= maxLength ? text : `${text.slice(0, maxLength)}…`;
}

function* itemsOf(items: readonly unknown[]): Generator<readonly [null, unknown]> {
  for (const item of items) yield [null, item];
}

function* fieldsOf(fields: object): Generator<readonly [string, unknown]> {
  for (const name in fields) {
    if (Object.hasOwn(fields, name)) yield [name, Reflect.get(fields, name)];
  }
}

function leafText(value: unknown, maxLength: number): string {
  if (value === Infinity) return `>${LARGEST}`;
  if (value === -Infinity) return `<-${LARGEST}`;
  return JSON.stringify(typeof value === 'string' ? value.slice(0, maxLength + 1) : value);
}
