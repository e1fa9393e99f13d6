import type { FieldAddress } from '@/components/event-record/field-address';
import { lazyPane } from '@/components/server-contact/lazy-pane';
import { OverlayBoundary } from '@/components/server-contact/pane-boundary';
import type { ViewNavigation } from './use-view-state';

const Reader = lazyPane(() => import('@/components/reader/reader').then((module) => module.Reader));

/** The reader over the explorer, while a field is opened in it. */
export function ReaderOverlay({
  simulationId,
  eventId,
  address,
  navigate,
  onSelectEvent,
}: {
  readonly simulationId: string;
  readonly eventId: string | null;
  readonly address: FieldAddress | null;
  readonly navigate: ViewNavigation['navigate'];
  readonly onSelectEvent: (eventId: string, by: 'click' | 'keyboard') => void;
}) {
  if (eventId === null || address === null) return null;
  const close = () => navigate({ read: null }, 'replace');
  return (
    <OverlayBoundary name="The reader" onClose={close}>
      <Reader
        simulationId={simulationId}
        eventId={eventId}
        address={address}
        onAddress={(read) => navigate({ read }, 'replace')}
        onSelectEvent={(id) => onSelectEvent(id, 'keyboard')}
        onClose={close}
      />
    </OverlayBoundary>
  );
}
