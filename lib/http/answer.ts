import { CausewayError } from '../errors';
import { problemResponse } from './problem-response';

/** Runs a handler and turns what it throws into a problem; unexpected errors are logged. */
export async function answer(handle: () => Promise<Response>): Promise<Response> {
  try {
    return await handle();
  } catch (error) {
    if (!(error instanceof CausewayError)) console.error(error);
    return problemResponse(error);
  }
}

/** JSON text that is ready to be sent. Answers follow the files, so no cache may keep one. */
export function jsonResponse(text: string): Response {
  return new Response(text, {
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  });
}
