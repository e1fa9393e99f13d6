'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { contact } from '@/components/api';
import { useServerContact } from './use-server-contact';

/**
 * Repeats requests when the server is back: the data on the page, failed requests, and the rest when it is next needed.
 * @param revision the build of the page
 */
export function useRecovery(revision: string | undefined): void {
  const queryClient = useQueryClient();
  const { returns } = useServerContact();

  // The connection to the server.
  useEffect(() => {
    if (revision !== undefined) contact.belongTo(revision);
  }, [revision]);

  // The cache of responses.
  useEffect(() => {
    if (returns > 0) void queryClient.invalidateQueries();
  }, [returns, queryClient]);

  // After waking up, or returning to the page, the connection is checked at once.
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
