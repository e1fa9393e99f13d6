import { askHttp, RouteMissingError } from './ask-http';
import { timed } from './measure';
import { simulationPath } from './requests';

export interface ExportTime {
  readonly ms: number;
  readonly bytes: number;
}

/** Takes the whole simulation as JSON lines; `undefined` when the server does not give it. */
export async function measureExport(
  url: string,
  simulationId: string,
): Promise<ExportTime | undefined> {
  using asker = askHttp(url);
  try {
    const path = `${simulationPath(simulationId)}/export?format=jsonl`;
    const { ms, result } = await timed(() => asker.drain(path));
    return { ms, bytes: result };
  } catch (error) {
    if (error instanceof RouteMissingError) return undefined;
    throw error;
  }
}
