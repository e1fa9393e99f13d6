'use client';

import { useQueryClient, type Query } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api, contact } from '@/components/api';
import { useServerContact } from '@/components/server-contact/use-server-contact';
import { isOfRun, runKey } from '@/components/run-key';
import { NoWebSocketError } from '@/lib/api/client';
import { EventRate } from './event-rate';
import { usePageIsShown } from './use-page-is-shown';

/** How a page hears from a run, and how fast the run grows. */
export interface LiveFeed {
  /** `polling`: no WebSocket can be had, so that the page asks again and again. `paused`: nobody looks at the page. */
  readonly connection: 'connecting' | 'connected' | 'polling' | 'paused' | 'lost';
  /** Of the last five seconds. */
  readonly eventsPerSecond: number;
}

/** Between two looks at what has changed: often enough to look alive, seldom enough to be painted. */
const REFRESH_MS = 250;
const RATE_MS = 1000;
/** Between two questions where no WebSocket can be had. */
export const POLL_MS = 2000;

/**
 * Hears from the server when a run grows, and has what the page shows of it asked for again; one look is over before the
 * next begins. It listens by WebSocket: a browser has only six connections to a server for everything else, in all of
 * its tabs together. Nothing is open while nobody looks at the page, or the server is known not to answer; then the feed
 * goes on after the last message.
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
          // It compares the counts and has the rest asked for again.
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
            // The server may be gone: nothing tells sooner.
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
        // What was known is of files that are no more.
        if (message.type === 'reset') void queryClient.resetQueries({ predicate: isOfThis });
        refresh();
      }
    })().catch(() => {
      if (signal.aborted) return;
      // It may have been renamed: its summary tells.
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
