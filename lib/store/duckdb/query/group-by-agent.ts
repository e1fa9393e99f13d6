import { compareNaturally } from '../../../events/natural-order';
import { sortInSlices } from '../../../work/in-slices';
import { listText } from '../sql/connections';
import { queryNumbers } from '../sql/query-numbers';
import { isKeyless } from './key-group';
import { limitTo, readPlaces, type GroupedMatches, type GroupScope } from './key-groups';
import { namesTerms } from './event-query';
import { countCombinations, meetsTerms } from './rank-combinations';

/** The code of events without an agent. */
const NO_AGENT = 0;

/** The key is the place of an agent in the natural order of all agents. */
export async function groupByAgent(scope: GroupScope): Promise<GroupedMatches> {
  const { index, connection, conditions, hasText, where, counter } = scope;
  const { catalog } = index;
  const codes = await orderAgents(scope);
  const counts = await countByAgent(scope);
  const codeOf = (key: number): number => (Number.isNaN(key) ? NO_AGENT : (codes[key] ?? NO_AGENT));
  const agents = codes.map((code, key) => ({ count: counts.get(code) ?? 0, low: key, high: key }));
  const keyless = { count: counts.get(NO_AGENT) ?? 0, low: NaN, high: NaN };

  const groups = [...agents, keyless].filter(({ count }) => count > 0);

  return {
    groupsOfPage: () => Promise.resolve(groups),
    groupsAround: () => Promise.resolve(groups),

    divide: () => Promise.resolve(undefined),

    keySql: String,

    where: ({ low }) => `agent = ${String(codeOf(low))}`,

    sort(ascending, range) {
      const asked = ascending.map(({ low }) => codeOf(low));
      const keys = ascending.map((group) => (isKeyless(group) ? codes.length : group.low));
      return readPlaces(
        connection,
        `SELECT seq FROM ${catalog}.events
         JOIN (SELECT unnest($agents::UINTEGER[]) AS code, unnest($keys::UINTEGER[]) AS key) ON agent = code
         WHERE ${where} ORDER BY key ${range.isDescending ? 'DESC' : 'ASC'}, seq ${limitTo(range)}`,
        { values: { agents: listText(asked), keys: listText(keys) } },
      );
    },

    countUniform({ low }) {
      const agent = { included: [index.names().nameOf('agent', codeOf(low))], excluded: [] };
      return counter.count(index, connection, { ...conditions, agent }, hasText);
    },

    async keyAt(place) {
      const [code] = await readPlaces(
        connection,
        `SELECT agent FROM ${catalog}.events WHERE seq = ${String(place)}`,
      );
      const key = codes.indexOf(code ?? NO_AGENT);
      return key === -1 ? NaN : key;
    },
  };
}

/** The codes of all agents in natural order. */
async function orderAgents({ index, connection, cache }: GroupScope): Promise<readonly number[]> {
  const names = index.names();
  const ordered = await cache.get(connection, index.catalog, 'agents', async () => {
    const agents = Array.from({ length: names.count('agent') }, (_, code) => ({
      code,
      name: names.nameOf('agent', code),
    })).filter(({ code }) => code !== NO_AGENT);
    const sorted = await sortInSlices(agents, (a, b) => compareNaturally(a.name, b.name));
    return sorted.map(({ code }) => ({ count: 0, low: code, high: code }));
  });
  return ordered.map(({ low }) => low);
}

async function countByAgent(scope: GroupScope): Promise<ReadonlyMap<number, number>> {
  const { index, connection, conditions, hasText, where, cubes, cache } = scope;
  const cube = await cubes.inRange(index, connection, conditions, hasText);
  if (cube !== undefined) {
    const counts = new Map<number, number>();
    const terms = namesTerms(conditions, index.names());
    for (const [at, count] of countCombinations(cube).entries()) {
      const combination = cube.combinations[at];
      if (combination === undefined || !meetsTerms(terms, combination)) continue;
      counts.set(combination.agent, (counts.get(combination.agent) ?? 0) + count);
    }
    return counts;
  }
  const groups = await cache.get(connection, index.catalog, `agent ${where}`, async () => {
    const [codes = [], sums = []] = await queryNumbers(
      connection,
      `SELECT agent, count(*)::DOUBLE FROM ${index.catalog}.events WHERE ${where} GROUP BY agent`,
    );
    return Array.from(codes, (low, at) => ({ count: sums[at] ?? 0, low, high: low }));
  });
  return new Map(groups.map(({ low, count }) => [low, count]));
}
