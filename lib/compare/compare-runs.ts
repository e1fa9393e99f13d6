import type { ToldDifference } from '../events/how';
import type { Both, RunPair, Side, TurnLook } from '../store/run-pair';
import { chooseScope, type ChosenScope } from './choose-scope';
import type { CutPart, RunConfig, RunDifferences } from './comparison';
import { countDifferences, findTogetherAgain } from './count-differences';
import { findDivergence } from './find-divergence';
import { compareSettings } from './list-settings';
import { findLedTo } from './measure-led-to';

export interface CompareOptions {
  readonly configs: Both<RunConfig>;
  /** Further fields of the details to ignore: names at any depth, or paths. */
  readonly ignored: readonly string[];
}

/** Finds out how two runs differ, and what the first difference led to. */
export async function compareRuns(
  pair: RunPair,
  { configs, ignored }: CompareOptions,
): Promise<RunDifferences & { readonly scope: ChosenScope }> {
  const configuration = await compareConfigurations(configs);
  const scope = await chooseScope(pair, ignored);
  const { scoped, levels, leftOut, renamed } = scope;
  const looks = await scoped.readTurns();
  const { found, isCut } = await findDivergence(scoped, looks);
  const { isCut: areNamesCut, ...counted } = await countDifferences(scoped, looks);
  const ends = await findEarlyEnd(pair, scope, looks);
  const before =
    found === null ? 0 : (await scoped.countBefore('a', found.turn)) + found.placeInTurn;
  const isOnlyShorter = ends !== null && before === scoped.eventCounts[ends.run];
  const cut: CutPart[] = [];
  if (scope.isCut) cut.push('contents');
  if (isCut) cut.push('order');
  if (areNamesCut) cut.push('names');
  return {
    scope,
    same: found === null,
    told: tell({ configuration, levels, ends, renamed }),
    configuration,
    verbosity: levels === undefined ? null : { ...levels.levels, left_out: leftOut },
    ends_early: ends,
    renamed,
    divergence: found,
    identical_before: before,
    together_again: found === null ? [] : findTogetherAgain(looks, found.turn),
    turn_count: looks.length,
    ...counted,
    variables: await scoped.compareVariables(lastWholeTurn(ends)),
    led_to: found === null || isOnlyShorter ? null : await findLedTo(scoped, found),
    cut,
  };
}

async function compareConfigurations({
  a,
  b,
}: Both<RunConfig>): Promise<RunDifferences['configuration']> {
  const unread = [
    ...('reason' in a ? [{ run: 'a' as const, reason: a.reason }] : []),
    ...('reason' in b ? [{ run: 'b' as const, reason: b.reason }] : []),
  ];
  if ('reason' in a || 'reason' in b) return { same_count: 0, differences: [], unread };
  const { sameCount, differences } = await compareSettings(a.text, b.text);
  return { same_count: sameCount, differences, unread };
}

async function findEarlyEnd(
  { turns }: RunPair,
  { scoped, hasEnd }: ChosenScope,
  looks: readonly TurnLook[],
): Promise<RunDifferences['ends_early']> {
  const last = { a: turns.a?.last ?? -1, b: turns.b?.last ?? -1 };
  const run: Side | undefined =
    last.a !== last.b
      ? last.a < last.b
        ? 'a'
        : 'b'
      : hasEnd.a === hasEnd.b
        ? undefined
        : hasEnd.a
          ? 'b'
          : 'a';
  if (run === undefined) return null;
  const other = run === 'a' ? 'b' : 'a';
  return {
    run,
    last_turn: turns[run]?.last ?? null,
    has_end: hasEnd[run],
    last: await scoped.findLast(run),
    missing: looks
      .filter(({ turn }) => turn > last[run])
      .reduce((sum, { counts }) => sum + counts[other], 0),
  };
}

/** The last turn that both runs recorded wholly: what one of them did not record does not differ. */
function lastWholeTurn(ends: RunDifferences['ends_early']): number {
  if (ends === null) return Number.MAX_SAFE_INTEGER;
  const last = ends.last_turn ?? -1;
  return ends.has_end ? last : last - 1;
}

function tell({
  configuration,
  levels,
  ends,
  renamed,
}: {
  readonly configuration: RunDifferences['configuration'];
  readonly levels: ChosenScope['levels'];
  readonly ends: RunDifferences['ends_early'];
  readonly renamed: ReadonlyMap<string, string>;
}): readonly ToldDifference[] {
  const paths = configuration.differences.map(({ path }) => path);
  const told: ToldDifference[] = [];
  if (paths.some((path) => !isSeed(path) && !isVerbosity(path))) told.push('another_configuration');
  if (paths.some(isSeed)) told.push('another_seed');
  if (levels !== undefined || paths.some(isVerbosity)) told.push('another_verbosity');
  if (ends !== null && !ends.has_end) told.push('cut_short');
  if (renamed.size > 0) told.push('renamed_agents');
  return told;
}

function isSeed(path: string): boolean {
  return /(?:^|[._])seed$/i.test(path);
}

function isVerbosity(path: string): boolean {
  return /(?:^|[._])verbosity(?:_level)?$/i.test(path);
}
