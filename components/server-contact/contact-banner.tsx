'use client';

import { useEffect, useState } from 'react';
import { contact } from '@/components/api';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { ClockTime } from './clock-time';
import { useServerContact } from './use-server-contact';

/** How long the message that the server is back is shown, ms. */
const BACK_MS = 5000;

/** The page's only message about the connection to its server; nothing while all is well. */
export function ContactBanner() {
  return (
    <div role="status" aria-label="Server">
      <ContactNote />
    </div>
  );
}

function ContactNote() {
  const { link, since = 0, returns, isUpdated } = useServerContact();
  const [shownReturns, setShownReturns] = useState(returns);

  // The clock.
  useEffect(() => {
    if (link !== 'reachable' || returns === shownReturns) return;
    const timer = setTimeout(() => setShownReturns(returns), BACK_MS);
    return () => clearTimeout(timer);
  }, [link, returns, shownReturns]);

  switch (link) {
    case 'silent':
      return (
        <Banner tone="danger" action={<LookButton />}>
          The server stopped answering at <ClockTime atMs={since} />; showing what was loaded.
        </Banner>
      );
    case 'refused':
      return (
        <Banner tone="danger" action={<LookButton />}>
          The server asks for another token since <ClockTime atMs={since} />; showing what was
          loaded. Open the link that it printed in its terminal.
        </Banner>
      );
    case 'reachable':
      if (isUpdated) {
        return (
          <Banner
            tone="warning"
            action={<Button onClick={() => window.location.reload()}>Reload</Button>}
          >
            Causeway was updated; reload this page.
          </Banner>
        );
      }
      return returns === shownReturns ? null : <Banner>The server answers again.</Banner>;
  }
}

function LookButton() {
  return <Button onClick={() => void contact.look()}>Try now</Button>;
}
