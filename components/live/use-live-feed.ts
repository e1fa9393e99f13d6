'use client';

import { useQueryClient, type Query } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '@/components/api';
import { EventRate } from './event-rate';

/** How a page is connected to a run, and how that grows. */
export interface LiveFeed {
  readonly connection: 'connecting' | 'connected' | 'lost';
  /** Of the last five seconds. */
  readonly eventsPerSecond: number;
}

/** Between two looks at what has changed: often enough to look alive, seldom enough to be painted. */
const REFRESH_MS = 250;
const RATE_MS = 1000;

/**
 * Hears from the server when a run grows, and has what the page shows of it asked for again; one look is over before the
 * next begins. A connection that was lost is made again, and then what was missed is asked for.
 */
export function useLiveFeed(simulationId: string): LiveFeed {
  const queryClient = useQueryClient();
  const [feed, setFeed] = useState<LiveFeed>({ connection: 'connecting', eventsPerSecond: 0 });

  // The server's stream.
  useEffect(() => {
    const ending = new AbortController();
    const { signal } = ending;
    const rate = new EventRate();
    let knownCount: number | undefined;
    let refreshing: Promise<void> | undefined;
    let isStale = false;

    const refresh = (): void => {
      isStale = true;
      refreshing ??= (async () => {
        while (isStale && !signal.aborted) {
          isStale = false;
          // It compares the counts and has the rest asked for again.
          await queryClient.refetchQueries({ queryKey: ['simulation', simulationId] });
          await pause(REFRESH_MS, signal);
        }
      })().finally(() => {
        refreshing = undefined;
      });
    };
    const isOfThis = ({ queryKey }: Query): boolean => queryKey[1] === simulationId;
    const note = (connection: LiveFeed['connection']): void =>
      setFeed((before) => (before.connection === connection ? before : { ...before, connection }));

    void (async () => {
      const messages = api.followEvents(
        simulationId,
        {},
        {
          signal,
          withEvents: false,
          onConnection: ({ isConnected }) => note(isConnected ? 'connected' : 'lost'),
        },
      );
      for await (const message of messages) {
        if (message.type === 'event') continue;
        if (message.type === 'progress') {
          rate.note(message.event_count, performance.now());
          if (message.event_count === knownCount) continue;
          knownCount = message.event_count;
        }
        // What was known is of files that are no more.
        if (message.type === 'reset') void queryClient.resetQueries({ predicate: isOfThis });
        refresh();
      }
    })().catch(() => note('lost'));

    const timer = setInterval(() => {
      const eventsPerSecond = Math.round(rate.perSecond(performance.now()));
      setFeed((before) =>
        before.eventsPerSecond === eventsPerSecond ? before : { ...before, eventsPerSecond },
      );
    }, RATE_MS);
    return () => {
      ending.abort();
      clearInterval(timer);
    };
  }, [simulationId, queryClient]);

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
