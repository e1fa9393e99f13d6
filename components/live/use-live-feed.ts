'use client';

import { useQueryClient, type Query } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api, contact } from '@/components/api';
import { useServerContact } from '@/components/server-contact/use-server-contact';
import { isOfRun, runKey } from '@/components/run-key';
import { NoWebSocketError } from '@/lib/api/client';
import { EventRate } from './event-rate';
import { usePageIsShown } from './use-page-is-shown';

/** The state of the live connection, and the growth of the run. */
export interface LiveFeed {
  /** `polling`: WebSockets do not work, so the page polls. `paused`: the page is not visible. */
  readonly connection: 'connecting' | 'connected' | 'polling' | 'paused' | 'lost';
  /** Over the last five seconds. */
  readonly eventsPerSecond: number;
}

/** The interval of refreshes, ms: short enough to look live, long enough for painting. */
const REFRESH_MS = 250;
const RATE_MS = 1000;
/** The polling interval when WebSockets do not work, ms. */
export const POLL_MS = 2000;

/**
 * Listens for growth of a run, and refetches the page's data; one refresh ends before the next begins. It uses a WebSocket,
 * because a browser has only six HTTP connections to a server for all its tabs. Nothing is open while the page is not visible,
 * or while the server is known to be down. Afterwards the feed continues after the last message.
 */
export function useLiveFeed(simulationId: string, isGone: boolean): LiveFeed {
  const queryClient = useQueryClient();
  const { link } = useServerContact();
  const isShown = usePageIsShown();
  const [feed, setFeed] = useState<LiveFeed>({ connection: 'connecting', eventsPerSecond: 0 });
  const last = useRef<{ readonly simulationId: string; readonly id: string }>(undefined);
  const listens = isShown && link === 'reachable' && !isGone;

  // The server's stream.
  useEffect(() => {
    if (!listens) return;
    const ending = new AbortController();
    const { signal } = ending;
    const rate = new EventRate();
    let knownCount: number | undefined;
    let refreshing: Promise<void> | undefined;
    let isStale = false;
    let polling: ReturnType<typeof setInterval> | undefined;

    const refresh = (): void => {
      isStale = true;
      refreshing ??= (async () => {
        while (isStale && !signal.aborted) {
          isStale = false;
          // The summary compares the counts and triggers the other refetches.
          await queryClient.refetchQueries({ queryKey: runKey('simulation', simulationId) });
          await pause(REFRESH_MS, signal);
        }
      })().finally(() => {
        refreshing = undefined;
      });
    };
    const isOfThis = ({ queryKey }: Query): boolean => isOfRun(queryKey, simulationId);
    const note = (connection: LiveFeed['connection']): void =>
      setFeed((before) => (before.connection === connection ? before : { ...before, connection }));
    const poll = (isWanted: boolean): void => {
      clearInterval(polling);
      polling = isWanted ? setInterval(refresh, POLL_MS) : undefined;
    };

    void (async () => {
      const before = last.current;
      const messages = api.followEvents(
        simulationId,
        {},
        {
          signal,
          withEvents: false,
          transport: 'websocket',
          ...(before?.simulationId === simulationId ? { after: before.id } : {}),
          onSign: contact.noteSign,
          onConnection: (state) => {
            const isRefused = !state.isConnected && state.error instanceof NoWebSocketError;
            poll(isRefused);
            note(state.isConnected ? 'connected' : isRefused ? 'polling' : 'lost');
            // The server may be down. This is the earliest sign.
            if (!state.isConnected) void contact.look();
          },
        },
      );
      for await (const message of messages) {
        last.current = { simulationId, id: message.id };
        if (message.type === 'event') continue;
        if (message.type === 'progress') {
          rate.note(message.event_count, performance.now());
          if (message.event_count === knownCount) continue;
          knownCount = message.event_count;
        }
        // The cached data is of files that no longer exist.
        if (message.type === 'reset') void queryClient.resetQueries({ predicate: isOfThis });
        refresh();
      }
    })().catch(() => {
      if (signal.aborted) return;
      // The folder may have been renamed, which the summary shows.
      note('lost');
      refresh();
    });

    const timer = setInterval(() => {
      const eventsPerSecond = Math.round(rate.perSecond(performance.now()));
      setFeed((before) =>
        before.eventsPerSecond === eventsPerSecond ? before : { ...before, eventsPerSecond },
      );
    }, RATE_MS);
    return () => {
      ending.abort();
      poll(false);
      clearInterval(timer);
      setFeed({ connection: 'paused', eventsPerSecond: 0 });
    };
  }, [simulationId, queryClient, listens]);

  return feed;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
