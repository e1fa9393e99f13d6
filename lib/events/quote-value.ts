const MAX_LENGTH = 80;

/** Formats any value for a message: as JSON where possible, cut after 80 characters. Never throws. */
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

/** For values without a JSON form, such as cycles. */
function describeKind(value: unknown): string {
  try {
    return Object.prototype.toString.call(value);
  } catch {
    return typeof value;
  }
}
