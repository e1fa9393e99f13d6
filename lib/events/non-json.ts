/** A value inside another value that JSON cannot hold. */
export interface NonJson {
  readonly path: readonly string[];
  readonly value: unknown;
  readonly reason: string;
}

/**
 * The first value inside `value` that JSON would lose or fail on: a BigInt, function, symbol, Map or Set, a number that
 * is not finite, a circular reference, a `toJSON` that throws. `undefined` members are fine: they are absent in JSON
 * too. Dates and other objects with `toJSON` are checked by the result of `toJSON`.
 */
export function findNonJson(value: unknown): NonJson | undefined {
  try {
    const { found, depth } = search(value);
    return found ?? (depth > WRITABLE_DEPTH ? whyTooDeep(value, depth) : undefined);
  } catch (error) {
    return { path: [], value, reason: `it cannot be read: ${messageOf(error)}` };
  }
}

/** JSON of up to this depth can be written, however full the stack is. */
const WRITABLE_DEPTH = 500;

function whyTooDeep(value: unknown, depth: number): NonJson | undefined {
  try {
    JSON.stringify(value);
    return undefined;
  } catch (error) {
    const reason = `it is nested ${String(depth)} deep and cannot be written: ${messageOf(error)}`;
    return { path: [], value, reason };
  }
}

/** A value and its place. The outermost value has no name. */
interface Place {
  readonly value: unknown;
  readonly name?: string;
  readonly within?: Place | undefined;
}

/** Placed after all values inside an object. */
interface End {
  readonly endOf: object;
}

/** Visits one value after another, in the order of JSON. Without recursion, since values may be nested to any depth. */
function search(value: unknown): { readonly found?: NonJson; readonly depth: number } {
  const around = new Set<unknown>();
  /** A stack. */
  const waiting: (Place | End)[] = [{ value }];
  let depth = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if ('endOf' in next) {
      around.delete(next.endOf);
      continue;
    }
    const place = next;
    const reason = whyNot(place.value, around);
    if (reason !== undefined) {
      return { found: { path: pathOf(place), value: place.value, reason }, depth };
    }
    if (typeof place.value !== 'object' || place.value === null) continue;
    around.add(place.value);
    depth = Math.max(depth, around.size);
    waiting.push({ endOf: place.value });
    for (const inner of placesIn(place.value, place).toReversed()) waiting.push(inner);
  }
  return { depth };
}

/** The values that JSON writes for an object: the result of its `toJSON`, at the same place, or its members. */
function placesIn(object: object, place: Place): readonly Place[] {
  if ('toJSON' in object && typeof object.toJSON === 'function') {
    const json: unknown = Reflect.apply(object.toJSON, object, [place.name ?? '']);
    return [{ ...place, value: json }];
  }
  const members: [name: string, value: unknown][] = Object.entries(object);
  return members.map(([name, value]) => ({ value, name, within: place }));
}

function pathOf(place: Place): readonly string[] {
  const path: string[] = [];
  for (let at: Place | undefined = place; at !== undefined; at = at.within) {
    if (at.name !== undefined) path.push(at.name);
  }
  return path.reverse();
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function whyNot(value: unknown, around: ReadonlySet<unknown>): string | undefined {
  switch (typeof value) {
    case 'bigint':
    case 'function':
    case 'symbol':
      return `JSON has no ${typeof value}`;
    case 'number':
      return Number.isFinite(value) ? undefined : 'JSON has no such number';
    case 'object':
      if (value instanceof Map || value instanceof Set) {
        return `JSON has no ${value.constructor.name}; give a plain object or an array`;
      }
      return around.has(value) ? 'it contains itself' : undefined;
    default:
      return undefined;
  }
}
