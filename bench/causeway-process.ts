import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  askCauseway,
  causewayTaskSchema,
  type CausewayAnswers,
  type CausewayTask,
} from './ask-causeway';

const TASK_VARIABLE = 'CAUSEWAY_BENCH_TASK';

/** Runs {@link askCauseway} in a fresh process. */
export function askCausewayApart(task: CausewayTask): Promise<CausewayAnswers> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), {
      env: { ...process.env, [TASK_VARIABLE]: JSON.stringify(task) },
    });
    let answers: CausewayAnswers | undefined;
    child.on('message', (message: CausewayAnswers) => {
      answers = message;
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (answers === undefined)
        reject(new Error(`the process with the service ended with ${String(code)}`));
      else resolve(answers);
    });
  });
}

const task = process.env[TASK_VARIABLE];
if (task !== undefined && process.send !== undefined) {
  const answers = await askCauseway(causewayTaskSchema.parse(JSON.parse(task)));
  process.send(answers, () => process.disconnect());
}
