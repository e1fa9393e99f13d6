import { ApiUnreachableError } from '@/lib/api/client';

/** A request that was not sent, or was given up, because the server does not answer this page. It is asked again. */
export class ServerSilentError extends ApiUnreachableError {}

/** A request that was not answered within the time that the server gives itself, while others are. */
export class AnswerTooLateError extends ApiUnreachableError {}
