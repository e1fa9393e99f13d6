'use client';

import { ContactBanner } from './contact-banner';
import { useRecovery } from './use-recovery';

/** Says how the page stands with its server, and has everything asked again when that is back; once a page. */
export function ServerWatch({ revision }: { readonly revision: string | undefined }) {
  useRecovery(revision);
  return <ContactBanner />;
}
