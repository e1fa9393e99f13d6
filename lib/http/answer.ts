import { isCausewayError } from '../errors';
import { untilCancelled } from '../work/work';
import { problemResponse } from './problem-response';

/**
 * Runs a handler and converts its errors into problems; unexpected errors are logged. When the work of the request is cancelled
 * or late, it answers at once.
 */
export async function answer(handle: () => Promise<Response>): Promise<Response> {
  try {
    return await untilCancelled(handle());
  } catch (error) {
    if (!isCausewayError(error)) console.error(error);
    return problemResponse(error);
  }
}
