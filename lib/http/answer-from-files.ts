import type { EventService } from '../service/event-service';
import type { ApiRequest } from './api-request';
import { jsonResponse, textBody } from './json-response';
import type { JsonText } from './json-text';
import { entityTag, isAnyTag, listsTag } from './validator';

/** JSON text made from files, and whether it is valid until they change. */
export interface FilesAnswer {
  readonly text: string | JsonText;
  /** `false` for answers from an index that is not ready. */
  readonly isFinal: boolean;
}

/** The server behind the answers; `Server` is one. */
export interface Answerer {
  readonly revision: string;
  readonly service: Pick<EventService, 'getFilesVersion'>;
}

/** For answers that also depend on checkpoints: their ETag changes with the checkpoints. */
export function withCheckpoints({
  revision,
  service,
}: Pick<Answerer, 'revision'> & {
  readonly service: Pick<EventService, 'getCheckpointsVersion' | 'getFilesVersion'>;
}): Answerer {
  return {
    revision,
    service: {
      getFilesVersion: async (id) => {
        const files = await service.getFilesVersion(id);
        return `${files}\n\n${await service.getCheckpointsVersion(id)}`;
      },
    },
  };
}

/** For answers about two simulations: their ETag changes with the files of either. */
export function withFilesOf(other: string, { revision, service }: Answerer): Answerer {
  return {
    revision,
    service: {
      getFilesVersion: async (id) => {
        const files = await service.getFilesVersion(id);
        return `${files}\n\n${await service.getFilesVersion(other)}`;
      },
    },
  };
}

/**
 * Answers a query about the files of a simulation. The response has an ETag, made from the state of the files, the address of
 * the request and the version of the program. A request with a current ETag is answered with 304 after a look at the files,
 * without opening an index. An answer that is not final, or whose files changed while it was made, has no ETag.
 */
export async function answerFromFiles(
  request: ApiRequest,
  { revision, service }: Answerer,
  simulationId: string,
  make: () => Promise<string | FilesAnswer>,
): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const tagOfNow = async (): Promise<string> =>
    entityTag([revision, pathname, search, await service.getFilesVersion(simulationId)]);

  const known = request.headers.get('if-none-match');
  const tag = await tagOfNow();
  if (listsTag(known, tag)) return notModified(tag);
  const made = await make();
  const { text, isFinal } = typeof made === 'string' ? { text: made, isFinal: true } : made;
  if (!isFinal || (await tagOfNow()) !== tag) return jsonResponse(text);
  // Only now it is certain that the answer exists.
  if (isAnyTag(known)) return notModified(tag);
  const headers = { 'content-type': 'application/json', ...validity(tag) };
  return new Response(textBody(text), { headers });
}

/** Answers with JSON text and an ETag of its content. A request with a current ETag is answered with 304. */
export function answerByContent(
  request: ApiRequest,
  revision: string,
  { text, isFinal }: FilesAnswer,
): Response {
  if (!isFinal) return jsonResponse(text);
  const { pathname, search } = new URL(request.url);
  const content = typeof text === 'string' ? [text] : text;
  const tag = entityTag([revision, pathname, search, ...content]);
  const known = request.headers.get('if-none-match');
  if (isAnyTag(known) || listsTag(known, tag)) return notModified(tag);
  return new Response(textBody(text), {
    headers: { 'content-type': 'application/json', ...validity(tag) },
  });
}

function notModified(tag: string): Response {
  return new Response(null, { status: 304, headers: validity(tag) });
}

/** The client may cache the answer, and must revalidate it before each use. */
function validity(tag: string): Record<string, string> {
  return { etag: tag, 'cache-control': 'private, no-cache', vary: 'Accept-Encoding' };
}
