'use client';

import { useParams } from 'next/navigation';
import { readSimulationId } from './simulation-id';
import { Viewer } from './viewer';

/** The explorer of the simulation that the page's address names. */
export function ViewerAtAddress() {
  return <Viewer simulationId={readSimulationId(useParams<{ simulationId: string }>())} />;
}
