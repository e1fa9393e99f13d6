/** How long an endless stream is read, ms. */
const STREAM_MS = 3000;

/** The body of a response as text; of an event stream, the part of the first seconds. */
export async function readAnswer(response: Response, streamMs = STREAM_MS): Promise<string> {
  const isStream = response.headers.get('content-type') === 'text/event-stream';
  if (!isStream || response.body === null) return response.text();
  const reader = response.body.getReader();
  const timer = setTimeout(() => void reader.cancel(), streamMs);
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text;
      text += decoder.decode(value, { stream: true });
    }
  } finally {
    clearTimeout(timer);
  }
}
