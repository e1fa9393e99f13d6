import { eachItem, eachMember, nameOf } from '../json/member-text';
import { sameJson } from '../replay/same-json';
import { breathe, isBreathDue } from '../work/work';
import type { JsonChange } from './json-change';

/** Values that are nested deeper are settings as a whole. */
const MAX_DEPTH = 20;

/** The settings of a configuration: the JSON text of each value that is no list or object with members, by path. */
export async function listSettings(config: string): Promise<ReadonlyMap<string, string>> {
  const settings = new Map<string, string>();
  async function add(json: string, path: string, depth: number): Promise<void> {
    if (isBreathDue()) await breathe();
    const mark = depth < MAX_DEPTH ? json[0] : '';
    let isEmpty = true;
    if (mark === '{') {
      for (const { quoted, start, end } of eachMember(json)) {
        isEmpty = false;
        const name = nameOf(quoted);
        await add(json.slice(start, end), path === '' ? name : `${path}.${name}`, depth + 1);
      }
    } else if (mark === '[') {
      let at = 0;
      for (const { start, end } of eachItem(json)) {
        isEmpty = false;
        await add(json.slice(start, end), `${path}[${String(at++)}]`, depth + 1);
      }
    }
    if (isEmpty) settings.set(path, json);
  }
  await add(config.trim(), '', 0);
  return settings;
}

export interface ComparedSettings {
  readonly sameCount: number;
  readonly differences: readonly JsonChange[];
}

/** Compares two configurations, given as JSON texts. Differences are in the order of `a`, then of `b`. */
export async function compareSettings(a: string, b: string): Promise<ComparedSettings> {
  const [settingsA, settingsB] = [await listSettings(a), await listSettings(b)];
  const differences: JsonChange[] = [];
  let sameCount = 0;
  for (const path of new Set([...settingsA.keys(), ...settingsB.keys()])) {
    if (isBreathDue()) await breathe();
    const [inA, inB] = [settingsA.get(path), settingsB.get(path)];
    if (inA !== undefined && inB !== undefined && sameJson(inA, inB)) sameCount++;
    else differences.push({ path, a: inA, b: inB });
  }
  return { sameCount, differences };
}
