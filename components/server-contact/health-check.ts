import { healthSchema, problemSchema } from '@/lib/api/contract';
import { startAwakeTimer } from './awake-timer';

/** The result of a health check. */
export type HealthAnswer =
  | { readonly kind: 'answers'; readonly revision: string }
  /** It requires a token that this browser does not have. */
  | { readonly kind: 'refuses' }
  /** There is no connection, or something other than Causeway answers at its address. */
  | { readonly kind: 'fails' }
  /** It accepts the request and does not answer. */
  | { readonly kind: 'hangs' };

/** Checks whether the server is there, for at most `patienceMs`. Never rejects. */
export async function checkHealth(ask: typeof fetch, patienceMs: number): Promise<HealthAnswer> {
  const ending = new AbortController();
  const timer = startAwakeTimer([patienceMs], () => ending.abort());
  try {
    const response = await ask('/health', { cache: 'no-store', signal: ending.signal });
    const body: unknown = await response.json();
    const health = healthSchema.safeParse(body);
    if (response.ok && health.success) {
      return { kind: 'answers', revision: health.data.revision };
    }
    const problem = problemSchema.safeParse(body);
    const isRefused = problem.success && problem.data.code === 'token_required';
    return { kind: isRefused ? 'refuses' : 'fails' };
  } catch {
    return { kind: ending.signal.aborted ? 'hangs' : 'fails' };
  } finally {
    timer.stop();
  }
}
