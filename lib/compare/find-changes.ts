import { isIdText, isVolatileField } from '../events/volatile-fields';
import { itemTexts, memberTexts } from '../json/member-text';
import { sameJson } from '../replay/same-json';
import { breathe, isBreathDue } from '../work/work';
import type { JsonChange } from './json-change';

/** Deeper values are compared as a whole. */
const MAX_DEPTH = 30;

export interface ChangeRules {
  /** Whether a field is ignored besides the volatile ones, by its name and its path from the details. */
  readonly isIgnored: (name: string, path: readonly string[]) => boolean;
  /** The text of `a` for a text of `b`. */
  readonly texts: ReadonlyMap<string, string>;
}

/** The fields in which the contents of two lines differ, in the order of `a`, then of `b`: of details, or of descriptions. */
export async function findChanges(
  a: string,
  b: string,
  { isIgnored, texts }: ChangeRules,
): Promise<readonly JsonChange[]> {
  const changes: JsonChange[] = [];

  function textsAreSame(inA: string, inB: string): boolean {
    if (isIdText(inA.slice(1, -1)) && isIdText(inB.slice(1, -1))) return true;
    const text: unknown = JSON.parse(inB);
    const replaced = typeof text === 'string' ? texts.get(text) : undefined;
    return sameJson(inA, replaced === undefined ? inB : JSON.stringify(replaced));
  }

  async function compare(
    inA: string | undefined,
    inB: string | undefined,
    path: string,
    names: readonly string[],
  ): Promise<void> {
    if (isBreathDue()) await breathe();
    if (inA !== undefined && inB !== undefined) {
      const mark = inA[0] === inB[0] && names.length < MAX_DEPTH ? inA[0] : undefined;
      if (mark === '{') return compareObjects(inA, inB, path, names);
      if (mark === '[') return compareLists(inA, inB, path, names);
      if (mark === '"' ? textsAreSame(inA, inB) : sameJson(inA, inB)) return;
    }
    changes.push({ path, a: inA, b: inB });
  }

  async function compareObjects(
    inA: string,
    inB: string,
    path: string,
    names: readonly string[],
  ): Promise<void> {
    const membersA = memberTexts(inA);
    const membersB = new Map(
      Array.from(memberTexts(inB), ([name, json]) => [texts.get(name) ?? name, json] as const),
    );
    for (const name of new Set([...membersA.keys(), ...membersB.keys()])) {
      const own = [...names, name];
      if (isVolatileField(name) || isIgnored(name, own)) continue;
      await compare(membersA.get(name), membersB.get(name), `${path}.${name}`, own);
    }
  }

  async function compareLists(
    inA: string,
    inB: string,
    path: string,
    names: readonly string[],
  ): Promise<void> {
    const [itemsA, itemsB] = [itemTexts(inA), itemTexts(inB)];
    const count = Math.max(itemsA.length, itemsB.length);
    for (let at = 0; at < count; at++) {
      await compare(itemsA[at], itemsB[at], `${path}[${String(at)}]`, names);
    }
  }

  const [lineA, lineB] = [memberTexts(a), memberTexts(b)];
  const [detailsA, detailsB] = [objectIn(lineA), objectIn(lineB)];
  if (detailsA !== undefined || detailsB !== undefined) {
    await compare(detailsA, detailsB, 'details', []);
  } else {
    await compare(lineA.get('description'), lineB.get('description'), 'description', []);
  }
  return changes;
}

function objectIn(line: ReadonlyMap<string, string>): string | undefined {
  const details = line.get('details');
  return details?.startsWith('{') === true ? details : undefined;
}
