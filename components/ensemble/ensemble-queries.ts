import {
  keepPreviousData,
  useQuery,
  type QueryKey,
  type UseQueryResult,
} from '@tanstack/react-query';
import { api } from '@/components/api';
import { toServerData, untilWhole, type ServerData } from '@/components/server-data';
import type { EnsembleBands, EnsembleForks, EnsembleResults } from '@/lib/api/ensemble-contract';
import type { EnsembleSelection } from '@/lib/api/ensemble-query';
import type { ChoiceDetail } from '@/lib/ensemble/choices';
import { MAX_RUNS } from '@/lib/ensemble/ensemble-bounds';

/** An answer; while another one is on its way, the one before it stays. */
export interface Answer<Data> {
  readonly data: ServerData<Data>;
  /** Whether it belongs to an earlier question. */
  readonly isOld: boolean;
}

/** The settings and variables of the runs, whatever the question is. */
export function useEnsembleFacts(runs: EnsembleSelection): Answer<EnsembleResults> {
  return useAnswer(['ensemble-facts', runs], (signal) =>
    api.getEnsembleResults(runs, { limit: 1 }, { signal, isPartial: true }),
  );
}

/** All rows of the table, in the order of the runs. */
export function useEnsembleResults(
  selection: EnsembleSelection,
  variables: readonly string[],
): Answer<EnsembleResults> {
  return useAnswer(['ensemble-results', selection, variables], (signal) =>
    api.getEnsembleResults(selection, { variables, limit: MAX_RUNS }, { signal, isPartial: true }),
  );
}

/** The bands of a variable; `loading` without one. */
export function useEnsembleBands(
  selection: EnsembleSelection,
  variable: string | null,
): Answer<EnsembleBands> {
  return useAnswer(
    ['ensemble-bands', selection, variable],
    (signal) => api.getEnsembleBands(selection, variable ?? '', { signal, isPartial: true }),
    variable !== null,
  );
}

export function useEnsembleForks(
  selection: EnsembleSelection,
  options: { readonly detail: ChoiceDetail; readonly nodes: number },
): Answer<EnsembleForks> {
  return useAnswer(['ensemble-forks', selection, options], (signal) =>
    api.getEnsembleForks(selection, { ...options, signal, isPartial: true }),
  );
}

function useAnswer<Data extends object>(
  queryKey: QueryKey,
  ask: (signal: AbortSignal) => Promise<Data>,
  enabled = true,
): Answer<Data> {
  const query: UseQueryResult<Data> = useQuery<Data>({
    queryKey,
    queryFn: ({ signal }) => ask(signal),
    enabled,
    placeholderData: keepPreviousData,
    refetchInterval: untilWhole,
  });
  return { data: toServerData(query), isOld: query.isPlaceholderData };
}
