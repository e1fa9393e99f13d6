import { z } from 'zod';
import { ModelError } from '../model/language-model';
import type { ActionValidator, ValidatorFactoryOptions } from '../simulation-parts';
import { refuseForeign } from './basic-validator';

const answerSchema = z.object({
  reasoning: z.string().describe('Why, in one sentence'),
  valid: z.boolean().describe('Whether the action is allowed'),
});

/** Asks a model about each action. When the model does not answer, a `permissive` validator accepts; others reject. */
export function createLlmValidator({ config }: ValidatorFactoryOptions): ActionValidator {
  const isPermissive = config.permissive ?? true;
  const system = [
    'You judge whether an action of an agent is plausible in a simulation.',
    isPermissive ? 'When in doubt, it is.' : 'When in doubt, it is not.',
    'Answer with JSON only.',
  ].join(' ');

  return {
    async validate(action, { ask, world }) {
      const foreign = refuseForeign(action, config.domain ?? undefined);
      if (foreign !== undefined) return foreign;
      const { agent, action_type, action_payload } = action;
      const prompt = [
        `The world: ${JSON.stringify(world.globals())}`,
        `${agent}: ${JSON.stringify(world.variablesOf(agent))}`,
        `${agent} wants to ${action_type} ${JSON.stringify(action_payload)}. May it?`,
      ].join('\n');
      try {
        const about = `whether ${agent} may ${action_type}`;
        const { valid, reasoning } = await ask({ about, system, prompt, schema: answerSchema });
        return valid ? { accepted: true } : { accepted: false, reason: reasoning };
      } catch (error) {
        if (!(error instanceof ModelError)) throw error;
        if (isPermissive) return { accepted: true };
        return {
          accepted: false,
          reason: `the validator's model did not answer: ${error.message}`,
        };
      }
    },
  };
}
