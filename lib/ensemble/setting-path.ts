// The path of a setting in a configuration, written with dots: `engine.interest_rate`. An item of a list is named by its `name`
// where every item has one of its own, as in `engine.goods.grain.price`, otherwise by its number from 0. A dot or a backslash in a
// name gets a backslash before it.

/** A value that is no object and no list with content. */
export type SettingValue =
  string | number | boolean | null | Readonly<Record<string, never>> | readonly never[];

interface Member {
  readonly name: string;
  readonly key: string | number;
  readonly value: unknown;
}

/** The most settings of one configuration. Further ones are left out. */
const MAX_SETTINGS = 5000;
const MAX_DEPTH = 32;

/** The settings of a configuration by path, in its order: the values of its innermost members. */
export function flattenSettings(config: unknown): ReadonlyMap<string, SettingValue> {
  const settings = new Map<string, SettingValue>();
  const walk = (value: unknown, path: readonly string[]): void => {
    if (settings.size >= MAX_SETTINGS || path.length > MAX_DEPTH) return;
    const members = membersOf(value);
    for (const member of members) walk(member.value, [...path, member.name]);
    if (members.length === 0 && path.length > 0) settings.set(path.join('.'), plainValue(value));
  };
  walk(config, []);
  return settings;
}

/** The same configuration with another value at an existing path. @throws {RangeError} without such a path */
export function withSetting(config: unknown, path: string, value: unknown): unknown {
  const names = splitPath(path);
  if (names.length === 0) throw new RangeError(`there is no setting ${path}`);
  const replace = (section: unknown, depth: number): unknown => {
    if (depth === names.length) return value;
    const member = membersOf(section).find(({ name }) => name === names[depth]);
    if (member === undefined) throw new RangeError(`there is no setting ${path}`);
    const changed = replace(member.value, depth + 1);
    if (!Array.isArray(section)) return { ...Object(section), [member.key]: changed };
    return section.map((item: unknown, at) => (at === member.key ? changed : item));
  };
  return replace(config, 0);
}

function membersOf(value: unknown): readonly Member[] {
  if (Array.isArray(value)) {
    const names: readonly (string | undefined)[] = value.map(nameOf);
    const areNamed =
      names.every((name) => name !== undefined) && new Set(names).size === names.length;
    return value.map((item: unknown, key) => ({
      name: areNamed ? escape(names[key] ?? '') : String(key),
      key,
      value: item,
    }));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([key, item]: [string, unknown]) => ({
    name: escape(key),
    key,
    value: item,
  }));
}

/** The name of an item; `undefined` without one that could not be a number. */
function nameOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null || !('name' in item)) return undefined;
  const { name } = item;
  return typeof name === 'string' && /[^\d]/.test(name) ? name : undefined;
}

function plainValue(value: unknown): SettingValue {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return value;
    default:
      return Array.isArray(value) ? [] : value === null || value === undefined ? null : {};
  }
}

function escape(name: string): string {
  return name.replace(/[\\.]/g, '\\$&');
}

/** The names of a path, still escaped; none of a text that is no path. */
function splitPath(path: string): readonly string[] {
  const names = path.match(/(?:[^\\.]|\\.)+/gs) ?? [];
  return names.join('.') === path ? names : [];
}
