import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { findFirstRows } from '@/components/viewer/find-first-rows';
import { readSimulationId } from '@/components/viewer/simulation-id';
import { layoutInCookies } from '@/components/viewer/layout-cookie';
import { Viewer } from '@/components/viewer/viewer';
import { shownName } from '@/components/ui/shown-text';
import { isCausewayError } from '@/lib/errors';
import { getServer } from '@/lib/server';

interface Props {
  readonly params: Promise<{ simulationId: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const name = await findName(readSimulationId(await params));
  return { title: name === undefined ? 'Not found' : shownName(name) };
}

export default async function Page({ params, searchParams }: Props) {
  const simulationId = readSimulationId(await params);
  if ((await findName(simulationId)) === undefined) notFound();
  const { service } = await getServer();
  const firstRows = await findFirstRows(service, simulationId, queryOf(await searchParams));
  return (
    <Viewer
      simulationId={simulationId}
      firstRows={firstRows}
      layoutOnServer={layoutInCookies(await cookies())}
    />
  );
}

/** Turns Next's parsed query string back into one. */
function queryOf(values: Awaited<Props['searchParams']>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(values).flatMap(([name, value]) =>
      [value ?? []].flat().map((one) => [name, one]),
    ),
  );
}

/** The simulation's name; `undefined` when there is no such simulation. Read once per request. */
const findName = cache(async (simulationId: string): Promise<string | undefined> => {
  const { service } = await getServer();
  try {
    return await service.getSimulationName(simulationId);
  } catch (error) {
    if (isCausewayError(error) && error.code === 'simulation_not_found') return undefined;
    throw error;
  }
});
