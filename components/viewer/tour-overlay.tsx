import { api } from '@/components/api';
import { lazyPane } from '@/components/server-contact/lazy-pane';
import { PaneBoundary } from '@/components/server-contact/pane-boundary';
import type { Tour } from '@/components/tour/use-tour';
import type { ExplorerActs } from './use-explorer-acts';
import { currentView } from './use-view-state';

const TourCard = lazyPane(() =>
  import('@/components/tour/tour-card').then((module) => module.TourCard),
);

/** The tour over the explorer, while it is shown. */
export function TourOverlay({
  simulationId,
  tour,
  acts,
}: {
  readonly simulationId: string;
  readonly tour: Tour;
  readonly acts: ExplorerActs;
}) {
  if (tour.step === null) return null;
  return (
    <PaneBoundary name="The tour">
      <TourCard
        step={tour.step}
        target={{
          openEvents() {
            if (currentView().tab !== 'events') acts.openEvents();
          },
          selectPeak() {
            // The server-contact banner says that the server does not answer.
            void findPeak(simulationId).then(
              (id) => {
                if (id !== undefined) acts.selectEvent(id, 'keyboard');
              },
              () => undefined,
            );
          },
        }}
        onStep={tour.goTo}
        onLeave={tour.leave}
      />
    </PaneBoundary>
  );
}

/** The event with the highest price of grain. */
async function findPeak(simulationId: string): Promise<string | undefined> {
  const { events } = await api.findEvents(simulationId, { kinds: ['grain_price'], limit: 1000 });
  const price = ({ details }: (typeof events)[number]): number => Number(details?.['new_value']);
  const [first, ...others] = events.filter((event) => Number.isFinite(price(event)));
  return others.reduce((best, event) => (best && price(best) >= price(event) ? best : event), first)
    ?.event_id;
}
