import type { ServerResponse } from 'node:http';

/**
 * Sends a response at the pace of its client. A body that fails midway closes the connection, so that the response does not
 * look complete. Cancels the body when the client disconnects.
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

/** Resolves also when the client disconnects: the body is cancelled then. */
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
