'use client';

import { ClockTime } from '@/components/server-contact/clock-time';
import { useServerContact } from '@/components/server-contact/use-server-contact';
import { Banner } from '@/components/ui/banner';

/** Reports that the simulation of a page no longer exists. The report of a server that does not answer takes precedence. */
export function GoneNote({ goneSince }: { readonly goneSince: number | undefined }) {
  const { link, isUpdated } = useServerContact();
  const isShown = goneSince !== undefined && link === 'reachable' && !isUpdated;
  return (
    <div role="status" aria-label="Simulation">
      {isShown ? (
        <Banner tone="danger">
          This simulation has been gone since <ClockTime atMs={goneSince} />; showing what was
          loaded. Its folder may have been moved or renamed, or the server was started with another
          path.
        </Banner>
      ) : null}
    </div>
  );
}
