import { MAX_LINE_BYTES } from '@/components/max-line-bytes';
import { createServerContact } from '@/components/server-contact/server-contact';
import { createApiClient } from '@/lib/api/client';

/** What the page knows about its server. Every request of the page goes through it. */
export const contact = createServerContact();

/** The client of the page's own server. */
export const api = createApiClient({ fetch: contact.ask, maxLineBytes: MAX_LINE_BYTES });
