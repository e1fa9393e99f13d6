import { ApiUnreachableError } from '@/lib/api/client';

/** A request that was not sent, or was given up, because the server is down. It will be repeated. */
export class ServerSilentError extends ApiUnreachableError {}

/** A request that was not answered within the server's own time limit, while others are. */
export class AnswerTooLateError extends ApiUnreachableError {}
