'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { toServerData, type ServerData } from '@/components/server-data';
import { chartSeries, withCloserLook, type ChartSeries } from './chart-series';
import { chartQuery } from './state-query';
import type { TurnRange } from './turn-range';

/**
 * The chosen variables over the run. When there are too many points, the visible turns are requested separately; until they are
 * loaded, the known points stay.
 */
export function useChartSeries(
  simulationId: string,
  chosen: readonly string[],
  zoom: TurnRange | null,
): ServerData<readonly ChartSeries[]> {
  const whole = toServerData(
    useQuery({ ...chartQuery(simulationId, chosen), placeholderData: keepPreviousData }),
  );
  const variables = whole.state === 'ready' ? whole.data : undefined;
  const series = useMemo(
    () => (variables === undefined ? undefined : chartSeries(chosen, variables)),
    [chosen, variables],
  );
  const isCloser = zoom !== null && series?.some(({ isSampled }) => isSampled) === true;
  const closer = useQuery({
    ...chartQuery(
      simulationId,
      chosen,
      zoom === null ? undefined : { from: zoom.first, to: zoom.last },
    ),
    enabled: isCloser,
  }).data;
  const data = useMemo(() => {
    if (series === undefined || zoom === null || !isCloser || closer === undefined) return series;
    return withCloserLook(series, chartSeries(chosen, closer), zoom);
  }, [series, zoom, isCloser, closer, chosen]);
  return whole.state === 'ready' ? { state: 'ready', data: data ?? [] } : whole;
}
