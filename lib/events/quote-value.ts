const MAX_LENGTH = 80;

/** Any value as a message quotes it: as JSON where it has such a form, cut after 80 characters. Never throws. */
export function quoteValue(value: unknown): string {
  if (typeof value === 'bigint') return `${String(value)}n`;
  if (typeof value === 'number' || typeof value === 'symbol') return String(value);
  if (typeof value === 'function') return `function ${value.name}`;
  const text = describe(value);
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}

function describe(value: unknown): string {
  try {
    const text: unknown = JSON.stringify(value);
    return typeof text === 'string' ? text : String(value);
  } catch {
    return describeKind(value);
  }
}

/** Of what has no JSON form, such as a cycle. */
function describeKind(value: unknown): string {
  try {
    return Object.prototype.toString.call(value);
  } catch {
    return typeof value;
  }
}
