const COUNT = new Intl.NumberFormat('en-US');

/** `1,523,118` */
export function formatCount(count: number): string {
  return COUNT.format(count);
}

/** `1 event`, `2,953 events`; the plural is the noun with an s unless given. */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}
