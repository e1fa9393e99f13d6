import type { RunState, RunVariable, RunVariables } from '../service/event-service';
import type { FilesAnswer } from './answer-from-files';
import { RawJson, writeJson } from './json-text';

/** Answers about variables as JSON text. Values are inserted as written in the files: parsing would change numbers. */

export async function stateAnswer({ values, drift, ...state }: RunState): Promise<FilesAnswer> {
  const text = await writeJson({
    ...state,
    values: values.map(({ value, previous, ...rest }) => ({
      ...rest,
      value: raw(value),
      previous: raw(previous),
    })),
    drift: drift.map(({ checkpoint_value, replayed_value, ...rest }) => ({
      ...rest,
      checkpoint_value: raw(checkpoint_value),
      replayed_value: raw(replayed_value),
    })),
  });
  return { text, isFinal: isFinal(state) };
}

export async function variablesAnswer({ variables, ...rest }: RunVariables): Promise<FilesAnswer> {
  const text = await writeJson({ ...rest, variables: variables.map(withRawPoints) });
  return { text, isFinal: isFinal(rest) };
}

function withRawPoints({ points, ...variable }: RunVariable): object {
  return {
    ...variable,
    points: points?.map(({ value, ...point }) => ({ ...point, value: raw(value) })),
  };
}

function raw(text: string | undefined): RawJson | undefined {
  return text === undefined ? undefined : new RawJson(text);
}

/** A partial answer changes as more is indexed. */
function isFinal({ index }: Pick<RunState, 'index'>): boolean {
  return index === undefined || index.state === 'ready';
}
