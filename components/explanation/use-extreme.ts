import { useQuery } from '@tanstack/react-query';
import { api } from '@/components/api';
import { runKey } from '@/components/run-key';
import type { StoredEvent } from '@/lib/events/read-event';
import { writeVariableKey } from '@/lib/replay/variable-key';
import { variableOf } from '@/lib/replay/variable';
import type { Extreme } from './story-question';

/** Stretches of a series keep their lowest and highest numbers, so a few are enough. */
const POINTS = 20;

/** Whether an event sets its variable to the highest or the lowest number of the run; `undefined` until it is known. */
export function useExtreme(
  simulationId: string,
  event: StoredEvent | undefined,
): Extreme | undefined {
  const variable = event === undefined ? null : variableOf(event);
  const key = variable === null ? '' : writeVariableKey(variable);
  const { data } = useQuery({
    queryKey: runKey('extremes', simulationId, key),
    queryFn: ({ signal }) =>
      api.getVariables(simulationId, { variables: [key], points: POINTS, signal }),
    enabled: key !== '',
  });
  const value = event?.details?.['new_value'];
  const numbers = (data?.variables[0]?.points ?? []).flatMap((point) =>
    typeof point.value === 'number' ? point.value : [],
  );
  const [first, ...rest] = numbers;
  if (typeof value !== 'number' || first === undefined) return undefined;
  const highest = rest.reduce((most, each) => Math.max(most, each), first);
  const lowest = rest.reduce((least, each) => Math.min(least, each), first);
  if (highest === lowest) return undefined;
  return value >= highest ? 'highest' : value <= lowest ? 'lowest' : undefined;
}
