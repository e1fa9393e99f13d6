'use client';

import { useParams } from 'next/navigation';
import { readSimulationId } from './simulation-id';
import { Viewer } from './viewer';

/** The explorer of the simulation in the page's address. */
export function ViewerAtAddress() {
  return <Viewer simulationId={readSimulationId(useParams<{ simulationId: string }>())} />;
}
