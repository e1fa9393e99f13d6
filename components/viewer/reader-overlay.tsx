import type { FieldAddress } from '@/components/event-record/field-address';
import { lazyPane } from '@/components/server-contact/lazy-pane';
import { OverlayBoundary } from '@/components/server-contact/pane-boundary';
import type { SimulationSummary } from '@/lib/api/contract';
import type { ViewNavigation } from './use-view-state';

const Reader = lazyPane(() => import('@/components/reader/reader').then((module) => module.Reader));

/** The reader over the explorer, while a field is opened in it. */
export function ReaderOverlay({
  simulation,
  eventId,
  address,
  find,
  navigate,
  onSelectEvent,
}: {
  readonly simulation: Pick<SimulationSummary, 'id' | 'name'>;
  readonly eventId: string | null;
  readonly address: FieldAddress | null;
  /** The text to be found. */
  readonly find: string | null;
  readonly navigate: ViewNavigation['navigate'];
  readonly onSelectEvent: (eventId: string, by: 'click' | 'keyboard') => void;
}) {
  if (eventId === null || address === null) return null;
  const close = () => navigate({ read: null, readFind: null }, 'replace');
  return (
    <OverlayBoundary name="The reader" onClose={close}>
      <Reader
        simulationId={simulation.id}
        runName={simulation.name}
        eventId={eventId}
        address={address}
        find={find ?? ''}
        onFind={(text) => navigate({ readFind: text === '' ? null : text }, 'record')}
        onSelectEvent={(id) => onSelectEvent(id, 'keyboard')}
        onOpenCausality={(id) =>
          navigate({ tab: 'causality', eventId: id, chain: [], read: null, readFind: null })
        }
        onClose={close}
      />
    </OverlayBoundary>
  );
}
