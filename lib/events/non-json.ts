/** A value within another that JSON cannot hold. */
export interface NonJson {
  readonly path: readonly string[];
  readonly value: unknown;
  readonly reason: string;
}

/**
 * The first value in `value` that would be lost or would fail in JSON: a BigInt, function, symbol, Map or Set, a number
 * that is not finite, a reference back to what contains it, a `toJSON` that throws. `undefined` members are absent in
 * JSON too and fine; dates and whatever else has a `toJSON` are what it gives.
 */
export function findNonJson(value: unknown): NonJson | undefined {
  try {
    return find(value, [], []);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { path: [], value, reason: `it cannot be read: ${reason}` };
  }
}

function find(
  value: unknown,
  path: readonly string[],
  around: readonly unknown[],
): NonJson | undefined {
  const reason = whyNot(value, around);
  if (reason !== undefined) return { path, value, reason };
  if (typeof value !== 'object' || value === null) return undefined;
  const within = [...around, value];
  if ('toJSON' in value && typeof value.toJSON === 'function') {
    const json: unknown = Reflect.apply(value.toJSON, value, [path.at(-1) ?? '']);
    return find(json, path, within);
  }
  for (const [name, member] of Object.entries(value)) {
    const found = find(member, [...path, name], within);
    if (found !== undefined) return found;
  }
  return undefined;
}

function whyNot(value: unknown, around: readonly unknown[]): string | undefined {
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
      return around.includes(value) ? 'it contains itself' : undefined;
    default:
      return undefined;
  }
}
