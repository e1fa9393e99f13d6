import type { ServerResponse } from 'node:http';

/**
 * Sends an answer as its client takes it; a body that fails midway breaks the connection off, so that nobody takes what
 * came for the whole. Ends the body when the client goes.
 */
export async function sendResponse(
  { status, headers, body }: Response,
  response: ServerResponse,
  withBody = true,
): Promise<void> {
  if (response.destroyed) {
    await body?.cancel();
    return;
  }
  for (const [name, value] of headers) response.appendHeader(name, value);
  response.writeHead(status);
  if (body === null || !withBody) {
    await body?.cancel();
    response.end();
    return;
  }
  const reader = body.getReader();
  const cancel = (): void => void reader.cancel().catch(() => undefined);
  response.once('close', cancel);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (!response.write(value)) await roomIn(response);
    }
    response.end();
  } catch (error) {
    response.destroy(error instanceof Error ? error : undefined);
    throw error;
  } finally {
    response.off('close', cancel);
  }
}

/** Resolves also when the client goes: the body is cancelled then. */
function roomIn(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    if (response.destroyed) {
      resolve();
      return;
    }
    const done = (): void => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.on('drain', done);
    response.on('close', done);
  });
}
