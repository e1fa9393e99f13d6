/** Whether a response ends and fits into a page, unlike streams and downloads. */
export function isBounded({ headers }: Response): boolean {
  const isStream = headers.get('content-type')?.startsWith('text/event-stream') === true;
  return !isStream && headers.get('content-disposition')?.startsWith('attachment') !== true;
}

/** The response with its body read. `onPart` is called for each chunk. */
export async function readBody(response: Response, onPart: () => void): Promise<Response> {
  const { body, headers, status, statusText } = response;
  if (body === null) return response;
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    size += value.length;
    onPart();
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return new Response(whole, { headers, status, statusText });
}
