import { shownName, type ShownText } from '@/components/ui/shown-text';

const MAX_LENGTH = 40;

/** Short names of runs by id: without the beginning that all ids share, up to a separator. */
export function runLabels(ids: readonly string[]): ReadonlyMap<string, ShownText> {
  const shared = ids.length < 2 ? '' : sharedBeginning(ids);
  const cut = /^.*[_\-.: /]/s.exec(shared)?.[0].length ?? 0;
  return new Map(ids.map((id) => [id, shownName(id.slice(cut) || id, MAX_LENGTH)]));
}

function sharedBeginning(ids: readonly string[]): string {
  const [first = ''] = ids;
  return ids.reduce((shared, id) => {
    let length = 0;
    while (length < shared.length && shared[length] === id[length]) length++;
    return shared.slice(0, length);
  }, first);
}
