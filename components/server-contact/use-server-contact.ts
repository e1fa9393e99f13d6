'use client';

import { useSyncExternalStore } from 'react';
import { contact } from '@/components/api';
import type { ContactState } from './server-contact';

/** The state of the connection to the server, updated on changes. */
export function useServerContact(): ContactState {
  return useSyncExternalStore(contact.subscribe, readState, readState);
}

function readState(): ContactState {
  return contact.state;
}
