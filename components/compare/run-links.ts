import { pathSegment } from '@/lib/api/path-segment';
import { writeQuery } from '@/lib/filters/read-query';

/** The page of a run. */
export function runLink(simulationId: string): string {
  return `/view/${pathSegment(simulationId)}`;
}

/** A run at an event. */
export function eventLink(simulationId: string, eventId: string): string {
  return `${runLink(simulationId)}?${writeQuery({ event: eventId }).toString()}`;
}

/** The causes and effects of an event in its run. */
export function whyLink(simulationId: string, eventId: string): string {
  return `${runLink(simulationId)}?${writeQuery({ tab: 'causality', event: eventId }).toString()}`;
}
