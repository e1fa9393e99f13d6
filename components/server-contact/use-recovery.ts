'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { contact } from '@/components/api';
import { useServerContact } from './use-server-contact';

/**
 * Has everything asked again when the server is back: what is shown, what failed, and the rest when it is next looked at.
 * @param revision of the build that the page is of
 */
export function useRecovery(revision: string | undefined): void {
  const queryClient = useQueryClient();
  const { returns } = useServerContact();

  // The server's contact.
  useEffect(() => {
    if (revision !== undefined) contact.belongTo(revision);
  }, [revision]);

  // The cache of what the server said.
  useEffect(() => {
    if (returns > 0) void queryClient.invalidateQueries();
  }, [returns, queryClient]);

  // The browser: a machine that wakes, or a page that is looked at again, need not wait for the next look.
  useEffect(() => {
    const look = () => {
      if (contact.state.link !== 'reachable' && document.visibilityState === 'visible') {
        void contact.look();
      }
    };
    window.addEventListener('online', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      window.removeEventListener('online', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
}
