import { useRef, useState } from 'react';
import { contact } from '@/components/api';
import { readAnswer } from './read-answer';

export interface Answer {
  readonly status: number;
  readonly statusText: string;
  readonly elapsedMs: number;
  /** The size of the body after decompression, in bytes. */
  readonly size: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  /** The URL of a file to be saved, which is not read. */
  readonly download: string | undefined;
}

export type RequestState =
  | { readonly state: 'unsent' }
  | { readonly state: 'sent' }
  | { readonly state: 'failed'; readonly reason: string }
  | { readonly state: 'answered'; readonly answer: Answer };

const HEADERS_OF_INTEREST = [
  'content-type',
  'retry-after',
  'cache-control',
  'etag',
  'server-timing',
  'content-disposition',
];

/** Sends a request and returns the response. Sending again drops the previous one. */
export function useRequest(): readonly [RequestState, (url: string) => void] {
  const [state, setState] = useState<RequestState>({ state: 'unsent' });
  const underWay = useRef<AbortController>(undefined);

  async function send(url: string) {
    underWay.current?.abort();
    const controller = new AbortController();
    underWay.current = controller;
    setState({ state: 'sent' });
    const next = await ask(url, controller.signal);
    if (!controller.signal.aborted) setState(next);
  }

  return [state, (url) => void send(url)];
}

async function ask(url: string, signal: AbortSignal): Promise<RequestState> {
  const sentAt = performance.now();
  try {
    const response = await contact.open(url, { signal, cache: 'no-store' });
    const isFile = response.headers.get('content-disposition')?.startsWith('attachment') ?? false;
    // A file may be too large for a page.
    const body = isFile ? '' : await readAnswer(response);
    if (isFile) await response.body?.cancel();
    return {
      state: 'answered',
      answer: {
        status: response.status,
        statusText: response.statusText,
        elapsedMs: performance.now() - sentAt,
        size: new TextEncoder().encode(body).length,
        headers: HEADERS_OF_INTEREST.flatMap((name) => {
          const value = response.headers.get(name);
          return value === null ? [] : [[name, value] as const];
        }),
        body,
        download: isFile ? url : undefined,
      },
    };
  } catch (error) {
    return { state: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}
