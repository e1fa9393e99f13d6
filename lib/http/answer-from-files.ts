import type { EventService } from '../service/event-service';
import type { ApiRequest } from './api-request';
import { jsonResponse, textBody } from './json-response';
import type { JsonText } from './json-text';
import { entityTag, isAnyTag, listsTag } from './validator';

/** JSON text made from files, and whether it stays the same for as long as they do. */
export interface FilesAnswer {
  readonly text: string | JsonText;
  /** `false` of what is told while an index is not ready. */
  readonly isFinal: boolean;
}

/** Who answers; `Server` is one. */
export interface Answerer {
  readonly revision: string;
  readonly service: Pick<EventService, 'getFilesVersion'>;
}

/** For answers that are made of checkpoints, too: they are others when those change. */
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

/**
 * Answers a question about the files of a simulation. The answer carries a tag, made of the
 * state of the files, the address asked for and the program that answers; a client that shows the tag of the answer
 * it has is told 304 after a look at the files, and no index is opened. An answer that is not final, or whose files
 * changed while it was made, carries none.
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
  // Only now it is sure that there is an answer.
  if (isAnyTag(known)) return notModified(tag);
  const headers = { 'content-type': 'application/json', ...validity(tag) };
  return new Response(textBody(text), { headers });
}

/** Answers with JSON text under a tag of its own content; a client that shows the tag of the answer it has is told 304. */
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

/** It may be kept by whoever asked, and is asked for again before each use. */
function validity(tag: string): Record<string, string> {
  return { etag: tag, 'cache-control': 'private, no-cache', vary: 'Accept-Encoding' };
}
