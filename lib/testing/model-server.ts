import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** The server's reaction to a request. */
export type ScriptedAnswer =
  /** Answers with this text, or with this value as JSON. */
  | { readonly answer: unknown }
  | { readonly status: number }
  /** Does not answer. */
  | 'hang'
  /** Sends the headers, then bytes without end. */
  | 'drip'
  /** Answers with something other than a chat answer. */
  | 'nonsense'
  /** Closes the connection in the middle of the answer. */
  | 'cut';

export interface ModelServer {
  /** Without a path. */
  readonly host: string;
  /** The bodies of all requests. */
  readonly questions: readonly unknown[];
  close(): Promise<void>;
}

export const MODEL = 'scripted';

/**
 * A server with the protocols of Ollama and OpenAI that answers by a script, one step per request. The last step is repeated.
 */
export async function startModelServer(
  script: readonly ScriptedAnswer[],
  options: {
    readonly atEnd?: (close: () => Promise<void>) => unknown;
    readonly onQuestion?: (() => void) | undefined;
  } = {},
): Promise<ModelServer> {
  const questions: unknown[] = [];
  const server = createServer((request, response) => {
    void respond(request, response, script, questions, options.onQuestion);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => {
        resolve();
      });
    });
  options.atEnd?.(close);
  return { host: `http://127.0.0.1:${String(port)}`, questions, close };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  script: readonly ScriptedAnswer[],
  questions: unknown[],
  onQuestion?: () => void,
): Promise<void> {
  const json = (value: unknown): void => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(value));
  };
  if (request.url === '/api/tags') {
    json({ models: [{ name: `${MODEL}:latest` }] });
    return;
  }
  if (request.url === '/v1/models') {
    json({ object: 'list', data: [{ id: MODEL, object: 'model' }] });
    return;
  }
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const step = script[Math.min(questions.length, script.length - 1)];
  questions.push(JSON.parse(body));
  onQuestion?.();
  const isOllama = request.url === '/api/chat';
  if (step === undefined || step === 'hang') return;
  if (step === 'drip' || step === 'cut') {
    response.write('{"message":');
    if (step === 'cut') response.socket?.destroy();
    return;
  }
  if (step === 'nonsense') {
    json(['what?']);
    return;
  }
  if ('status' in step) {
    response.statusCode = step.status;
    json({ error: 'as the script says' });
    return;
  }
  const content = typeof step.answer === 'string' ? step.answer : JSON.stringify(step.answer);
  const message = { role: 'assistant', content };
  json(
    isOllama
      ? { model: MODEL, message, done: true, prompt_eval_count: 12, eval_count: 34 }
      : {
          id: 'chat',
          object: 'chat.completion',
          model: MODEL,
          choices: [{ index: 0, message, finish_reason: 'stop' }],
          usage: { prompt_tokens: 12, completion_tokens: 34, total_tokens: 46 },
        },
  );
}
