import type { RunState, RunVariable, RunVariables } from '../service/event-service';
import type { FilesAnswer } from './answer-from-files';

/** Answers about variables as JSON text. Values go in as they stand in the files: parsing them would rewrite numbers. */

export function stateAnswer({ values, drift, index, ...state }: RunState): FilesAnswer {
  const valueTexts = values.map(({ value, previous, ...rest }) =>
    objectText(rest, { value, previous }),
  );
  const driftTexts = drift.map(({ checkpoint_value, replayed_value, ...rest }) =>
    objectText(rest, { checkpoint_value, replayed_value }),
  );
  const lists = { values: listText(valueTexts), drift: listText(driftTexts) };
  return toAnswer(objectText({ ...state, index }, lists), index);
}

export function variablesAnswer({ variables, index, ...rest }: RunVariables): FilesAnswer {
  const lists = { variables: listText(variables.map(variableText)) };
  return toAnswer(objectText({ ...rest, index }, lists), index);
}

function variableText({ points, ...variable }: RunVariable): string {
  if (points === undefined) return JSON.stringify(variable);
  const texts = points.map(({ value, ...point }) => objectText(point, { value }));
  return objectText(variable, { points: listText(texts) });
}

/** A partial answer is another one as soon as more is indexed. */
function toAnswer(text: string, index: RunState['index']): FilesAnswer {
  return { text, isFinal: index === undefined || index.state === 'ready' };
}

/** An object of some members, and of others that are JSON text already; those that are undefined are left out. */
function objectText(members: object, texts: Readonly<Record<string, string | undefined>>): string {
  const written = JSON.stringify(members).slice(1, -1);
  const others = Object.entries(texts).flatMap(([name, text]) =>
    text === undefined ? [] : [`${JSON.stringify(name)}:${text}`],
  );
  return `{${[...(written === '' ? [] : [written]), ...others].join(',')}}`;
}

function listText(texts: readonly string[]): string {
  return `[${texts.join(',')}]`;
}
