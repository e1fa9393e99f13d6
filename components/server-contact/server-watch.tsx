'use client';

import { ContactBanner } from './contact-banner';
import { useRecovery } from './use-recovery';

/** Shows the state of the connection, and repeats requests when the server is back. Once per page. */
export function ServerWatch({ revision }: { readonly revision: string | undefined }) {
  useRecovery(revision);
  return <ContactBanner />;
}
