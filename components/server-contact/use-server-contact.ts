'use client';

import { useSyncExternalStore } from 'react';
import { contact } from '@/components/api';
import type { ContactState } from './server-contact';

/** What the page knows about its server, as it changes. */
export function useServerContact(): ContactState {
  return useSyncExternalStore(contact.subscribe, readState, readState);
}

function readState(): ContactState {
  return contact.state;
}
